/// How far the keyframes of a stream lie apart, and which of them are looked at.
struct KeyframeRhythm: Sendable {
    /// How far they lie apart at most, or nil where too few came.
    private(set) var gap: MediaDuration?
    /// How far those that are looked at may lie apart.
    let wanted: MediaDuration
    private var newest: MediaTime?
    private var steps: [MediaDuration] = []
    /// The newest keyframe that was looked at.
    private var taken: MediaTime?

    /// So many keyframes tell how far they lie apart.
    private static let fewestSteps = 2

    /// Makes a rhythm.
    ///
    /// - Parameter wanted: how far the keyframes that are looked at may lie apart; all are looked
    ///   at where they lie farther apart than half of it.
    init(wanted: MediaDuration) {
        self.wanted = wanted
    }

    /// Takes note of a keyframe at its own time.
    mutating func note(_ time: MediaTime) {
        guard gap == nil else { return }
        if let newest, time > newest { steps.append(time - newest) }
        newest = time
        guard steps.count >= Self.fewestSteps else { return }
        settle()
    }

    /// What is known so far must do: a single step tells the distance, if there is one.
    mutating func settle() {
        guard gap == nil, let longest = steps.max() else { return }
        gap = longest
    }

    /// How far the keyframes that are looked at lie apart, or nil where it is not known yet.
    var sampledGap: MediaDuration? { gap.map { $0 * Double(stride(of: $0)) } }

    /// How far pictures that are looked at lie apart where those between keyframes are decoded too:
    /// as far as the keyframes that were, where these lay close enough together.
    var step: MediaDuration { min(sampledGap ?? wanted, wanted) }

    /// Whether a keyframe at a moment is looked at; those before it were asked about before.
    mutating func takes(_ moment: MediaTime) -> Bool {
        if let taken, let gap, moment > taken {
            // Half a step less, so that a keyframe that comes a little early is taken.
            guard moment - taken >= gap * (Double(stride(of: gap)) - 0.5) else { return false }
        }
        taken = moment
        return true
    }

    /// How far keyframes lie apart is not known any more.
    mutating func learnAnew() {
        gap = nil
        beginAgain()
    }

    /// A stream begins anew: keyframes lie as far apart as they did, and none is known.
    mutating func beginAgain() {
        newest = nil
        steps = []
        taken = nil
    }

    /// Every so many keyframes one is looked at.
    private func stride(of gap: MediaDuration) -> Int {
        guard gap > .zero else { return 1 }
        return max(1, Int((wanted.seconds / gap.seconds + 0.001).rounded(.down)))
    }
}
