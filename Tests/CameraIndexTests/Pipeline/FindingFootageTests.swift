import CameraIndex
import Foundation
import Testing

struct FindingFootageTests {
    private let recorder: Recorder
    private let clip: [UInt8]

    init() throws {
        recorder = try Recorder(.empty)
        _ = try recorder.file(0, 2, named: "clip.bin") { $0.container = "mp4" }
        clip = try recorder.files.bytes(of: "clip.bin")
    }

    private func folder(_ name: String) throws -> String {
        let path = recorder.files.path(name)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Puts files that are not footage into a folder; that they were found is told by their
    /// problem.
    private func text(_ path: String) throws -> String {
        let full = recorder.files.path(path)
        _ = try folder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        try Data("no video".utf8).write(to: URL(filePath: full))
        return full
    }

    /// The names of the files that a request finds, below the folder of footage.
    private func found(_ paths: String...) throws -> [String] {
        let job = try ScanJob(
            planning: recorder.request(paths) {
                $0.template = nil
                $0.camera = "gate-2"
            }
        )
        let prefix = recorder.files.path("") + "/"
        return job.problems.map { problem in
            let text = problem.description.replacingOccurrences(of: prefix, with: "")
                .replacingOccurrences(
                    of: recorder.files.path("").trimmingSuffix("/") + "/",
                    with: ""
                )
            return String(text.prefix { $0 != " " })
        }
    }

    @Test func `a folder gives its videos and those below, by the numbers in their names`() throws {
        for name in ["d/10.mp4", "d/9.MKV", "d/b/2.avi", "d/b/1.h264", "d/notes.txt", "d/x.jpg"] {
            _ = try text(name)
        }
        #expect(
            try found(recorder.files.path("d")) == [
                "d/9.MKV", "d/10.mp4", "d/b/1.h264", "d/b/2.avi",
            ]
        )
    }

    @Test func `hidden files and folders are left alone`() throws {
        for name in ["h/.a.mp4", "h/.trash/b.mp4", "h/c.mp4", "h/._c.mp4"] { _ = try text(name) }
        #expect(try found(recorder.files.path("h")) == ["h/c.mp4"])
    }

    @Test func `links to folders are followed once`() throws {
        _ = try text("l/real/a.mp4")
        let link = recorder.files.path("l/real/back")
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: recorder.files.path("l")
        )
        #expect(try found(recorder.files.path("l")) == ["l/real/a.mp4"])
        #expect(try found(link).count == 1)
    }

    @Test func `a pattern gives files and folders, and what it misses harms nothing`() throws {
        for name in ["g/one/a.mp4", "g/two/b.mp4", "g/three/notes.txt", "g/c.mp4"] {
            _ = try text(name)
        }
        let problems = try found(recorder.files.path("g/*"), recorder.files.path("none*.mp4"))
        #expect(Set(problems) == ["g/c.mp4", "g/one/a.mp4", "g/two/b.mp4", "there", "no"])
    }

    @Test func `a file that is named twice is found once`() throws {
        let file = try text("t/a.mp4")
        #expect(
            try found(file, recorder.files.path("t"), recorder.files.path("t/../t/a.mp4")) == [
                "t/a.mp4"
            ]
        )
    }

    @Test func `a file that is named itself may have any ending`() throws {
        let job = try ScanJob(
            planning: recorder.request([recorder.files.path("clip.bin")]) {
                $0.template = nil
            }
        )
        #expect(!job.isEmpty)
        #expect(job.problems.isEmpty)
    }

    @Test func `a name with the signs of a pattern is a name where there is such a file`() throws {
        let path = try recorder.files.write(clip, to: "a[1].mp4")
        let job = try ScanJob(planning: recorder.request([path]) { $0.template = nil })
        #expect(!job.isEmpty)
    }

    @Test func `what leads nowhere is told`() throws {
        let empty = try folder("empty")
        for (path, error) in [
            ("/nowhere/a.mp4", ScanError.noSuchPath("/nowhere/a.mp4")),
            ("/nowhere/*.mp4", .noMatch("/nowhere/*.mp4")), (empty, .emptyFolder(empty)),
        ] {
            #expect(throws: error) {
                try ScanJob(planning: recorder.request([path]))
            }
        }
    }

    @Test func `nobody can tell the camera of several files without names`() throws {
        let paths = try (1...5).map { try recorder.files.write(clip, to: "\($0).mp4") }
        #expect(
            throws: ScanError.unknownCamera(paths: ["1.mp4", "2.mp4", "3.mp4", "4.mp4", "5.mp4"])
        ) {
            try ScanJob(planning: recorder.request(paths) { $0.template = nil })
        }
    }

    @Test func `names that all do not fit the template are told`() throws {
        let path = try recorder.files.write(clip, to: "clip.mp4")
        #expect(
            throws: ScanError.templateMismatch(
                "the name of \(path) does not match the time template \"{camera}_{epoch}\""
            )
        ) {
            try ScanJob(planning: recorder.request([path]))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
