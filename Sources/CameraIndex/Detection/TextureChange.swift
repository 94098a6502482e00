/// How a change differs from the ground's own texture: the steps from pixel to pixel, before and
/// after.
///
/// Light multiplies the ground, so that the steps stay the same share of its levels, up to the
/// noise; a thing hides them and brings its own.
struct TextureChange {
    /// The steps that changed most, their 90th percentile, grey levels of the darker picture.
    let difference: Float
    /// How alike the steps are, -1...1; 0 on a ground without any.
    let correlation: Float

    /// Compares what is seen inside of an outline with the reference; thin shapes can be compared
    /// as well, since only pairs of neighbours are needed.
    init(of template: StopTemplate) {
        let box = template.box
        let bits = template.mask.bits
        var differences: [Float] = []
        var both: Float = 0
        var seen: Float = 0
        var ground: Float = 0
        func compare(_ place: Int, with next: Int) {
            guard bits[next] != 0 else { return }
            // In the dark noise is a large share of a level: each step weighs by its level.
            let weight = max(1, min(template.level[place], template.reference[place]))
            let step = weight * Self.step(template.level, from: place, to: next)
            let own = weight * Self.step(template.reference, from: place, to: next)
            differences.append(abs(step - own))
            both += step * own
            seen += step * step
            ground += own * own
        }
        template.mask.forEachPixel { place, _ in
            if place % box.width + 1 < box.width { compare(place, with: place + 1) }
            if place / box.width + 1 < box.height { compare(place, with: place + box.width) }
        }
        differences.sort()
        difference = differences.isEmpty ? .infinity : differences[differences.count * 9 / 10]
        correlation = seen * ground > 0 ? both / (seen * ground).squareRoot() : 0
    }

    /// The step from one pixel to the next, as a share of their level.
    private static func step(_ levels: RegionLevels, from place: Int, to next: Int) -> Float {
        2 * (levels[next] - levels[place]) / max(1, levels[next] + levels[place])
    }
}
