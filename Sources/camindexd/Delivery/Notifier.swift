package import CameraIndex
package import Foundation
package import Logging
import Synchronization

/// Tells others of events: a sender for each destination.
package final class Notifier: Sendable {
    private struct Line {
        let destination: Destination
        let sender: DestinationSender
        let task: Task<Void, Never>
    }

    private struct State {
        var lines: [String: Line] = [:]
        var isStopped = false
        /// Senders that were told to end.
        var ending: [Task<Void, Never>] = []
    }

    private let index: EventIndex
    private let zone: TimeZone
    private let clock: any HostClock
    private let logger: Logger
    private let cameras: @Sendable () -> [CameraStatus]
    private let state = Mutex(State())

    /// Prepares to tell what an index records.
    ///
    /// - Parameters:
    ///   - index: the index, opened for writing.
    ///   - zone: on whose clocks times are told.
    ///   - clock: tells the time.
    ///   - logger: is told what happens.
    ///   - cameras: how the cameras are, for those who are told of that.
    package init(
        _ index: EventIndex,
        zone: TimeZone,
        clock: any HostClock,
        logger: Logger,
        cameras: @escaping @Sendable () -> [CameraStatus] = { [] }
    ) {
        self.index = index
        self.zone = zone
        self.clock = clock
        self.logger = logger
        self.cameras = cameras
    }

    /// From now on those are told, and no others; those that stay the same go on untouched.
    ///
    /// - Parameter destinations: who is told.
    /// - Throws: `IndexError` where the index cannot be written; then all is as it was.
    package func follow(_ destinations: [Destination]) throws(IndexError) {
        let json = EventJSON(timeZone: zone, root: index.directory.path)
        let gone = try index.tell(destinations.map(\.outbox), as: json, clock: clock)
        for state in gone {
            logger.notice(
                """
                is not told of events any more: \(state.waiting) messages that waited and \
                \(state.dead) that it would not take are dropped
                """,
                metadata: ["destination": .string(state.destination)]
            )
        }
        state.withLock { state in
            guard !state.isStopped else { return }
            let wanted = Dictionary(destinations.map { ($0.name, $0) }) { first, _ in first }
            var before: [String: Task<Void, Never>] = [:]
            for (name, line) in state.lines where wanted[name] != line.destination {
                line.task.cancel()
                before[name] = line.task
                state.ending.append(line.task)
                state.lines[name] = nil
            }
            for destination in destinations where state.lines[destination.name] == nil {
                state.lines[destination.name] = begin(destination, after: before[destination.name])
            }
        }
    }

    /// How it stands with those who are told.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    package func statuses() throws(IndexError) -> [DestinationStatus] {
        let known = try index.outboxStates()
        let lines = state.withLock { $0.lines.mapValues { ($0.destination, $0.sender) } }
        return known.compactMap { state in
            lines[state.destination].map { destination, sender in
                DestinationStatus(destination, state, trouble: sender.trouble, now: clock.utc)
            }
        }
    }

    /// Has all senders end soon; what was not delivered is when they are begun again.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            for line in state.lines.values {
                line.task.cancel()
                state.ending.append(line.task)
            }
            state.lines = [:]
        }
    }

    /// Waits until all that were told to have ended, half a second at most.
    ///
    /// What does not end then ends with the process, and loses nothing.
    package func ended() async {
        let tasks = state.withLock { $0.ending }
        let (ends, end) = AsyncStream<Void>.makeStream()
        Task {
            for task in tasks { await task.value }
            end.finish()
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.5) { end.finish() }
        for await _ in ends {}
    }

    private func begin(_ destination: Destination, after former: Task<Void, Never>?) -> Line {
        if destination.exposesSecrets {
            logger.warning(
                """
                \(destination.place) is another machine, and what authorises this one there goes \
                to it in the open; use TLS
                """,
                metadata: ["destination": .string(destination.name)]
            )
        }
        var plan = DeliveryPlan()
        if case .mqtt = destination.channel { plan.longest = MQTTChannel.longestPause }
        let sender = DestinationSender(
            to: destination.name,
            over: channel(to: destination),
            from: index,
            clock: clock,
            plan: plan
        ) { [logger, name = destination.name] news in
            logger.log(
                level: news.level,
                "\(news.text)",
                metadata: ["destination": .string(name), "news": .string(news.kind)]
            )
        }
        logger.info(
            "is told of events: \(destination.place)",
            metadata: ["destination": .string(destination.name)]
        )
        let task = Task {
            // Two would deliver the same.
            await former?.value
            await sender.run()
        }
        return Line(destination: destination, sender: sender, task: task)
    }

    private func channel(to destination: Destination) -> any DeliveryChannel {
        switch destination.channel {
        case .webhook(let terms): WebhookChannel(terms, clock: clock)
        case .mqtt(let terms):
            MQTTChannel(terms, filter: destination.filter, clock: clock, cameras: cameras)
        }
    }
}

extension DestinationSender.News {
    /// How much it matters.
    fileprivate var level: Logger.Level {
        switch self {
        case .failing: .warning
        case .recovered: .info
        case .refused, .index: .error
        }
    }

    /// A word for it.
    fileprivate var kind: String {
        switch self {
        case .failing: "failing"
        case .recovered: "recovered"
        case .refused: "refused"
        case .index: "index"
        }
    }

    /// It in a sentence.
    fileprivate var text: String {
        switch self {
        case .failing(let reason): "cannot be told of events now: \(reason). It is tried again."
        case .recovered: "is told of events again"
        case .refused(let event, let reason):
            "would not be told of event \(event): \(reason). It is put aside; `camindexd outbox "
                + "retry` sends it again."
        case .index(let error): "\(error) It is tried again."
        }
    }
}
