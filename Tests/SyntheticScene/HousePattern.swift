/// The row of houses behind the far pavement, and the sky above it.
struct HousePattern: Sendable {
    private static let width = 11.0
    private static let storey = 3.3

    private let noise: ValueNoise

    /// Builds the houses of a street.
    init(seed: UInt64) {
        noise = ValueNoise(seed: seed &+ 21)
    }

    /// The front `along` the street at a height, or nil above the roof.
    func paint(_ along: Double, _ height: Double) -> Paint? {
        let house = Int((along / Self.width).rounded(.down))
        let within = along - Double(house) * Self.width
        let storeys = 2 + Int(noise.cell(house, 1) * 3)
        let roof = Double(storeys) * Self.storey + 0.9
        guard height <= roof else { return nil }
        let wall = wall(house).shaded(1 + 0.05 * noise.octaves(3, along * 2.2, height * 2.2))
        if height < hedgeHeight(along) { return hedge(along, height) }
        if within < 0.12 { return wall.shaded(0.7) }
        if height > roof - 0.35 { return wall.shaded(1.12) }
        if height < Self.storey { return shop(house, within, height, wall) }
        let level = (height / Self.storey).rounded(.down)
        return window(within, height - level * Self.storey, Int(level) * 31 + house) ?? wall
    }

    /// The sky, brighter towards the horizon.
    static func sky(_ slope: Double) -> Paint {
        Paint(198, 210, 224).mixed(with: Paint(150, 180, 216), min(1, max(0, slope * 4)))
    }

    private func wall(_ house: Int) -> Paint {
        let walls = [
            Paint(166, 148, 128), Paint(142, 98, 82), Paint(176, 172, 164), Paint(150, 140, 112),
            Paint(120, 124, 130), Paint(182, 160, 132),
        ]
        return walls[Int(noise.cell(house, 7) * Double(walls.count)) % walls.count]
    }

    private func window(_ within: Double, _ up: Double, _ key: Int) -> Paint? {
        let pitch = Self.width / 4
        let column = Int(within / pitch)
        let x = within - Double(column) * pitch - pitch / 2
        guard abs(x) < 0.75, up > 0.8, up < 2.6 else { return nil }
        if abs(x) > 0.66 || up < 0.9 || up > 2.5 || abs(x) < 0.04 { return Paint(214, 212, 206) }
        let glass = noise.cell(key, column)
        return Paint(52, 62, 74).shaded(0.7 + 0.8 * glass + 0.12 * (up - 1.7))
    }

    /// A shop window with a sign above and a wall below.
    private func shop(_ house: Int, _ within: Double, _ height: Double, _ wall: Paint) -> Paint {
        let signs = [
            Paint(150, 44, 40), Paint(40, 84, 120), Paint(46, 100, 66), Paint(186, 150, 60),
            Paint(70, 66, 74),
        ]
        if height > 2.55 {
            return signs[Int(noise.cell(house, 9) * Double(signs.count)) % signs.count]
        }
        let pane = within.truncatingRemainder(dividingBy: Self.width / 3)
        guard height > 0.5, pane > 0.3, pane < Self.width / 3 - 0.3 else {
            return wall.shaded(0.86)
        }
        let shelf = noise.octaves(3, within * 1.7 + Double(house) * 31, height * 1.7)
        return Paint(72, 78, 82).shaded(1 + 0.4 * shelf)
    }

    /// Hedges in front of some of the houses; their upper edge is leaves.
    private func hedgeHeight(_ along: Double) -> Double {
        let plot = Int((along / 5.5).rounded(.down))
        guard noise.cell(plot, 13) > 0.55 else { return 0 }
        return 0.95 + 0.12 * noise.octaves(2, along * 4, 3)
    }

    private func hedge(_ along: Double, _ height: Double) -> Paint {
        let leaves = noise.octaves(4, along * 4.5, height * 4.5)
        return Paint(52, 82, 40).shaded(0.75 + 0.3 * height + 0.5 * leaves)
    }
}
