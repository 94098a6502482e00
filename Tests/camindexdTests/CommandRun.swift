import Foundation

/// A run of the built program: what it wrote and how it ended.
struct CommandRun {
    /// What it wrote on standard output.
    let output: String
    /// What it wrote on standard error.
    let errors: String
    /// How it ended.
    let status: Int32

    /// Runs `camindexd` with `arguments`, away from a terminal, and waits for its end.
    init(_ arguments: String..., environment: [String: String] = [:]) throws {
        try self.init(arguments: arguments, environment: environment)
    }

    /// Runs `camindexd` with `arguments`, away from a terminal, and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: what follows the program's name.
    ///   - environment: what is set beside what this process has.
    ///   - wrapper: a program with its arguments that runs the program, such as `setpriv`.
    ///   - outputPath: where standard output goes; nil for a file whose text is `output`.
    ///   - beside: what is done while the program runs.
    /// - Throws: what keeps the program from running, or `beside` from its work.
    init(
        arguments: [String],
        environment: [String: String] = [:],
        through wrapper: [String] = [],
        outputPath: String? = nil,
        beside: (Process) throws -> Void = { _ in }
    ) throws {
        // Files instead of pipes: a pipe that nobody empties would stop the program.
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-run-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { Self.remove(folder) }
        let process = Process()
        let command = wrapper + [Self.executable.path(percentEncoded: false)] + arguments
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        var all = ProcessInfo.processInfo.environment
        // What the person who runs the tests has set must not change an answer.
        for name in ["CAMINDEXD_DATA", "XDG_DATA_HOME", "COLUMNS"] { all[name] = nil }
        all["TZ"] = "UTC"
        all["HOME"] = folder.path(percentEncoded: false)
        process.environment = all.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let written = try Self.newFile(folder.appending(path: "output"))
        process.standardOutput =
            try outputPath.map {
                try FileHandle(forWritingTo: URL(filePath: $0))
            } ?? written
        process.standardError = try Self.newFile(folder.appending(path: "errors"))
        try process.run()
        do {
            try beside(process)
        } catch {
            process.terminate()
            throw error
        }
        process.waitUntilExit()
        status = process.terminationStatus
        output = try String(contentsOf: folder.appending(path: "output"), encoding: .utf8)
        errors = try String(contentsOf: folder.appending(path: "errors"), encoding: .utf8)
    }

    /// The program beside the bundle of tests.
    private static var executable: URL {
        let tests = URL(filePath: CommandLine.arguments[0]).standardizedFileURL
        return tests.deletingLastPathComponent().appending(path: "camindexd")
    }

    private static func newFile(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    private static func remove(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            // A folder left in /tmp is not worth a failed test.
        }
    }
}
