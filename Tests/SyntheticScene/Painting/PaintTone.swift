/// What the light and the air of a moment do to the paint of a thing at its place.
struct PaintTone: Hashable, Sendable {
    /// Factor on each level.
    var factor = 1.0
    /// Share of fog before it.
    var fog = 0.0
    /// The level of the fog.
    var fogLevel = 200.0
    /// How much of the sun's light reaches it, 0...1.
    var sun = 1.0
    /// Where shadows fall: across and along the street for each metre of height.
    var shadow = ShadowFall(across: 0.44, along: 0.385)
    /// How dark it is, 0...1; lamps shine in the dark.
    var darkness = 0.0
    /// How much the ground mirrors, 0...1.
    var mirror = 0.0

    /// How far it differs from the road, as a share of what it does by nature.
    var contrast = 1.0

    /// Where shadows fall.
    struct ShadowFall: Hashable, Sendable {
        /// Metres across the street for each metre of height.
        var across: Double
        /// Metres along the street for each metre of height.
        var along: Double
    }

    /// A paint as it looks.
    func applied(to paint: Paint) -> Paint {
        if factor == 1, fog == 0, contrast == 1 { return paint }
        return faded(paint).shaded(factor).mixed(with: Paint(fogLevel, fogLevel, fogLevel), fog)
    }

    /// What shines as it looks: light does not change it, and fog less.
    func shining(_ paint: Paint) -> Paint {
        fog == 0
            ? faded(paint)
            : faded(paint).mixed(with: Paint(fogLevel, fogLevel, fogLevel), fog * 0.5)
    }

    private func faded(_ paint: Paint) -> Paint {
        contrast == 1 ? paint : Paint(96, 97, 100).mixed(with: paint, contrast)
    }
}
