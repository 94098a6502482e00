/// Looks at the scene over the last minutes, without what stood in it.
///
/// The reference may hold something that stood while it was learned, or that was taken for bare
/// ground. What comes into sight when that leaves is not new: it was seen before, again and again,
/// between other things.
struct SceneMemory: Sendable {
    /// One look.
    struct Look: Sendable {
        let time: MediaTime
        /// Levels in reference units, rounded to 1...255; 0 where a stop claimed the pixel.
        let level: SamplePlane
    }

    /// The kept looks, oldest first.
    private(set) var looks: [Look] = []
    private let period: MediaDuration

    /// The most looks that are kept.
    private static let mostLooks = 32
    /// From this share of its telling pixels on a place looks like one or the other.
    private static let leastShare: Float = 0.6
    /// In so many looks what is seen now must have been seen before.
    private static let fewestLooks = 3

    init(_ parameters: DetectorParameters) {
        period = .seconds(Double(parameters.memorySeconds))
    }

    /// Whether the last look is old enough for another at `time`.
    func isDue(at time: MediaTime) -> Bool {
        looks.last.map { time - $0.time >= period } ?? true
    }

    /// Remembers a look.
    mutating func note(_ look: Look) {
        if looks.count >= Self.mostLooks { looks.removeFirst() }
        looks.append(look)
    }

    /// Takes up looks that another memory kept.
    mutating func restore(_ looks: [Look]) {
        self.looks = looks
    }

    /// Forgets everything: the view changed.
    mutating func removeAll() {
        looks.removeAll()
    }

    /// Whether what `body` shows since `since` was there often before: more often by far than what
    /// the reference shows.
    ///
    /// A vehicle that comes back to its place was claimed while it stood there, and does not count.
    ///
    /// - Parameters:
    ///   - body: the pixels in question.
    ///   - since: when what is seen now came into sight.
    ///   - now: what is seen, over the body's box.
    ///   - reference: the scene without it, over the same box.
    ///   - threshold: how far each pixel may stray, over the same box.
    /// - Returns: true where the place is known as it is now.
    func knows(
        _ body: RegionMask,
        since: MediaTime,
        now: RegionLevels,
        reference: RegionLevels,
        threshold: RegionLevels
    ) -> Bool {
        var telling: [(place: Int, index: Int)] = []
        body.forEachPixel { place, index in
            guard abs(now[place] - reference[place]) > threshold[place] else { return }
            telling.append((place, index))
        }
        let least = Int((Self.leastShare * Float(telling.count)).rounded(.up))
        guard least > 0 else { return false }
        var (asNow, asReference) = (0, 0)
        // The arrival itself is no look before it.
        for look in looks where look.time < since - .seconds(1) {
            var (likeNow, likeReference) = (0, 0)
            for (place, index) in telling where look.level[index] != 0 {
                let level = Float(look.level[index])
                let toNow = abs(level - min(now[place], 255))
                let toReference = abs(level - min(reference[place], 255))
                if toNow < toReference {
                    if toNow <= threshold[place] { likeNow += 1 }
                } else if toReference <= threshold[place] {
                    likeReference += 1
                }
            }
            if likeNow >= least { asNow += 1 }
            if likeReference >= least { asReference += 1 }
        }
        return asNow >= max(Self.fewestLooks, 2 * asReference)
    }
}
