/// What covers the ground: asphalt with its marks, kerbs, pavements and grass.
struct GroundPattern: Sendable {
    /// The street's number.
    let seed: UInt64
    private let grain: ValueNoise
    private let patches: ValueNoise

    /// Lays out the ground of a street.
    init(seed: UInt64) {
        self.seed = seed
        grain = ValueNoise(seed: seed &+ 11)
        patches = ValueNoise(seed: seed &+ 12)
    }

    /// The ground `x` metres across and `y` metres along; `detail` 0...1 is how much of it shows.
    func paint(_ x: Double, _ y: Double, detail: Double) -> Paint {
        let road = StreetLane.roadWidth
        let fine = grain.octaves(3, x * 9, y * 9) * detail
        if x < -5.2 { return grass(x, y, fine) }
        if x < -0.25 || x > road + 0.25 { return pavement(x, y, fine, detail) }
        if x < 0 || x > road { return kerb(x, y, fine) }
        let wear = 0.72 + 0.28 * patches.octaves(2, x * 2.5, y * 1.3)
        if let mark = mark(x, y) {
            return asphalt(x, y, fine).mixed(with: mark.shaded(1 + 0.05 * fine), wear)
        }
        return asphalt(x, y, fine)
    }

    private func asphalt(_ x: Double, _ y: Double, _ fine: Double) -> Paint {
        var level = 96 + 7 * fine + 6 * patches.octaves(3, x * 0.35, y * 0.12)
        // Wheels polish two tracks in each lane and oil drips between them.
        for middle in [StreetLane.near.middle, StreetLane.far.middle] {
            let offset = abs(x - middle)
            if abs(offset - 0.8) < 0.35 { level += 5 }
            if offset < 0.3 { level -= 6 }
        }
        // Old trenches, filled with darker asphalt.
        if patches.cell(Int(y / 7), 3) > 0.72, patches.cell(Int(x / 3.1), Int(y / 7)) > 0.5 {
            level -= 11
        }
        // Cracks run along contours of a noise, where a second one lets them.
        if abs(patches.layer(x * 0.9 + 40, y * 0.25)) < 0.012,
            patches.layer(x * 0.5 + 90, y * 0.3) > 0.3
        {
            level -= 24
        }
        return Paint(level, level + 1, level + 4)
    }

    /// The road mark at a place, if there is one.
    private func mark(_ x: Double, _ y: Double) -> Paint? {
        let white = Paint(206, 206, 202)
        let middle = (StreetLane.near.middle + StreetLane.far.middle) / 2
        if y > 33, y < 36.6, x > 0.3, x < StreetLane.roadWidth - 0.3 {
            return (x / 0.55).rounded(.down).truncatingRemainder(dividingBy: 2) == 0 ? white : nil
        }
        if abs(abs(x - middle) - 0.14) < 0.065 { return Paint(212, 166, 48) }
        for edge in [2.6, StreetLane.roadWidth - 2.6] where abs(x - edge) < 0.07 { return white }
        // Dashes that warn off the kerb strips.
        let dash = (y + 500).truncatingRemainder(dividingBy: 3) < 1.2
        for edge in [0.42, StreetLane.roadWidth - 0.42] where abs(x - edge) < 0.06 && dash {
            return Paint(212, 166, 48)
        }
        return nil
    }

    private func kerb(_ x: Double, _ y: Double, _ fine: Double) -> Paint {
        let stone = (y + 500).truncatingRemainder(dividingBy: 1)
        let level = (stone < 0.04 ? 118 : 168) + 8 * fine
        return Paint(level, level - 2, level - 8)
    }

    private func pavement(_ x: Double, _ y: Double, _ fine: Double, _ detail: Double) -> Paint {
        let side = 0.6
        let (column, row) = ((x / side).rounded(.down), (y / side).rounded(.down))
        let seam = min(x / side - column, y / side - row) < 0.06
        var level = 138 + 7 * fine + 16 * (patches.cell(Int(column), Int(row)) - 0.5) * detail
        if seam { level -= 22 * detail }
        level += 5 * patches.octaves(2, x * 0.4, y * 0.4)
        return Paint(level + 4, level, level - 7)
    }

    private func grass(_ x: Double, _ y: Double, _ fine: Double) -> Paint {
        let tone = 1 + 0.16 * fine + 0.2 * patches.octaves(3, x * 0.8, y * 0.8)
        return Paint(78 * tone, 112 * tone, 54 * tone)
    }
}
