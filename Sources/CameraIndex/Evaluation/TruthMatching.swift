/// Pairs what is true with what was found: each with at most one of the other, the best first.
///
/// Two vehicles in turn on the same spot are two truths: one finding over both times is one found
/// and one missed.
struct TruthMatching {
    /// Something that stood: when, and where if that is known.
    struct Stay {
        var range: MediaRange
        var box: Box?
    }

    /// For each truth the number of its finding, or nil where it has none.
    let findings: [Int?]
    /// The findings that fit some truth which has a better one.
    let duplicates: Set<Int>

    /// Pairs `truths` with `found`.
    init(truths: [Stay], found: [Stay]) {
        var pairs: [(truth: Int, found: Int, likeness: Double)] = []
        for (truthIndex, truth) in truths.enumerated() {
            for (index, finding) in found.enumerated() {
                let likeness = Self.likeness(truth, finding)
                if likeness > 0 { pairs.append((truthIndex, index, likeness)) }
            }
        }
        pairs.sort { ($1.likeness, $0.truth, $0.found) < ($0.likeness, $1.truth, $1.found) }
        var findings = [Int?](repeating: nil, count: truths.count)
        var taken: Set<Int> = []
        for pair in pairs where findings[pair.truth] == nil && !taken.contains(pair.found) {
            findings[pair.truth] = pair.found
            taken.insert(pair.found)
        }
        self.findings = findings
        duplicates = Set(pairs.map(\.found)).subtracting(taken)
    }

    /// How well a finding fits a truth: 0 where it cannot be the same, else up to 1.
    static func likeness(_ truth: Stay, _ found: Stay) -> Double {
        guard let shared = truth.range.intersection(with: found.range)?.duration else { return 0 }
        let (long, short) = (truth.range.duration.seconds, found.range.duration.seconds)
        // What shares no more than its edge with a stay is another stay.
        guard shared.seconds >= 0.1 * min(long, short) else { return 0 }
        let time = shared.seconds / (long + short - shared.seconds)
        guard let truthBox = truth.box, let foundBox = found.box else { return 0.5 * time }
        return time * likeness(truthBox, foundBox)
    }

    /// A box that shows a part of the object, or the object and its shadow, is its box too.
    private static func likeness(_ truth: Box, _ found: Box) -> Double {
        guard let shared = truth.intersection(with: found)?.areaPixels else { return 0 }
        let held = Double(shared) / Double(min(truth.areaPixels, found.areaPixels))
        let overlap = truth.intersectionOverUnion(with: found)
        guard overlap >= 0.1, held >= 0.5 || overlap >= 0.25 else { return 0 }
        return (held + overlap) / 2
    }
}
