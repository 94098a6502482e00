/// The empty scene in the light of one moment.
struct LitGround: Sendable {
    let ground: GroundPlane
    /// From the ground's levels to those that were seen.
    let gain: Float
    let offset: Float

    /// What the ground showed at an index.
    @inline(__always)
    func level(at index: Int) -> UInt8 {
        let level = Float(ground.levels[index]) * gain + offset
        return UInt8(min(255, max(0, level + 0.5)))
    }

    /// What the ground showed, row-major.
    var levels: [UInt8] { ground.levels.indices.map { level(at: $0) } }

    /// How far each of `seen` lies above what the ground showed.
    func differences(to seen: [UInt8]) -> [Int16] {
        zip(seen, levels).map { Int16($0) - Int16($1) }
    }
}
