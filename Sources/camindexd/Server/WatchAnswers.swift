package import CameraIndex
import Synchronization

/// Answers how a daemon is, by the path that is asked for.
package final class WatchAnswers: Sendable {
    /// An answer.
    package struct Answer: Hashable, Sendable {
        /// HTTP's code for it.
        package let status: Int
        /// The kind of the text.
        package let type: String
        /// The text.
        package let text: String
    }

    /// What is asked for.
    package enum Question: String, CaseIterable, Sendable {
        /// Numbers for Prometheus.
        case metrics = "/metrics"
        /// Whether the program gets on.
        case health = "/healthz"
        /// Whether the cameras are watched.
        case readiness = "/readyz"
        /// All of it as JSON.
        case status = "/status"
    }

    private let dataFolder: String
    private let usage: @Sendable () throws -> ProcessUsage
    private let watch = Mutex<(@Sendable () -> WatchStatus)?>(nil)
    private let destinations = Mutex<(@Sendable () throws -> [DestinationStatus])?>(nil)

    /// Makes answers for a daemon whose cameras are not watched yet.
    ///
    /// - Parameters:
    ///   - dataFolder: the folder of the index.
    ///   - usage: tells what the process takes of the machine.
    package init(
        dataFolder: String,
        usage: @escaping @Sendable () throws -> ProcessUsage = ProcessUsage.current
    ) {
        self.dataFolder = dataFolder
        self.usage = usage
    }

    /// From now on the cameras are watched, and `status` tells how they are, `destinations` how it
    /// stands with those who are told of events.
    package func begin(
        destinations: @escaping @Sendable () throws -> [DestinationStatus] = { [] },
        _ status: @escaping @Sendable () -> WatchStatus
    ) {
        self.destinations.withLock { $0 = destinations }
        watch.withLock { $0 = status }
    }

    /// Answers what is asked for at a path.
    ///
    /// - Parameters:
    ///   - isRead: whether it is to be read, and not changed.
    ///   - path: the path, without what stands behind a question mark.
    /// - Returns: the answer; 404 where there is none, 405 where there is nothing to change.
    package func answer(_ isRead: Bool, _ path: String) -> Answer {
        guard let question = Question(rawValue: path) else {
            let known = Question.allCases.map(\.rawValue).joined(separator: ", ")
            return plain(404, "there is nothing here; ask for \(known)")
        }
        return isRead ? answer(question) : plain(405, "this can only be read (GET)")
    }

    /// Answers a question.
    package func answer(_ question: Question) -> Answer {
        guard let watch = watch.withLock({ $0 })?() else {
            let isWell = question == .health
            return plain(isWell ? 200 : 503, isWell ? "ok" : "the index is being opened")
        }
        switch question {
        case .health:
            let work = MediaDuration.seconds(watch.pool.longestWorkSeconds)
            let trouble = Liveness.trouble(afterWorking: work)
            return plain(trouble == nil ? 200 : 503, trouble ?? "ok")
        case .readiness:
            switch watch.phase {
            case .preparing: return plain(503, "the cameras are being begun")
            case .running: return plain(200, "ok")
            case .stopping: return plain(503, "the program is being stopped")
            }
        case .metrics:
            return whole(of: watch) {
                Answer(
                    status: 200,
                    type: "text/plain; version=0.0.4; charset=utf-8",
                    text: $0.metrics
                )
            }
        case .status:
            return whole(of: watch) {
                Answer(status: 200, type: "application/json", text: try $0.json() + "\n")
            }
        }
    }

    private func whole(
        of watch: WatchStatus,
        _ answer: (DaemonStatus) throws -> Answer
    ) -> Answer {
        do {
            return try answer(
                DaemonStatus(
                    version: Software.version,
                    dataFolder: dataFolder,
                    process: try usage(),
                    watch: watch,
                    destinations: try destinations.withLock { $0 }?() ?? []
                )
            )
        } catch {
            return plain(500, "cannot tell how the program is: \(error)")
        }
    }

    private func plain(_ status: Int, _ text: String) -> Answer {
        Answer(status: status, type: "text/plain; charset=utf-8", text: text + "\n")
    }
}
