import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd status`: how the daemon and its cameras are.
struct Status: AsyncParsableCommand {
    /// The form of the answer.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// A summary and a table, for people.
        case table
        /// One object, for programs.
        case json
    }

    static let configuration = CommandConfiguration(
        abstract: "Tells how the cameras that `camindexd run` watches are.",
        discussion: """
            Cameras in trouble stand first. On a terminal it is brought up to date every two \
            seconds until Ctrl-C; elsewhere, and with --once, it is told once.

            Examples:
              camindexd status --config camindexd.yaml
              camindexd status --data /var/lib/camindexd --format json
            """
    )

    @Option(help: ArgumentHelp("Form of the answer: table or json.", valueName: "format"))
    var format = Format.table

    @Flag(help: "Tell it once, on a terminal as well.")
    var once = false

    @OptionGroup var options: SettingsOptions

    private static let interval = Duration.seconds(2)

    func run() async throws {
        let settings = try options.settings()
        let configured = options.config.flatMap { _ in settings.configuration.listenAddress }
        let daemon = try RunningDaemon(on: settings.dataFolder, configured: configured)
        switch format {
        case .json: try StandardStream.output.write(try await daemon.status().json() + "\n")
        case .table where once || !StandardStream.output.isTerminal:
            try StandardStream.output.write(StatusTable(try await daemon.status()).text)
        case .table: try await follow(daemon)
        }
    }

    /// Shows it again and again, until a signal ends the program or the daemon has ended.
    private func follow(_ daemon: RunningDaemon) async throws {
        var before: DaemonStatus?
        while true {
            let now = try await daemon.status()
            let size = TerminalSize.ofOutput
            let table = StatusTable(now, since: before)
            let lines = table.lines(columns: size.columns, rows: size.rows)
            // Begins in the upper left corner; each line and what is below the last is erased.
            let text = lines.map { $0 + "\u{1B}[K\n" }.joined()
            let begin = before == nil ? "\u{1B}[2J\u{1B}[H" : "\u{1B}[H"
            try StandardStream.output.write(begin + text + "\u{1B}[J")
            before = now
            try await Task.sleep(for: Self.interval)
        }
    }
}
