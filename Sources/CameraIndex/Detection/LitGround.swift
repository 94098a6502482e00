/// The empty scene in the light of one moment.
struct LitGround: Sendable {
    let ground: GroundPlane
    /// From the ground's levels to those that were seen.
    let gain: Float
    let offset: Float

    /// The ground in a light.
    init(_ ground: GroundPlane, gain: Float, offset: Float) {
        self.ground = ground
        self.gain = gain
        self.offset = offset
    }

    /// What the ground showed at an index.
    @inline(__always)
    func level(at index: Int) -> UInt8 {
        let level = Float(ground.levels[index]) * gain + offset
        return UInt8(min(255, max(0, level + 0.5)))
    }

    /// How far each of `levels` lies above what the ground showed.
    func differences(to levels: [UInt8]) -> [Int16] {
        levels.indices.map { Int16(levels[$0]) - Int16(level(at: $0)) }
    }
}
