/// Takes a change apart where two objects came at different times.
///
/// Vehicles that stop side by side touch in the picture. Their pixels tell them apart: most of an
/// object's pixels take their value when it comes to rest.
struct ArrivalParts {
    /// The whole change.
    let mask: RegionMask
    /// When each pixel of the mask's box took its value, in seconds; nil where that is not known.
    let starts: [Float?]

    /// Objects that come to rest within this are one.
    private static let leastApart: Float = 0.5
    /// The smallest part, as a share of the whole.
    private static let leastShare = 0.12
    /// How much of the spread of the times two parts must explain.
    private static let leastExplained: Float = 0.85
    private static let reach = 2

    /// The earlier and the later part, or nil where everything came at once.
    func split() -> (RegionMask, RegionMask)? {
        let smooth = smoothed()
        var known: [Float] = []
        mask.forEachPixel { inside, _ in
            if let start = smooth[inside] { known.append(start) }
        }
        guard known.count >= 40, let border = Self.border(of: known.sorted()) else { return nil }
        var early = mask
        var late = mask
        mask.forEachPixel { inside, _ in
            let isLate = (smooth[inside] ?? border) > border
            early.bits[inside] = isLate ? 0 : 1
            late.bits[inside] = isLate ? 1 : 0
        }
        guard let first = largestPart(of: early), let second = largestPart(of: late) else {
            return nil
        }
        return (first, second)
    }

    /// A late value for each pixel's surroundings: a flat side takes its value while it still
    /// slides into its place, edges only at rest.
    private func smoothed() -> [Float?] {
        let box = mask.box
        var smooth = [Float?](repeating: nil, count: box.areaPixels)
        var around: [Float] = []
        for y in 0..<box.height {
            for x in 0..<box.width where mask.bits[y * box.width + x] != 0 {
                around.removeAll(keepingCapacity: true)
                for row in max(0, y - Self.reach)...min(box.height - 1, y + Self.reach) {
                    for column in max(0, x - Self.reach)...min(box.width - 1, x + Self.reach) {
                        let place = row * box.width + column
                        if mask.bits[place] != 0, let start = starts[place] { around.append(start) }
                    }
                }
                around.sort()
                if !around.isEmpty { smooth[y * box.width + x] = around[around.count * 3 / 4] }
            }
        }
        return smooth
    }

    /// The time between two groups that explains most of the spread (Otsu), or nil where one group
    /// explains it as well.
    private static func border(of sorted: [Float]) -> Float? {
        let count = Float(sorted.count)
        let mean = sorted.reduce(0, +) / count
        let spread = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        guard spread > 0 else { return nil }
        let least = max(20, Int(leastShare * Double(sorted.count)))
        guard sorted.count > 2 * least else { return nil }
        var sum = sorted[..<least].reduce(0, +)
        var best: (border: Float, explained: Float, apart: Float)?
        for index in least..<(sorted.count - least) {
            let early = sum / Float(index)
            let late = (mean * count - sum) / (count - Float(index))
            let share = Float(index) / count
            let explained = share * (1 - share) * (late - early) * (late - early) / spread
            if sorted[index] > sorted[index - 1], explained > best?.explained ?? 0 {
                let border = (sorted[index] + sorted[index - 1]) / 2
                best = (border, explained, late - early)
            }
            sum += sorted[index]
        }
        guard let best, best.explained >= leastExplained, best.apart >= leastApart else {
            return nil
        }
        return best.border
    }

    private func largestPart(of part: RegionMask) -> RegionMask? {
        let size = PixelSize(width: part.box.width, height: part.box.height)
        let parts = ForegroundMask(size: size, bits: part.bits).opened().components()
        guard let largest = parts.max(by: { $0.count < $1.count }),
            Double(largest.count) >= Self.leastShare * Double(mask.count)
        else { return nil }
        let box = Box(
            x: part.box.x + largest.box.x,
            y: part.box.y + largest.box.y,
            width: largest.box.width,
            height: largest.box.height
        )
        return RegionMask(box: box, planeWidth: part.planeWidth, bits: largest.bits)
    }
}
