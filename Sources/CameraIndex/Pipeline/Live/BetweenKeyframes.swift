/// Finds out whether the keyframes of a stream lie too far apart for the rules, and keeps what lies
/// between them where they do.
struct BetweenKeyframes {
    private typealias Kept = (packet: SharedPacket, isKeyframe: Bool, media: MediaTime)

    /// How far keyframes may lie apart; nil where they must do, however far they lie.
    var bound: MediaDuration?
    /// How the stream is sampled.
    private(set) var gear = LiveGear.keyframes
    /// What came since the newest keyframe, while it is not known how far the next one is.
    private var undecided: [Kept] = []
    private var newestKeyframe: MediaTime?
    /// Since when keyframes have lain close enough together, while what lies between is decoded.
    private var closeSince: MediaTime?
    private var cutter = StretchCutter()
    private var stretches: [StretchCutter.Stretch] = []

    /// A keyframe that comes so much later than it may is none that is a little late.
    private static let bearable = 1.25
    /// So long keyframes must have lain close together until they do alone: a smart codec sends
    /// more of them while something moves.
    private static let probation = MediaDuration.minutes(5)
    /// So many packets wait at most until it is known how far keyframes lie apart; then nothing is
    /// decoded before the next one.
    private static let mostUndecided = 3_000

    /// Begins with a connection, where keyframes may lie `bound` apart; nil where they must do.
    init(bound: MediaDuration?) {
        self.bound = bound
    }

    /// How far the pictures that are looked at lie apart, where what lies between is decoded.
    var step: MediaDuration { cutter.length }

    /// Whether packets that are no keyframes are needed, where that is known of keyframes.
    func needsAll(by rhythm: KeyframeRhythm) -> Bool {
        bound != nil && (gear == .between || rhythm.gap == nil)
    }

    /// Takes note of a packet.
    ///
    /// - Parameters:
    ///   - packet: the packet; nil where only its time is known.
    ///   - isKeyframe: whether it is a keyframe.
    ///   - media: its time on the stream's own clock.
    ///   - untimed: a keyframe before it that carries no time.
    ///   - rhythm: what is known of how far keyframes lie apart.
    /// - Returns: whether keyframes do alone again: how far they lie apart is to be learned anew.
    mutating func follow(
        _ packet: SharedPacket?,
        isKeyframe: Bool,
        at media: MediaTime,
        behind untimed: SharedPacket?,
        by rhythm: KeyframeRhythm
    ) -> Bool {
        guard let bound else { return false }
        if newestKeyframe == nil, !isKeyframe, let untimed {
            undecided = [(untimed, true, media)]
            newestKeyframe = media
        }
        let distance = newestKeyframe.map { media - $0 } ?? .zero
        if isKeyframe { newestKeyframe = media }
        switch gear {
        case .keyframes:
            let gap = rhythm.gap
            let isFar = distance > bound * Self.bearable || gap.map { $0 > bound } ?? false
            wait(for: packet, isKeyframe: isKeyframe, at: media, isKept: isFar || gap == nil)
            if isFar { decodeBetween(every: rhythm.step) }
            return false
        case .between:
            if let packet { add((packet, isKeyframe, media)) }
            return doKeyframes(at: media, distance, isKeyframe: isKeyframe)
        }
    }

    /// The stream's clock jumped: how far the next keyframe is tells nothing.
    mutating func noteJump() {
        newestKeyframe = nil
        closeSince = nil
        cutter.noteJump()
    }

    /// Takes out the stretches whose last pictures are to be looked at.
    mutating func takeStretches() -> [StretchCutter.Stretch] {
        defer { stretches = [] }
        return stretches
    }

    private mutating func wait(
        for packet: SharedPacket?,
        isKeyframe: Bool,
        at media: MediaTime,
        isKept: Bool
    ) {
        if isKeyframe || !isKept || undecided.count >= Self.mostUndecided { undecided = [] }
        if isKept, let packet { undecided.append((packet, isKeyframe, media)) }
    }

    private mutating func decodeBetween(every step: MediaDuration) {
        gear = .between
        cutter = StretchCutter(length: step, behind: cutter)
        closeSince = nil
        for kept in undecided { add(kept) }
        undecided = []
    }

    private mutating func add(_ kept: Kept) {
        let stretch = cutter.add(kept.packet, isKeyframe: kept.isKeyframe, at: kept.media)
        if let stretch { stretches.append(stretch) }
    }

    /// Whether keyframes have lain close together for long enough to do alone; then they do.
    private mutating func doKeyframes(
        at media: MediaTime,
        _ distance: MediaDuration,
        isKeyframe: Bool
    ) -> Bool {
        guard let bound, distance <= bound else {
            closeSince = nil
            return false
        }
        guard isKeyframe else { return false }
        let since = closeSince ?? media
        closeSince = since
        guard media - since >= Self.probation else { return false }
        gear = .keyframes
        return true
    }
}
