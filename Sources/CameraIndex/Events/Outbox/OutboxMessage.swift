/// One change of one event, as a destination is told of it.
public struct OutboxMessage: Hashable, Sendable {
    /// What of an event is news.
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        /// It goes on, and nobody was told of it before.
        case begin
        /// It has ended or was interrupted.
        case end
        /// Its times or its evidence are others than were told, or it goes on after all.
        case update
        /// It does not hold any more.
        case retract
    }

    /// How far the message has come on its way to a destination.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is still to be delivered.
        case waiting
        /// The destination has taken it.
        case sent
        /// The destination will not take it; nothing more is tried.
        case dead
    }

    /// Its number: messages are delivered in their order.
    public var number: Int64
    /// The event.
    public var event: EventID
    /// Counts from 1 what was told of the event.
    public var revision: Int64
    /// What is news.
    public var change: Change
    /// The camera of the event.
    public var camera: String
    /// When it was written down.
    public var at: UTCTime
    /// The event as JSON, with what is news behind its last key.
    public var body: String
    /// How far it has come.
    public var state: State
    /// How often it was tried to deliver it.
    public var attempts: Int
    /// When that was tried first, or nil.
    public var triedSince: UTCTime?
    /// What came of the last attempt, in words, or nil where it was taken or never tried.
    public var reason: String?

    /// Makes a message.
    public init(
        number: Int64,
        event: EventID,
        revision: Int64,
        change: Change,
        camera: String,
        at: UTCTime,
        body: String,
        state: State = .waiting,
        attempts: Int = 0,
        triedSince: UTCTime? = nil,
        reason: String? = nil
    ) {
        self.number = number
        self.event = event
        self.revision = revision
        self.change = change
        self.camera = camera
        self.at = at
        self.body = body
        self.state = state
        self.attempts = attempts
        self.triedSince = triedSince
        self.reason = reason
    }

    /// The same however often it is delivered, and of no other message.
    public var idempotencyKey: String { "\(event)-\(revision)" }
}

/// How it stands with what one destination is told.
public struct OutboxState: Hashable, Sendable, Codable {
    /// By what the configuration calls it.
    public var destination: String
    /// Messages that are still to be delivered.
    public var waiting: Int
    /// When the oldest of them was written down, in microseconds since 1970; nil where none waits.
    public var oldestMicroseconds: Int64?
    /// Messages that the destination would not take.
    public var dead: Int
    /// How many it has taken since it was named first.
    public var sent: Int
    /// How many attempts have failed since then.
    public var failures: Int
    /// Why the oldest of those that wait could not be delivered, or nil.
    public var reason: String?

    /// Makes a statement.
    public init(
        destination: String,
        waiting: Int = 0,
        oldestMicroseconds: Int64? = nil,
        dead: Int = 0,
        sent: Int = 0,
        failures: Int = 0,
        reason: String? = nil
    ) {
        self.destination = destination
        self.waiting = waiting
        self.oldestMicroseconds = oldestMicroseconds
        self.dead = dead
        self.sent = sent
        self.failures = failures
        self.reason = reason
    }
}
