import ArgumentParser
import CameraIndex
import Foundation

/// The command line of the event index.
@main
struct Camindexd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "camindexd",
        abstract: "Finds what stopped in camera footage and answers by camera and time.",
        version: Software.version,
        subcommands: [
            Run.self, Status.self, Scan.self, Query.self, Show.self, Review.self, Rules.self,
            Export.self, Verify.self, Key.self, Cameras.self, Probe.self, Evaluate.self,
            Explain.self, When.self, ClipRecording.self, Outbox.self, CheckConfig.self,
        ]
    )

    /// Runs the command that the arguments name, and tells its end to the caller.
    static func main() async {
        Foundation.exit(await status(of: Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func status(of arguments: [String]) async -> ExitStatus {
        let command: any ParsableCommand
        do {
            command = try parseAsRoot(arguments)
        } catch {
            return report(parseFailure: error)
        }
        do {
            try await run(command)
            return .done
        } catch {
            return report(failure: error)
        }
    }

    private static func run(_ command: any ParsableCommand) async throws {
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            var command = command
            try command.run()
        }
    }

    /// ArgumentParser would end with `EX_USAGE` (64); usage is 2 here, as in most Unix programs.
    private static func report(parseFailure error: any Error) -> ExitStatus {
        if exitCode(for: error).isSuccess { return answer(error) }
        // The library begins its messages so, and has no public way to have them otherwise.
        let message = fullMessage(for: error)
        let text = message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
        StandardStream.error.say("camindexd: \(text)")
        return .usage
    }

    private static func report(failure error: any Error) -> ExitStatus {
        switch error {
        case let end as CommandEnd:
            return end.status
        case let error as ConfigurationError:
            // Each line begins with the file, as editors and terminals expect it.
            StandardStream.error.say("\(error)")
            return .badConfiguration
        case let error as UsageError:
            StandardStream.error.say("camindexd: \(error)")
            return .usage
        case IndexError.badCursor:
            StandardStream.error.say("camindexd: \(error)")
            return .usage
        case let error as ScanError where error.isUsage:
            StandardStream.error.say("camindexd: \(error)")
            return .usage
        default:
            if exitCode(for: error).isSuccess { return answer(error) }
            StandardStream.error.say("camindexd: \(error)")
            return .failed
        }
    }

    /// Help and version are thrown as errors, and are answers.
    private static func answer(_ request: any Error) -> ExitStatus {
        do {
            try StandardStream.output.write(fullMessage(for: request) + "\n")
            return .done
        } catch {
            StandardStream.error.say("camindexd: \(error)")
            return .failed
        }
    }
}
