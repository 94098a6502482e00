package import CameraIndex

/// How it stands with one who is told of events, as `/status` has it.
package struct DestinationStatus: Hashable, Sendable, Codable {
    /// Its name.
    package var name: String
    /// `webhook` or `mqtt`.
    package var kind: String
    /// Where it is, with names in the place of secrets.
    package var place: String
    /// Messages that wait.
    package var waiting: Int
    /// How long the oldest of them has waited; 0 where none waits.
    package var oldestSeconds: Double
    /// Messages that it would not take.
    package var dead: Int
    /// Messages that it has taken.
    package var sent: Int
    /// Attempts that failed.
    package var failures: Int
    /// Why it cannot be told of events now, or nil.
    package var trouble: String?

    /// Makes a status.
    package init(
        _ destination: Destination,
        _ state: OutboxState,
        trouble: String?,
        now: UTCTime
    ) {
        name = destination.name
        kind =
            switch destination.channel {
            case .webhook: "webhook"
            case .mqtt: "mqtt"
            }
        place = destination.place
        waiting = state.waiting
        oldestSeconds =
            state.oldestMicroseconds.map { max(0, Double(now.microseconds - $0) / 1e6) } ?? 0
        dead = state.dead
        sent = state.sent
        failures = state.failures
        self.trouble = trouble
    }
}
