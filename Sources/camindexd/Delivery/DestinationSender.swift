package import CameraIndex
import Dispatch
import Synchronization

/// Delivers what waits for one destination, in order, until its task is cancelled.
package final class DestinationSender: Sendable {
    /// What it tells of itself.
    package enum News: Hashable, Sendable {
        /// The destination could not be reached or would not take a message now.
        case failing(String)
        /// It takes messages again.
        case recovered
        /// It will never take a message.
        case refused(event: String, String)
        /// The index cannot be read or written.
        case index(IndexError)
    }

    private let name: String
    private let channel: any DeliveryChannel
    private let index: EventIndex
    private let clock: any HostClock
    private let report: @Sendable (News) -> Void
    private let firstPlan: DeliveryPlan
    private let interval: Duration
    /// The index blocks: it is asked on a thread of its own, and not on one of the few that all
    /// tasks share.
    private let queue: DispatchQueue
    private let failure = Mutex<String?>(nil)

    /// Prepares to deliver.
    ///
    /// - Parameters:
    ///   - name: the name of the destination.
    ///   - channel: the way to it.
    ///   - index: where messages wait.
    ///   - clock: tells the time.
    ///   - plan: when it is tried again.
    ///   - interval: how often the index is asked where nothing waits.
    ///   - report: is told what happens.
    package init(
        to name: String,
        over channel: any DeliveryChannel,
        from index: EventIndex,
        clock: any HostClock,
        plan: DeliveryPlan = DeliveryPlan(),
        interval: Duration = .seconds(1),
        report: @escaping @Sendable (News) -> Void
    ) {
        self.name = name
        self.channel = channel
        self.index = index
        self.clock = clock
        self.report = report
        self.interval = interval
        firstPlan = plan
        queue = DispatchQueue(label: "outbox")
    }

    /// Why nothing can be delivered now, or nil.
    package var trouble: String? { failure.withLock { $0 } ?? channel.trouble }

    /// Delivers until the task is cancelled, then closes the way.
    package func run() async {
        channel.open()
        var plan = firstPlan
        while !Task.isCancelled {
            do throws(IndexError) {
                let pause = try await deliverNext(by: &plan)
                await rest(pause)
            } catch {
                report(.index(error))
                await rest(.seconds(5))
            }
        }
        await channel.close()
    }

    /// Delivers one message; tells how long to wait before the next.
    private func deliverNext(by plan: inout DeliveryPlan) async throws(IndexError) -> Duration {
        let waiting = try await onQueue { [index, name] () throws(IndexError) in
            try index.messages(to: name, .waiting, limit: 1)
        }
        guard let message = waiting.first else { return interval }
        let result = await channel.deliver(message)
        // What was broken off says nothing of the destination.
        if Task.isCancelled, result != .taken { return .zero }
        let now = clock.utc
        var generator = SystemRandomNumberGenerator()
        let step = plan.step(after: result, of: message, at: now, using: &generator)
        tell(step, of: message)
        // Where this fails the message is delivered once more, which its key tells.
        try await onQueue { [index, name] () throws(IndexError) in
            try index.note(step.state, because: step.reason, of: message, to: name, at: now)
        }
        return .microseconds(step.pause.microseconds)
    }

    private func tell(_ step: DeliveryPlan.Step, of message: OutboxMessage) {
        let reason = step.state == .waiting ? step.reason : nil
        let before = failure.withLock { failure in
            defer { failure = reason }
            return failure
        }
        if step.state == .dead {
            report(.refused(event: message.event.description, step.reason ?? ""))
        } else if let reason, reason != before {
            report(.failing(reason))
        }
        if before != nil, reason == nil { report(.recovered) }
    }

    private func rest(_ pause: Duration) async {
        guard pause > .zero else { return }
        do {
            try await Task.sleep(for: pause)
        } catch {
            // It is stopped.
        }
    }

    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable () throws(IndexError) -> Value
    ) async throws(IndexError) -> Value {
        let result: Result<Value, IndexError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(IndexError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
