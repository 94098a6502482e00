/// How the traffic moves.
public enum TrafficFlow: String, Hashable, Sendable, Codable {
    /// It passes without a halt.
    case free
    /// It waits at a red light for 45 s in every 90 s.
    case redLight
    /// It crawls: each vehicle moves up by one place, and stands, and moves up again.
    case stopAndGo
}
