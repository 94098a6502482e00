/// Decides for one destination what becomes of a message after an attempt, and when the next is
/// due.
///
/// Messages go in order: where one cannot be delivered, those behind it wait. So nothing of a
/// destination that is away is lost, and one message that a destination stumbles over for too long
/// is put aside.
public struct DeliveryPlan: Sendable {
    /// What is to be done.
    public struct Step: Hashable, Sendable {
        /// What has become of the message.
        public var state: OutboxMessage.State
        /// Why it was not taken, or nil.
        public var reason: String?
        /// How long to wait before the next attempt.
        public var pause: MediaDuration
    }

    /// The shortest time between attempts that fail; each next is twice as long.
    public var shortest = MediaDuration.seconds(1)
    /// The longest.
    public var longest = MediaDuration.minutes(5)
    /// So long a destination may ask to be left alone.
    public var longestAsked = MediaDuration.minutes(60)
    /// So long it may stumble over a message.
    public var patience = MediaDuration.minutes(60)
    private var failures = 0

    /// Makes a plan for a destination that is thought to be well.
    public init() {}

    /// What is to be done after an attempt.
    ///
    /// - Parameters:
    ///   - result: what came of it.
    ///   - message: the message as it was before.
    ///   - now: the present.
    ///   - generator: chance, so that those who wait for one server do not come in one moment.
    /// - Returns: what has become of the message, and the time until the next attempt.
    public mutating func step(
        after result: DeliveryResult,
        of message: OutboxMessage,
        at now: UTCTime,
        using generator: inout some RandomNumberGenerator
    ) -> Step {
        switch result {
        case .taken:
            failures = 0
            return Step(state: .sent, reason: nil, pause: .zero)
        case .refused(let reason):
            failures = 0
            return Step(state: .dead, reason: reason, pause: .zero)
        case .failed(let reason, let asked):
            let pause = max(next(using: &generator), min(asked ?? .zero, longestAsked))
            return Step(state: .waiting, reason: reason, pause: pause)
        case .stumbled(let reason):
            let since = message.triedSince ?? now
            guard now - since < patience else {
                failures = 0
                let whole = "\(reason), again and again for \((now - since).shortText)"
                return Step(state: .dead, reason: whole, pause: .zero)
            }
            return Step(state: .waiting, reason: reason, pause: next(using: &generator))
        }
    }

    private mutating func next(using generator: inout some RandomNumberGenerator) -> MediaDuration {
        defer { failures += 1 }
        let whole = min(shortest * Double(1 << min(failures, 20)), longest)
        return whole * Double.random(in: 0.75...1.25, using: &generator)
    }
}
