import Foundation
import Testing

/// A `camindexd run` whose log is read while it goes on.
final class LoggedRun {
    private let process: Process
    private let log: FileHandle
    private var read = Data()

    private init(_ process: Process, log: FileHandle) {
        self.process = process
        self.log = log
    }

    /// Runs until `body` is done, then ends the run by a signal.
    ///
    /// - Parameters:
    ///   - options: what follows `run` on the command line.
    ///   - clips: in whose folder the log passes.
    ///   - environment: what is set beside what this process has.
    ///   - ending: the signal.
    ///   - body: what is done meanwhile.
    /// - Returns: how it ended, and the whole log.
    /// - Throws: what keeps the program from running, or `body` from its work.
    static func run(
        _ options: [String],
        in clips: TestClips,
        environment: [String: String] = [:],
        ending: Int32 = SIGTERM,
        _ body: (LoggedRun) throws -> Void
    ) throws -> (end: CommandRun, log: String) {
        let pipe = clips.folder + "/log"
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        var log = ""
        let end = try CommandRun(
            arguments: ["run"] + options,
            environment: environment,
            through: ["/bin/sh", "-c", "exec \"$0\" \"$@\" 2>'\(pipe)'"]
        ) { process in
            let run = LoggedRun(process, log: try FileHandle(forReadingFrom: URL(filePath: pipe)))
            try body(run)
            run.send(ending)
            run.read += try run.log.readToEnd() ?? Data()
            log = run.whole
        }
        return (end, log)
    }

    /// Waits until the log says something.
    func wait(for text: String) throws {
        while !whole.contains(text) {
            let more = try log.read(upToCount: 1)
            try #require(more?.isEmpty == false, "the log ended: \(whole)")
            read += more ?? Data()
        }
    }

    /// Sends it a signal.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    private var whole: String { String(decoding: read, as: UTF8.self) }
}
