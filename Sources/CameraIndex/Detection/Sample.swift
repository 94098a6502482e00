/// One analysed moment: the plane as it was seen, and how its light compares with the reference.
struct Sample: Sendable {
    /// When it was seen, on the camera's timeline.
    let time: MediaTime
    /// Brightness, row-major, one byte a pixel of the analysis plane.
    var pixels: SamplePlane
    /// How the light differs from the reference's.
    var light: LightFit

    /// A sample of which `pixels` is kept.
    init(time: MediaTime, pixels: SamplePlane, light: LightFit) {
        self.time = time
        self.pixels = pixels
        self.light = light
    }

    /// A sample of which every pixel is kept.
    init(time: MediaTime, pixels: [UInt8], light: LightFit) {
        self.init(time: time, pixels: SamplePlane(pixels), light: light)
    }

    /// What maps raw levels to reference units.
    var normaliser: Normaliser { Normaliser(light) }
}

/// Maps raw levels of a sample to reference units.
struct Normaliser: Sendable {
    let scale: Float
    let shift: Float
    /// Levels that this sample cannot exceed, in reference units.
    let saturation: Float

    init(_ light: LightFit) {
        scale = 1 / light.gain
        shift = -light.offset / light.gain
        saturation = light.saturation
    }

    /// A raw level in reference units.
    func callAsFunction(_ level: UInt8) -> Float {
        Float(level) * scale + shift
    }
}
