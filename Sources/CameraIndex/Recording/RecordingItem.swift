/// What the recorder of a camera is told, in this order of time.
enum RecordingItem: Sendable {
    /// A packet came.
    case packet(RecordablePacket)
    /// Packets are missing here: the stream broke off, or the disk was too slow.
    case gap
    /// What rests in the picture has changed, or what is known of it.
    case needs(RecordingNeeds)
    /// No more comes.
    case end
}

/// What of a camera's time is needed where only events are recorded.
struct RecordingNeeds: Hashable, Sendable {
    /// From before something came to rest until it is certain that it need not be shown any more:
    /// a stretch for each that rests now.
    var stretches: [MediaRange] = []
    /// How long after it something may be known to have come to rest.
    var lookback = MediaDuration.zero
    /// The moment up to which the events are in the index; nil before there is one.
    var judged: MediaTime?
    /// The longest limit of the camera's rules.
    var longestLimit = MediaDuration.zero

    /// What is shown before something came to rest: how it came.
    static let lead = MediaDuration.seconds(5)
    /// What is shown after the limit: that it still stood there.
    static let trail = MediaDuration.seconds(5)

    /// The stretch that shows a stay from rest to limit.
    static func surroundings(of stay: MediaRange) -> MediaRange {
        MediaRange(stay.start - lead, stay.end + trail)
    }
}
