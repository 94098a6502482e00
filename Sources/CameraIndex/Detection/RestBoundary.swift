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

    /// When the object came to rest: the samples show motion, then rest.
    ///
    /// - Returns: nil where the samples show no motion before the rest.
    func arrival(among samples: ArraySlice<Sample>) -> Moment? {
        let witnesses = witnesses(of: samples)
        let border = border(in: witnesses, restIsBehind: true)
        guard let first = witnesses[border...].firstIndex(where: \.isRest),
            let last = witnesses[..<border].lastIndex(where: \.isMotion)
        else { return nil }
        return moment(samples[samples.startIndex + last], samples[samples.startIndex + first])
    }

    /// When the object began to move: the samples show rest, then motion.
    ///
    /// - Returns: nil where the samples show no rest before the motion.
    func departure(among samples: ArraySlice<Sample>) -> Moment? {
        let witnesses = witnesses(of: samples)
        let border = border(in: witnesses, restIsBehind: false)
        guard let first = witnesses[border...].firstIndex(where: \.isMotion),
            let last = witnesses[..<border].lastIndex(where: \.isRest)
        else { return nil }
        return moment(samples[samples.startIndex + last], samples[samples.startIndex + first])
    }

    private func moment(_ before: Sample, _ behind: Sample) -> Moment {
        let half = (behind.time - before.time) / 2
        return Moment(time: before.time + half, uncertainty: half + Self.allowance)
    }

    private func witnesses(of samples: ArraySlice<Sample>) -> [Witness] {
        let search = ShiftSearch(for: template, in: plane, reach: Self.searchReach)
        let reach = max(1, Self.restReach * Float(template.box.width))
        return samples.map { sample in
            if template.sighting(in: sample, noise: noise).state == .absent {
                return .absence
            }
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
