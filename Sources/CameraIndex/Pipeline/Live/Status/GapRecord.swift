/// The longest distance of two keyframes that were looked at one behind the other, lately.
struct GapRecord: Sendable {
    /// The longest distance of the last five to ten minutes, or nil where there was none.
    var longest: MediaDuration? { [before, now].compactMap(\.self).max() }

    private var newest: MediaTime?
    private var since: MediaTime?
    private var now: MediaDuration?
    private var before: MediaDuration?

    /// So long the distances are collected that are forgotten together.
    private static let window = MediaDuration.minutes(5)

    /// Takes note that a keyframe of a moment was looked at.
    mutating func note(_ moment: MediaTime) {
        defer { newest = max(newest ?? moment, moment) }
        let begin = since ?? moment
        since = begin
        if moment - begin >= Self.window {
            // What is older than two windows is forgotten as well.
            before = moment - begin >= Self.window + Self.window ? nil : now
            (now, since) = (nil, moment)
        }
        guard let newest, moment > newest else { return }
        now = max(now ?? .zero, moment - newest)
    }

    /// Takes note that the stream broke off: what is behind that is no gap between keyframes.
    mutating func breakOff() {
        newest = nil
    }
}
