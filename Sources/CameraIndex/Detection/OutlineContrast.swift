/// How strongly the outline of a change stands out now, and how strongly it did before.
///
/// An object has an outline where it is, bare ground has none: so it is told whether something came
/// to a place or left it.
struct OutlineContrast {
    /// One pixel on the outline.
    private struct RimPoint {
        var x: Int
        var y: Int
        /// Difference of the means on both sides of the outline, now and before, in grey levels.
        var now: Float
        var before: Float
    }

    private let body: RegionMask
    private var rim: [RimPoint] = []

    /// Change of contrast, from -1 (left) to 1 (came), below which bare ground is seen: vehicles
    /// that came show 0.25 to 0.97, places that were left -0.73 to -0.95.
    private static let leastBalance: Float = -0.1
    /// The smallest share of a change that may be taken apart from the rest.
    private static let leastPart: Float = 0.15

    /// Measures along the outline of `body`; `now` and `before` are levels over its box.
    init(of body: RegionMask, now: RegionLevels, before: RegionLevels, reach: Int) {
        self.body = body
        let box = body.box
        for y in 1..<max(1, box.height - 1) {
            for x in 1..<max(1, box.width - 1) where isRim(x, y) {
                guard let (inner, outer) = sides(x, y, reach) else { continue }
                rim.append(
                    RimPoint(
                        x: x,
                        y: y,
                        now: abs(Self.mean(now, inner) - Self.mean(now, outer)),
                        before: abs(Self.mean(before, inner) - Self.mean(before, outer))
                    )
                )
            }
        }
    }

    /// Change of contrast from which on it is certain that something came.
    private static let certainBalance: Float = 0.25

    /// The contrast now, in the mean over the outline; 0 without one.
    var meanContrast: Float {
        rim.isEmpty ? 0 : rim.reduce(0) { $0 + $1.now } / Float(rim.count)
    }

    /// Whether the place as a whole was left.
    var isBareGround: Bool { balance.map { $0 < Self.leastBalance } ?? false }

    /// Whether something came for certain.
    var isArrival: Bool { balance.map { $0 >= Self.certainBalance } ?? false }

    /// The change of contrast along the whole outline, or nil where there is none at all.
    private var balance: Float? {
        let now = rim.reduce(0) { $0 + $1.now }
        let before = rim.reduce(0) { $0 + $1.before }
        return now + before > 0 ? (now - before) / (now + before) : nil
    }

    /// The part of the change where something came, where another part of it was left; nil where
    /// the change is of one kind.
    ///
    /// A vehicle that backs up a few metres changes two places at once, which touch: each pixel
    /// belongs to the kind that the outline nearest to it shows.
    func partThatCame() -> RegionMask? {
        let box = body.box
        // Distances are weighed by the size of the change, so that one stray rim pixel says little.
        let scale = 1 / max(4, 0.02 * Float(body.count))
        var bits = [UInt8](repeating: 0, count: box.areaPixels)
        var bare: Float = 0
        for y in 0..<box.height {
            for x in 0..<box.width where body.bits[y * box.width + x] != 0 {
                var now: Float = 0
                var before: Float = 0
                for point in rim {
                    let distance = Float(
                        (point.x - x) * (point.x - x) + (point.y - y) * (point.y - y)
                    )
                    let weight = 1 / (1 + distance * scale * distance * scale)
                    now += weight * point.now
                    before += weight * point.before
                }
                let isBare = now + before > 0 && (now - before) / (now + before) < Self.leastBalance
                if isBare { bare += 1 } else { bits[y * box.width + x] = 1 }
            }
        }
        let total = Float(body.count)
        guard bare >= Self.leastPart * total, total - bare >= Self.leastPart * total else {
            return nil
        }
        return RegionMask(box: box, planeWidth: body.planeWidth, bits: bits)
    }

    private func isRim(_ x: Int, _ y: Int) -> Bool {
        let width = body.box.width
        let index = y * width + x
        return body.bits[index] != 0
            && (body.bits[index - 1] == 0 || body.bits[index + 1] == 0
                || body.bits[index - width] == 0 || body.bits[index + width] == 0)
    }

    /// The pixels around a rim pixel that lie inside and outside of the body.
    private func sides(_ x: Int, _ y: Int, _ reach: Int) -> (inner: [Int], outer: [Int])? {
        var inner: [Int] = []
        var outer: [Int] = []
        let box = body.box
        for row in max(0, y - reach)...min(box.height - 1, y + reach) {
            for column in max(0, x - reach)...min(box.width - 1, x + reach) {
                let inside = row * box.width + column
                if body.bits[inside] != 0 { inner.append(inside) } else { outer.append(inside) }
            }
        }
        return inner.isEmpty || outer.isEmpty ? nil : (inner, outer)
    }

    private static func mean(_ levels: RegionLevels, _ indices: [Int]) -> Float {
        var sum: Float = 0
        for index in indices { sum += levels[index] }
        return sum / Float(indices.count)
    }
}
