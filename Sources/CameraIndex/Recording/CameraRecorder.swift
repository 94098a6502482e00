/// Records one camera: packets go in, segments go to the disk.
struct CameraRecorder: ~Copyable {
    private let journal: SegmentJournal
    private let terms: RecordingTerms
    private let gate: RecordingGate
    private var entry: SegmentJournal.Entry?
    private var preRoll: PreRoll
    private var needs = RecordingNeeds()
    private var order = Order.unknown
    /// Whether there are segments of which it is not decided whether they are kept.
    private var hasSpool: Bool

    /// How far files and index are in step.
    private enum Order {
        /// An earlier run may have left anything.
        case unknown
        /// A segment was given up.
        case open
        /// They are.
        case known
    }

    /// A segment is ended by the first keyframe after so long.
    private static let segmentLength = MediaDuration.seconds(60)

    /// Prepares to record.
    ///
    /// - Parameters:
    ///   - journal: where segments go.
    ///   - terms: what is recorded.
    ///   - gate: says whether there is room.
    init(to journal: SegmentJournal, _ terms: RecordingTerms, gate: RecordingGate) {
        self.journal = journal
        self.terms = terms
        self.gate = gate
        preRoll = PreRoll(mostBytes: terms.preRollBytes)
        hasSpool = terms.mode == .events
    }

    /// Takes what comes.
    ///
    /// - Throws: `RecordingError`; what is written then is ended by `abandon`.
    mutating func take(_ item: RecordingItem) throws(RecordingError) {
        switch item {
        case .packet(let packet):
            if terms.mode == .events {
                try spool(packet)
            } else {
                try write(packet)
            }
        case .gap, .end:
            preRoll.clear()
            try close()
        case .needs(let new):
            let isJudged = new.judged != needs.judged
            needs = new
            preRoll.length = new.lookback + RecordingNeeds.lead
            if isJudged { try judge() }
        }
    }

    /// Gives up the segment that is written; what is on the disk of it is kept.
    mutating func abandon() {
        _ = entry.take()
        preRoll.clear()
        // Its length is read from its file before the next one begins.
        if order == .known { order = .open }
    }

    /// Puts in order what an earlier run left, if that was not done yet.
    ///
    /// - Throws: `RecordingError`.
    mutating func prepare() throws(RecordingError) {
        switch order {
        case .unknown: try journal.repair()
        case .open: try journal.settleOpen()
        case .known: return
        }
        order = .known
    }

    // MARK: - Packets

    private mutating func write(_ packet: RecordablePacket) throws(RecordingError) {
        guard var current = entry.take() else {
            if packet.isKeyframe { try begin(packet) }
            return
        }
        guard current.file.isContinued(by: packet) else {
            try journal.close(current)
            if packet.isKeyframe { try begin(packet) }
            return
        }
        if packet.isKeyframe, packet.moment - current.file.start >= Self.segmentLength {
            try checkRoom()
            entry = try journal.begin(with: packet, isSpool: isSpooling, closing: current)
            return
        }
        try current.file.append(packet)
        entry = consume current
    }

    private mutating func begin(_ packet: RecordablePacket) throws(RecordingError) {
        try prepare()
        try checkRoom()
        entry = try journal.begin(with: packet, isSpool: isSpooling)
        if isSpooling { hasSpool = true }
    }

    private mutating func close() throws(RecordingError) {
        guard let current = entry.take() else { return }
        try journal.close(current)
    }

    private func checkRoom() throws(RecordingError) {
        if let shortage = gate.shortage {
            throw .noRoom(
                path: journal.place.folder,
                free: shortage,
                reserve: journal.place.reserve
            )
        }
    }

    // MARK: - Events

    private var isSpooling: Bool { terms.mode == .events }

    private mutating func spool(_ packet: RecordablePacket) throws(RecordingError) {
        let needed = needs.stretches.filter { packet.moment < $0.end }
        guard let begin = needed.map(\.start).min() else {
            // What is not needed any more is written up to a keyframe.
            if packet.isKeyframe { try close() }
            if entry == nil { preRoll.add(packet) } else { try write(packet) }
            return
        }
        if entry == nil {
            for earlier in preRoll.take(from: begin) { try write(earlier) }
        }
        try write(packet)
    }

    /// Decides which segments are kept: those that show an event.
    ///
    /// What came to rest in them is known by now.
    private mutating func judge() throws(RecordingError) {
        guard hasSpool, let judged = needs.judged else { return }
        try prepare()
        let isOpen = entry != nil
        do throws(IndexError) {
            let spool = try journal.index.spooledSegments(of: journal.camera)
            hasSpool = isOpen || !spool.isEmpty
            let settled = judged - needs.lookback - RecordingNeeds.lead - RecordingNeeds.trail
            let due = spool.filter { segment in
                segment.range.end < settled
                    && !needs.stretches.contains { $0.overlaps(segment.range) }
            }
            guard let first = due.first, let last = due.last else { return }
            let reach = needs.longestLimit + RecordingNeeds.trail
            let shown = try journal.index.stays(
                of: journal.camera,
                since: MediaRange(
                    first.range.start - reach,
                    last.range.end + RecordingNeeds.lead
                )
            ).map(RecordingNeeds.surroundings)
            let kept = due.filter { segment in shown.contains { $0.overlaps(segment.range) } }
            let numbers = Set(kept.map(\.number))
            try journal.index.keep(kept)
            try journal.index.discard(due.filter { !numbers.contains($0.number) })
            try removeDiscarded()
        } catch {
            throw .index(error)
        }
    }

    /// Deletes what was given up; where that fails, the next sweep does it.
    private func removeDiscarded() throws(IndexError) {
        let garbage = try journal.index.discardedSegments().filter {
            $0.camera == journal.camera
        }
        do throws(RecordingError) {
            try journal.remove(garbage)
        } catch {
            // Its rows say that it is to be deleted.
        }
    }
}
