import CameraIndex

/// The empty street in the light and weather of a moment.
struct LitStreet {
    private let planes: StreetPlanes
    private let light: SkyLight

    /// Prepares to light a street.
    init(_ planes: StreetPlanes, _ light: SkyLight) {
        self.planes = planes
        self.light = light
    }

    /// Paints over `canvas`, which has the street's size.
    func paint(on canvas: inout FrameCanvas) {
        brightness(on: &canvas)
        colour(on: &canvas)
    }

    private func brightness(on canvas: inout FrameCanvas) {
        let factors = factors
        let (fog, snow, wet) = (fogShares, snowShares, Int32(256 - 90 * light.wet / 64))
        let veil = Int32(light.fogLevel.rounded())
        let dark = Int32(256 * max(0, 1 - light.daylight / 0.3))
        let isLamplit = !light.isInfrared
        let (first, second) = (Int32(light.lamps[0]), Int32(light.lamps[1]))
        let day = planes.canvas.luma.span
        let (lampsA, lampsB) = (planes.lamps.0.span, planes.lamps.1.span)
        let (infrared, glow) = (planes.infrared.span, planes.glow.span)
        let (ground, cover, depth) = (planes.ground.span, planes.snow.span, planes.depth.span)
        var output = canvas.luma.mutableSpan
        for index in 0..<day.count {
            var level = Int32(day[index])
            if ground[index] != 0 { level = (level &* wet) >> 8 }
            let white = snow[Int(cover[index])]
            level += ((Int32(232) - level) &* white) >> 8
            let added: Int
            if isLamplit {
                let sum = Int32(lampsA[index]) &* first &+ Int32(lampsB[index]) &* second
                added = Int(min(sum >> 6, 255))
            } else {
                added = Int(infrared[index])
            }
            level = (level &* factors[added]) >> 8
            if isLamplit { level = max(level, (Int32(glow[index]) &* dark) >> 8) }
            level += ((veil - level) &* fog[Int(depth[index])]) >> 8
            output[index] = UInt8(truncatingIfNeeded: min(max(level, 0), 255))
        }
    }

    private func colour(on canvas: inout FrameCanvas) {
        let (width, height) = ((canvas.size.width + 1) / 2, (canvas.size.height + 1) / 2)
        let (fog, snow) = (fogShares, snowShares)
        let saturation = Int32(256 * light.factor(light.lamps[0] > 0 ? 0.12 : 0))
        // Lamps are warmer than the day to which the camera is balanced.
        let warm = Int32((6 * Double(light.lamps[0]) / 64 * (1 - light.daylight)).rounded())
        for y in 0..<height {
            for x in 0..<width {
                let fine =
                    min(2 * y, canvas.size.height - 1) * canvas.size.width
                    + min(2 * x, canvas.size.width - 1)
                let index = y * width + x
                var keep = saturation
                keep = (keep &* (256 - snow[Int(planes.snow[fine])])) >> 8
                keep = (keep &* (256 - fog[Int(planes.depth[fine])])) >> 8
                let blue = ((Int32(planes.canvas.chromaBlue[index]) - 128) &* keep) >> 8
                let red = ((Int32(planes.canvas.chromaRed[index]) - 128) &* keep) >> 8
                canvas.chromaBlue[index] = UInt8(truncatingIfNeeded: max(16, 128 + blue - warm))
                canvas.chromaRed[index] = UInt8(truncatingIfNeeded: min(240, 128 + red + warm))
            }
        }
    }

    /// The factor on a level for each light besides daylight, in 256ths.
    private var factors: [Int32] {
        (0..<256).map { Int32((256 * light.factor(Double($0) / 255)).rounded()) }
    }

    /// Share of fog at each depth, in 256ths.
    private var fogShares: [Int32] {
        (0..<256).map { Int32((256 * light.fogShare(Double($0))).rounded()) }
    }

    /// Share of snow for each share that stays there, in 256ths.
    private var snowShares: [Int32] {
        (0..<256).map { cover in
            // The first snow shows where it stays best.
            let share = Double(light.snow) / 256 * (0.4 + 0.6 * Double(cover) / 255)
            return Int32((256 * min(0.92, share * Double(cover) / 255 * 1.2)).rounded())
        }
    }
}
