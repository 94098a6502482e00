/// Smooth noise over a plane: random values at whole coordinates, blended between them.
struct ValueNoise: Sendable {
    private let seed: UInt64

    /// Makes a noise of its own for each seed.
    init(seed: UInt64) {
        self.seed = Seed.mix(seed &+ 0x5851_f42d_4c95_7f2d)
    }

    /// One layer, -1...1, with features one unit wide.
    func layer(_ x: Double, _ y: Double) -> Double {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (fx, fy) = (Self.smooth(x - left), Self.smooth(y - top))
        let (column, row) = (Int64(left), Int64(top))
        let above = value(column, row) * (1 - fx) + value(column + 1, row) * fx
        let below = value(column, row + 1) * (1 - fx) + value(column + 1, row + 1) * fx
        return above * (1 - fy) + below * fy
    }

    /// Several layers, each twice as fine and half as strong; mostly -1...1.
    func octaves(_ count: Int, _ x: Double, _ y: Double) -> Double {
        var sum = 0.0
        var strength = 0.6
        var (x, y) = (x, y)
        for _ in 0..<count {
            sum += strength * layer(x, y)
            strength /= 2
            (x, y) = (x * 2 + 17.3, y * 2 + 5.9)
        }
        return sum
    }

    /// A number 0..<1 for a whole pair, such as a paving stone.
    func cell(_ column: Int, _ row: Int) -> Double {
        (value(Int64(column), Int64(row)) + 1) / 2
    }

    private func value(_ column: Int64, _ row: Int64) -> Double {
        let key = UInt64(bitPattern: column &* 0x1f12_3bb5 &+ row &* 0x6c8e_9cf5_7093_2bd5)
        return Double(Seed.mix(key ^ seed) >> 40) * 0x1p-23 - 1
    }

    private static func smooth(_ share: Double) -> Double {
        share * share * (3 - 2 * share)
    }
}
