/// A file that is to be watched: what it is, whose, and where its time lies.
struct PlannedFootage: Sendable {
    /// The file as the index will know it, nothing of it watched yet.
    var footage: Footage
    /// The longest time between two of its keyframes, or nil where they cannot be found by time,
    /// are no whole pictures, or nobody looked.
    var keyframeGap: MediaDuration?

    /// How long the file is, as far as the container tells.
    var duration: MediaDuration { footage.range.duration }

    /// The usual time between two frames, where the container tells.
    var frameInterval: MediaDuration? {
        footage.format.frameRate.flatMap { $0 > 0 ? .seconds(1 / $0) : nil }
    }

    /// Whether it begins so soon after footage that was watched up to `reached` that stops go on.
    ///
    /// It may overlap that footage: what was seen already is passed over.
    func follows(_ reached: MediaTime, _ parameters: DetectorParameters) -> Bool {
        footage.offset - reached <= parameters.longestGap && footage.range.end > reached
    }

    /// The same file where its media time zero lies at `offset` of the UTC axis.
    func moved(to offset: MediaTime, _ clock: MediaClock) -> PlannedFootage {
        var moved = footage
        moved.timeline = .utc
        moved.clock = clock
        moved.offset = offset
        moved.watchedUntil = offset
        moved.range = MediaRange(offset, offset + duration)
        return PlannedFootage(footage: moved, keyframeGap: keyframeGap)
    }

    /// Orders files as they are watched: by their time, each file without a known clock by itself.
    static func precedes(_ left: PlannedFootage, _ right: PlannedFootage) -> Bool {
        guard left.footage.timeline == .utc, right.footage.timeline == .utc else {
            return left.footage.timeline == .utc && right.footage.timeline != .utc
        }
        return left.footage.offset < right.footage.offset
    }
}
