import Foundation
import Testing

struct WhenTests {
    @Test func `a file and a camera together are a mistake of usage`() throws {
        let run = try CommandRun("when", "--at", "5s", "--box", "1,2,30,40")
        #expect(run.status == 2)
        #expect(
            run.errors
                == "camindexd: name either --camera, with a time, or --file, with how far into "
                + "it.\n"
        )
    }

    @Test(arguments: ["1,2,3", "a,b,c,d", "1,2,0,4", ""])
    func `a box that is none is a mistake of usage`(box: String) throws {
        let run = try CommandRun("when", "--file", "a.mp4", "--at", "5s", "--box", box)
        #expect(run.status == 2)
        #expect(
            run.errors
                == "camindexd: --box is \"\(box)\"; write left, top, width and height in pixels, "
                + "such as 640,380,120,80.\n"
        )
    }

    @Test func `a file that is not there is told`() throws {
        let run = try CommandRun("when", "--file", "/no/a.mp4", "--at", "5s", "--box", "1,2,30,40")
        #expect(run.status == 1)
        #expect(
            run.errors
                == "camindexd: cannot find /no/a.mp4: there is no such file. Check the path.\n"
        )
    }
}
