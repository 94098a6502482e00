/// Finds the moment at which an object came to rest or began to move, among the samples around it.
///
/// An object is at rest where it lies less than a tenth of its width from its place
/// (design/glossary.md).
struct RestBoundary {
    /// What a sample says.
    private enum Witness {
        /// The object is seen in its place.
        case rest
        /// The object is seen beside its place.
        case motion
        /// Its empty place is seen: it is elsewhere.
        case absence
        /// Something hides the place.
        case nothing

        var isRest: Bool { self == .rest }
        var isSeenMoving: Bool { self == .motion }
        var isMotion: Bool { self == .motion || self == .absence }

        /// What it says for rest, against motion where negative.
        ///
        /// A lorry's side that passes can look like the empty place, but no stranger looks like
        /// the object.
        var vote: Int {
            switch self {
            case .rest: 4
            case .motion: -4
            case .absence: -1
            case .nothing: 0
            }
        }
    }

    /// A moment between two samples.
    struct Moment {
        var time: MediaTime
        /// The true moment lies within `time` ± this.
        var uncertainty: MediaDuration
        /// Whether the object itself was seen moving next to it, not only its empty place.
        var isMotionSeen: Bool

        /// Parts of one object agree within this: a small part rests a little later, since it may
        /// stray less.
        private static let tolerance = MediaDuration.seconds(0.3)

        /// Whether two parts of one object may have come to rest so.
        ///
        /// What only appeared, and was not seen to move, may be the light of a vehicle's lamps.
        func isSameMoment(as other: Moment) -> Bool {
            guard isMotionSeen, other.isMotionSeen else { return true }
            return agrees(with: other)
        }

        /// Whether both may be one moment, by all that is known of them.
        func agrees(with other: Moment) -> Bool {
            (time - other.time).magnitude <= uncertainty + other.uncertainty + Self.tolerance
        }
    }

    let template: StopTemplate
    let noise: Float
    let plane: PixelSize

    /// Farther than this share of its width from its place an object is not at rest.
    private static let restReach: Float = 0.1
    /// How far beside its place it is looked for, in widths and heights.
    private static let searchReach: Float = 0.5
    /// What the shift of a picture in noise adds to the time between two samples.
    private static let allowance = MediaDuration.seconds(0.16)
    /// Samples that lie farther apart have a gap between them.
    private static let longestStep = MediaDuration.seconds(5)

    /// When the object came to rest: the samples show motion, then rest.
    ///
    /// - Returns: nil where the samples show no motion before the rest, or nobody watched between.
    func arrival(among samples: ArraySlice<Sample>) -> Moment? {
        let witnesses = witnesses(of: samples)
        let border = border(in: witnesses, restIsBehind: true)
        guard let first = witnesses[border...].firstIndex(where: \.isRest),
            let last = witnesses[..<border].lastIndex(where: \.isMotion)
        else { return nil }
        return moment(last, first, samples, isMotionSeen: witnesses[last].isSeenMoving)
    }

    /// When the object began to move: the samples show rest, then motion.
    ///
    /// - Returns: nil where the samples show no rest before the motion, or nobody watched between.
    func departure(among samples: ArraySlice<Sample>) -> Moment? {
        let witnesses = witnesses(of: samples)
        let border = border(in: witnesses, restIsBehind: false)
        guard let first = witnesses[border...].firstIndex(where: \.isMotion),
            let last = witnesses[..<border].lastIndex(where: \.isRest)
        else { return nil }
        return moment(last, first, samples, isMotionSeen: witnesses[first].isSeenMoving)
    }

    /// The middle between two samples; nil where there is a gap between them, as dwell is what was
    /// seen.
    private func moment(
        _ before: Int,
        _ behind: Int,
        _ samples: ArraySlice<Sample>,
        isMotionSeen: Bool
    ) -> Moment? {
        let start = samples[samples.startIndex + before].time
        let length = samples[samples.startIndex + behind].time - start
        guard length <= Self.longestStep else { return nil }
        let half = length / 2
        return Moment(
            time: start + half,
            uncertainty: half + Self.allowance,
            isMotionSeen: isMotionSeen
        )
    }

    /// Whether each sample shows the object at rest; nil where something hides it.
    func areAtRest(_ samples: [Sample]) -> [Bool?] {
        witnesses(of: samples[...]).map { witness in
            witness.isRest ? true : witness.isMotion ? false : nil
        }
    }

    /// What each sample says for rest, against it where negative; 0 where something hides it.
    func votes(of samples: [Sample]) -> [Int] {
        witnesses(of: samples[...]).map(\.vote)
    }

    /// Whether a sample shows the empty place.
    func isAbsent(in sample: Sample) -> Bool {
        template.sighting(in: sample, noise: noise).state == .absent
    }

    private func witnesses(of samples: ArraySlice<Sample>) -> [Witness] {
        let search = ShiftSearch(for: template, in: plane, reach: Self.searchReach)
        let reach = max(1, Self.restReach * Float(template.box.width))
        return samples.map { sample in
            if isAbsent(in: sample) { return .absence }
            guard let shift = search.shift(in: sample) else {
                return .nothing
            }
            return shift.pixels < reach ? .rest : .motion
        }
    }

    /// The place at which most samples agree with rest on one side and motion on the other.
    ///
    /// A sample or two may lie: something alike passes in front, or through the same place before.
    private func border(in witnesses: [Witness], restIsBehind: Bool) -> Int {
        let sign = restIsBehind ? 1 : -1
        var score = witnesses.reduce(0) { $0 + sign * $1.vote }
        var best = (border: 0, score: score)
        for index in witnesses.indices {
            score -= 2 * sign * witnesses[index].vote
            if score > best.score { best = (index + 1, score) }
        }
        return best.border
    }
}
