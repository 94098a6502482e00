import GRDB

extension EventIndex {
    /// The recorded segments of a camera that overlap `range`, in the order of time; all where it
    /// is nil.
    ///
    /// Of one that is still written it is not known where it ends: it is told where it begins
    /// before the end of `range`.
    public func recording(
        of camera: String,
        overlapping range: MediaRange? = nil
    ) throws(IndexError) -> [RecordedSegment] {
        let range = range ?? .unbounded
        return try read { database in
            try SegmentTable.fetch(
                of: camera,
                where: """
                    segment.start_us < ?
                    AND (segment.state = 'open' OR segment.state = 'whole' AND segment.end_us > ?)
                    """,
                [range.end.microseconds, range.start.microseconds],
                in: database
            )
        }
    }

    /// Notes a segment that will be written, once another one is on the disk; in one step.
    ///
    /// - Parameters:
    ///   - segment: the new one, or nil where none follows.
    ///   - closed: the one that is on the disk, or nil.
    /// - Returns: the number of the new one.
    /// - Throws: `IndexError` when the index cannot be written.
    func begin(
        _ segment: RecordedSegment?,
        closing closed: RecordedSegment?
    ) throws(IndexError) -> Int64? {
        try write { database in
            if let closed, let number = closed.number {
                try SegmentTable.close(
                    number,
                    end: closed.range.end,
                    sizeBytes: closed.sizeBytes,
                    in: database
                )
            }
            return try segment.map { try SegmentTable.insert($0, in: database) }
        }
    }

    /// The segments of a camera that a program which ended did not close.
    func openSegments(of camera: String) throws(IndexError) -> [RecordedSegment] {
        try read { try SegmentTable.fetch(of: camera, where: "state = 'open'", in: $0) }
    }

    /// All segments of a camera, whatever their state.
    func allSegments(of camera: String) throws(IndexError) -> [RecordedSegment] {
        try read { try SegmentTable.fetch(of: camera, where: "true", in: $0) }
    }

    /// Whole segments in the order of time that lie behind `last` and end before a moment, so many
    /// at most; of all cameras where `camera` is nil.
    func wholeSegments(
        of camera: String?,
        behind last: RecordedSegment?,
        endingBefore end: MediaTime,
        atMost count: Int
    ) throws(IndexError) -> [RecordedSegment] {
        try read { database in
            try SegmentTable.whole(
                of: camera,
                behind: last,
                endingBefore: end,
                atMost: count,
                in: database
            )
        }
    }

    /// The whole segments of a camera of which it is not decided whether they are kept.
    func spooledSegments(of camera: String) throws(IndexError) -> [RecordedSegment] {
        try read { database in
            try SegmentTable.fetch(
                of: camera,
                where: "segment.is_spool AND segment.state = 'whole'",
                in: database
            )
        }
    }

    /// All segments that are to be deleted.
    func discardedSegments() throws(IndexError) -> [RecordedSegment] {
        try read { try SegmentTable.all(.garbage, in: $0) }
    }

    /// Bytes of the whole segments of a camera.
    func recordedBytes(of camera: String) throws(IndexError) -> Int64 {
        try read { try SegmentTable.sizeBytes(of: camera, in: $0) }
    }

    /// Says that segments are to be deleted; their files may go then.
    func discard(_ segments: [RecordedSegment]) throws(IndexError) {
        guard !segments.isEmpty else { return }
        try write { try SegmentTable.discard(segments.compactMap(\.number), in: $0) }
    }

    /// Says that segments are kept, as an event came of what they show.
    func keep(_ segments: [RecordedSegment]) throws(IndexError) {
        guard !segments.isEmpty else { return }
        try write { try SegmentTable.keep(segments.compactMap(\.number), in: $0) }
    }

    /// Forgets segments whose files are gone.
    func forget(_ segments: [RecordedSegment]) throws(IndexError) {
        guard !segments.isEmpty else { return }
        try write { try SegmentTable.remove(segments.compactMap(\.number), in: $0) }
    }

    /// From rest to limit: the stays of a camera's events that are going on, or whose evidence is
    /// still to be made.
    func unsettledStays(of camera: String) throws(IndexError) -> [MediaRange] {
        try read { database in
            try SegmentTable.stays(of: camera, where: "evidence_state = 'pending'", in: database)
                + SegmentTable.stays(of: camera, where: "state = 'open'", in: database)
        }
    }

    /// From rest to limit: the stays of a camera's events that came to rest within `range`.
    func stays(of camera: String, since range: MediaRange) throws(IndexError) -> [MediaRange] {
        try read { database in
            try SegmentTable.stays(
                of: camera,
                where: "since_us >= ? AND since_us < ?",
                [range.start.microseconds, range.end.microseconds],
                in: database
            )
        }
    }
}

extension MediaTime {
    /// Later than whatever comes.
    static let distantFuture = MediaTime(microseconds: .max)
}
