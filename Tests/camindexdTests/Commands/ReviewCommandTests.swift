import Foundation
import Testing

struct ReviewCommandTests {
    private let index: SeededIndex

    init() throws {
        index = try SeededIndex()
    }

    private func run(_ command: String, _ arguments: String...) throws -> CommandRun {
        try CommandRun(
            arguments: [command, "--data", index.folder, "--time-zone", "Asia/Shanghai"] + arguments
        )
    }

    @Test func `a review is told, kept and shown`() throws {
        let first = try run(
            "review",
            "00000000000000a1",
            "--confirm",
            "--note",
            "plate legible",
            "--by",
            "Li"
        )
        #expect(first.status == 0)
        #expect(first.errors == "")
        #expect(first.output == "00000000000000a1 of gate-2 is confirmed (was pending)\n")
        let second = try run("review", "00000000000000a1", "--dismiss", "--by", "王")
        #expect(second.output == "00000000000000a1 of gate-2 is dismissed (was confirmed)\n")
        let page = try run("show", "00000000000000a1").output
        #expect(page.contains("review           dismissed\n"))
        let history = page.split(separator: "\n").filter { $0.contains("  by ") }
        #expect(history.count == 2)
        #expect(history.first?.hasSuffix("  confirmed  by Li  plate legible") == true)
        #expect(history.last?.hasSuffix("  dismissed  by 王") == true)
    }

    @Test func `several events are reviewed at once`() throws {
        let both = try run("review", "00000000000000a1", "00000000000000a2", "--reopen")
        #expect(
            both.output == """
                00000000000000a1 of gate-2 is pending (was pending)
                00000000000000a2 of gate-2 is pending (was pending)

                """
        )
    }

    @Test func `an unknown event leaves the others as they were`() throws {
        let failed = try run("review", "00000000000000a1", "ff", "--confirm")
        #expect(failed.status == 1)
        #expect(
            failed.errors
                == "camindexd: no event is named \"ff\"; `camindexd query` lists the events and "
                + "their names.\n"
        )
        #expect(try run("show", "00000000000000a1").output.contains("review           pending\n"))
    }

    @Test func `one decision must be given`() throws {
        for flags in [[], ["--confirm", "--dismiss"]] {
            let run = try CommandRun(
                arguments: ["review", "--data", index.folder, "00000000000000a1"] + flags
            )
            #expect(run.status == 2)
            #expect(
                run.errors == "camindexd: write one of --confirm, --dismiss and --reopen.\n"
            )
        }
    }

    @Test func `a reviewer has a name that can be seen`() throws {
        let run = try run("review", "00000000000000a1", "--confirm", "--by", " ")
        #expect(run.status == 2)
        #expect(run.errors == "camindexd: --by \" \" begins or ends with a space.\n")
    }

    @Test func `without an index there is nothing to review, and none is made`() throws {
        let folder = index.folder + "-nothing"
        let run = try CommandRun("review", "--data", folder, "a1", "--confirm")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("camindexd: "))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }
}
