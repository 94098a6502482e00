package import CameraIndex
import Foundation
import Synchronization

/// Tells an MQTT broker of events, and how program and cameras are.
///
/// A thread of its own connects, sends and waits: resolving names and connecting block.
package final class MQTTChannel: DeliveryChannel {
    /// A message on its way.
    private struct Pending {
        let message: OutboxMessage
        let continuation: CheckedContinuation<DeliveryResult, Never>
        /// By what number the broker will acknowledge it, once it was published.
        var number: Int32?
        /// When it is given up.
        var deadline: MediaTime
    }

    private struct State {
        var pending: Pending?
        var trouble: String? = "it is not connected yet"
        var isClosed = false
        var isOver = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let terms: MQTTTerms
    private let topics: MQTTTopics
    private let clock: any HostClock
    private let retained: RetainedStatus
    private let state = Mutex(State())

    /// So long the broker is waited for, to let us in or to acknowledge.
    private static let patience = MediaDuration.seconds(10)
    /// The longest time between attempts to connect.
    static let longestPause = MediaDuration.seconds(15)
    /// So long the good-bye may take.
    private static let farewell = MediaDuration.seconds(0.4)

    /// Prepares a way; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - terms: where and how.
    ///   - filter: tells of which cameras the states are published.
    ///   - clock: tells the time.
    ///   - cameras: how the cameras are.
    package init(
        _ terms: MQTTTerms,
        filter: OutboxFilter,
        clock: any HostClock,
        cameras: @escaping @Sendable () -> [CameraStatus]
    ) {
        self.terms = terms
        self.clock = clock
        topics = MQTTTopics(terms.topic)
        retained = RetainedStatus(topics, clock: clock) {
            cameras().filter { filter.passes(camera: $0.id) }
        }
    }

    /// Begins to connect.
    package func open() {
        let thread = Thread { [self] in run() }
        thread.name = "mqtt"
        thread.start()
    }

    /// Why the broker is not connected, or nil while it is.
    package var trouble: String? { state.withLock { $0.trouble } }

    /// Publishes a message and waits until the broker has taken it.
    package func deliver(_ message: OutboxMessage) async -> DeliveryResult {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let pending = Pending(
                    message: message,
                    continuation: continuation,
                    deadline: clock.steady + Self.patience + Self.longestPause
                )
                let isTaken = state.withLock { state in
                    guard !state.isClosed, !Task.isCancelled else { return false }
                    state.pending = pending
                    return true
                }
                if !isTaken { continuation.resume(returning: .failed("the program was stopped")) }
            }
        } onCancel: {
            end(.failed("the program was stopped"))
        }
    }

    /// Says good-bye to the broker.
    package func close() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                state.isClosed = true
                if !state.isOver { state.closers.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
            // A name that is not resolved, or a host that is silent, must not hold up the end.
            let later = DispatchTime.now() + .microseconds(Int(Self.farewell.microseconds))
            DispatchQueue.global().asyncAfter(deadline: later) { self.letGo() }
        }
    }

    private func letGo() {
        let closers = state.withLock { state in
            state.isOver = true
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    private func end(_ result: DeliveryResult) {
        state.withLock { $0.pending.take() }?.continuation.resume(returning: result)
    }

    // MARK: - On the thread

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func run() {
        var failures = 0
        while !isClosed {
            do throws(MosquittoSession.Failure) {
                let session = try connected()
                failures = 0
                try serve(session)
                leave(session)
            } catch {
                let reason = error.reason
                state.withLock { $0.trouble = reason }
                end(.failed(reason))
                pause(after: &failures)
            }
        }
        end(.failed("the program was stopped"))
        letGo()
    }

    private func pause(after failures: inout Int) {
        let whole = min(MediaDuration.seconds(Double(1 << min(failures, 6))), Self.longestPause)
        failures += 1
        let moment = clock.steady + whole * Double.random(in: 0.75...1.25)
        clock.wait(until: moment) { isClosed }
    }

    private func connected() throws(MosquittoSession.Failure) -> MosquittoSession {
        let session = try MosquittoSession(
            terms,
            will: retained.program(.lost),
            on: topics.status
        )
        try session.connect()
        let deadline = clock.steady + Self.patience
        while try !session.isOpen() {
            try session.loop(100)
            guard clock.steady < deadline, !isClosed else {
                throw MosquittoSession.Failure(reason: "it did not answer within 10 s")
            }
        }
        state.withLock { $0.trouble = nil }
        return session
    }

    /// Sends what comes until the channel is closed.
    private func serve(_ session: MosquittoSession) throws(MosquittoSession.Failure) {
        var published = RetainedStatus.Published()
        try publish(retained.program(.online), to: topics.status, session)
        while !isClosed {
            for (topic, text) in retained.news(since: &published) {
                try publish(text, to: topic, session)
            }
            let isBusy = try publishPending(session)
            // Commands do not wake the library: it looks for them often while there are some.
            try session.loop(isBusy ? 5 : 100)
            for (message, code) in session.takeAcknowledged() {
                acknowledge(message, code, session)
            }
            try giveUpWaiting()
        }
    }

    private func publish(
        _ text: String,
        to topic: String,
        _ session: MosquittoSession
    ) throws(MosquittoSession.Failure) {
        _ = try session.publish(text, to: topic, isRetained: true)
    }

    /// Publishes the message that waits; tells whether there was one lately.
    private func publishPending(
        _ session: MosquittoSession
    ) throws(MosquittoSession.Failure) -> Bool {
        let (message, isPublished) = state.withLock { state in
            (state.pending?.message, state.pending?.number != nil)
        }
        guard let message else { return false }
        guard !isPublished else { return true }
        let number: Int32
        do throws(MosquittoSession.Failure) {
            number = try session.publish(
                message.body,
                to: topics.events(ofCamera: message.camera),
                key: message.idempotencyKey,
                isRetained: false
            )
        } catch {
            guard error.isOfMessage else { throw error }
            end(.refused(error.reason))
            return true
        }
        let deadline = clock.steady + Self.patience
        state.withLock { state in
            guard state.pending?.message.number == message.number else { return }
            state.pending?.number = number
            state.pending?.deadline = deadline
        }
        return true
    }

    private func acknowledge(_ number: Int32, _ code: Int32, _ session: MosquittoSession) {
        guard state.withLock({ $0.pending?.number == number }) else { return }
        switch code {
        case ..<0x80: end(.taken)
        // Not authorized, topic name invalid, payload format invalid.
        case 0x87, 0x90, 0x99: end(.refused("the broker refused: \(session.words(for: code))"))
        // Quota exceeded.
        case 0x97: end(.failed("the broker refused: \(session.words(for: code))"))
        default: end(.stumbled("the broker refused: \(session.words(for: code))"))
        }
    }

    private func giveUpWaiting() throws(MosquittoSession.Failure) {
        let now = clock.steady
        let isLate = state.withLock { state in state.pending.map { $0.deadline < now } ?? false }
        if isLate { throw MosquittoSession.Failure(reason: "it did not acknowledge within 10 s") }
    }

    /// Says good-bye: the program was stopped, and not lost.
    private func leave(_ session: MosquittoSession) {
        do throws(MosquittoSession.Failure) {
            let number = try session.publish(
                retained.program(.stopped),
                to: topics.status,
                isRetained: true
            )
            let deadline = clock.steady + Self.farewell
            var isKnown = false
            while !isKnown, clock.steady < deadline {
                try session.loop(20)
                isKnown = session.takeAcknowledged().contains { $0.message == number }
            }
            session.disconnect()
        } catch {
            // Then the broker publishes the last will.
        }
    }
}
