/// The contrast that a vehicle has with its place at least, whatever its colour.
///
/// Its windows, its wheels and the shadow under it take half of the light from a quarter of its
/// area. How much of a level that is depends on the light there is: in the dark it is nothing.
struct LeastContrast: Sendable {
    /// What half of the light takes of a level above black, by the usual gamma: 1 - 0.5^(1/2.2).
    private static let shadedShare: Float = 0.27
    /// Black in video of limited range, which nearly all is.
    private static let blackLevel: Float = 16

    /// What is added to `shadedShare` of a level of the reference; negative.
    private let shift: Float
    /// Levels of the reference that the sensor shows as its white.
    private let saturation: Float

    /// The contrast in the light of a sample.
    init(in light: LightFit) {
        shift = Self.shadedShare * (light.offset - Self.blackLevel) / light.gain
        saturation = light.saturation
    }

    /// Adds a row of the plane to the sums of its columns: 1 for each pixel that would show it.
    func add(row: Int, of model: BackgroundModel, to sums: inout [UInt16]) {
        let width = model.size.width
        let levels = model.level.span
        let limits = model.threshold.span
        var columns = sums.mutableSpan
        let (shift, saturation) = (shift, saturation)
        let start = row * width
        for x in 0..<min(width, columns.count) {
            let level = levels[start &+ x]
            let shows = (limits[start &+ x] - (Self.shadedShare * level + shift)).signBit
            let isBelowWhite = (level - saturation).signBit
            columns[x] &+= UInt16(truncatingIfNeeded: shows & isBelowWhite)
        }
    }
}
