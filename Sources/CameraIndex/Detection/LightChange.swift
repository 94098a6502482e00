/// What remains of a change if it was one of the light alone.
///
/// Light changes the ground by a factor that varies smoothly, and keeps its texture; a thing brings
/// its own.
struct LightChange {
    /// Root mean square of what remains inside of the outline, grey levels.
    let structure: Float

    /// Pixels around one over which the light is taken to be even.
    private static let reach = 2
    /// Levels beyond which a remainder is as good as any.
    private static let worst: Float = 24

    /// Compares the levels of a change with the ground's.
    init(of template: StopTemplate) {
        let box = template.box
        let mask = template.mask
        var sum: Float = 0
        var count = 0
        for y in Self.reach..<max(Self.reach, box.height - Self.reach) {
            for x in Self.reach..<max(Self.reach, box.width - Self.reach) {
                guard let rest = Self.rest(x, y, template, mask, box.width) else { continue }
                let clipped = min(Self.worst, max(-Self.worst, rest))
                sum += clipped * clipped
                count += 1
            }
        }
        structure = count >= 8 ? (sum / Float(count)).squareRoot() : Self.worst
    }

    /// A pixel's level less the ground's in the light around it; nil at the outline, where another
    /// light begins.
    private static func rest(
        _ x: Int,
        _ y: Int,
        _ template: StopTemplate,
        _ mask: RegionMask,
        _ width: Int
    ) -> Float? {
        var seen: Float = 0
        var ground: Float = 0
        for row in (y - reach)...(y + reach) {
            for column in (x - reach)...(x + reach) {
                let place = row * width + column
                guard mask.bits[place] != 0 else { return nil }
                seen += template.level[place]
                ground += template.reference[place]
            }
        }
        let centre = y * width + x
        return template.level[centre] - seen / max(1, ground) * template.reference[centre]
    }
}
