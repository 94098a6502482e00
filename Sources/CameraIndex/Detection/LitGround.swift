/// The empty scene in the light of one moment.
struct LitGround: Sendable {
    let ground: GroundPlane
    /// From the ground's levels to those that were seen.
    let gain: Float
    let offset: Float

    /// What the ground showed at an index.
    @inline(__always)
    func level(at index: Int) -> UInt8 { shown(ground.levels[index]) }

    /// What the ground showed, row-major.
    var levels: [UInt8] {
        let table = (0...UInt8.max).map { shown($0) }
        return ground.levels.map { table[Int($0)] }
    }

    /// How a level of the ground shows in this light.
    @inline(__always)
    private func shown(_ level: UInt8) -> UInt8 {
        UInt8(min(255, max(0, Float(level) * gain + offset + 0.5)))
    }
}
