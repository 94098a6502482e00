/// Lays the pictures of a live stream on the camera's timeline.
///
/// How far pictures lie apart is told by the stream's own clock; where they lie, by when they came.
/// A way through a network only ever delays, and some servers first send what lies seconds back, so
/// that the one that came earliest by the stream's clock is believed. What jumps or stands still
/// goes by its arrival from then on.
public struct StreamClock: Sendable {
    /// What became of the stream's clock.
    public enum Change: Hashable, Sendable {
        /// It jumped, or stood still; times go on by when pictures came. The jump, ahead or back.
        case jumped(MediaDuration)
        /// It ran slower or faster than this machine's for so long that times were corrected by
        /// this.
        case corrected(MediaDuration)
    }

    /// Whether enough came to tell where pictures lie.
    public var isSettled: Bool { offset != nil }

    /// What is added to the stream's times.
    private var offset: MediaDuration?
    /// The least delay since something began: how much later a picture came than its own time.
    private var earliest: (delay: MediaDuration, since: MediaTime)?
    /// The newest picture by its own time, and when it came.
    private var newest: (media: MediaTime, arrived: MediaTime)?
    /// Pictures since then, none of which is newer.
    private var standing = 0

    /// So long a stream is read until it is known where its pictures lie.
    private static let settling = MediaDuration.seconds(1)
    /// So much earlier than before a picture comes only where the stream's clock jumped ahead.
    private static let longestLead = MediaDuration.seconds(5)
    /// So much later than before a picture comes only where the stream's clock jumped back; reads
    /// give up much sooner.
    private static let longestDelay = MediaDuration.seconds(30)
    /// So long, and for so many pictures, the stream's clock may stand still: some pictures come
    /// before others that are shown earlier.
    private static let longestStand = (time: MediaDuration.seconds(2), pictures: 8)
    /// Over so long it is told whether both clocks run alike.
    private static let watch = MediaDuration.minutes(5)
    /// So much both may differ then.
    private static let bearable = MediaDuration.seconds(0.5)

    /// Makes a clock that knows of no picture.
    public init() {}

    /// Takes note of a picture.
    ///
    /// - Parameters:
    ///   - media: its own time.
    ///   - arrived: when it came, on the camera's timeline.
    /// - Returns: what that changed for the pictures from this one on, or nil.
    public mutating func note(_ media: MediaTime, arrived: MediaTime) -> Change? {
        let delay = arrived - media
        guard let offset else {
            settle(delay, at: arrived)
            return nil
        }
        let isNewer = newest.map { media > $0.media } ?? true
        standing = isNewer ? 0 : standing + 1
        if isJump(from: offset, to: delay, at: arrived) {
            self.offset = delay
            earliest = (delay, arrived)
            newest = (media, arrived)
            standing = 0
            return .jumped(offset - delay)
        }
        if isNewer { newest = (media, arrived) }
        guard let earliest, arrived - earliest.since < Self.watch else {
            let drift = (earliest?.delay ?? delay) - offset
            earliest = (delay, arrived)
            guard drift > Self.bearable || drift < .zero - Self.bearable else { return nil }
            self.offset = offset + drift
            return .corrected(drift)
        }
        if delay < earliest.delay { self.earliest = (delay, earliest.since) }
        return nil
    }

    /// The moment of a picture, or nil before it is known where pictures lie.
    public func moment(of media: MediaTime) -> MediaTime? { offset.map { media + $0 } }

    /// What is known so far must do.
    public mutating func settle() {
        if offset == nil { offset = earliest?.delay }
    }

    private mutating func settle(_ delay: MediaDuration, at arrived: MediaTime) {
        let known = earliest ?? (delay, arrived)
        earliest = (min(known.delay, delay), known.since)
        if arrived - known.since >= Self.settling { settle() }
    }

    private func isJump(
        from offset: MediaDuration,
        to delay: MediaDuration,
        at arrived: MediaTime
    ) -> Bool {
        if delay < offset - Self.longestLead || delay > offset + Self.longestDelay { return true }
        guard let newest, standing >= Self.longestStand.pictures else { return false }
        return arrived - newest.arrived > Self.longestStand.time
    }
}
