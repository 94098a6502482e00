import CameraIndex

/// What is known of each pixel of the empty street, beside its colour.
struct StreetPlanes: Sendable {
    /// The street by day, without the crowns of the trees where those move.
    let canvas: FrameCanvas
    /// The light of each half of the lamps, 255 for full daylight.
    let lamps: ([UInt8], [UInt8])
    /// The light of the camera's own infrared lamp.
    let infrared: [UInt8]
    /// Levels that lit windows have in the dark; 0 elsewhere.
    let glow: [UInt8]
    /// How much of the snow that falls stays there, 255 for all of it.
    let snow: [UInt8]
    /// Whether the pixel is road or pavement, 255 or 0.
    let ground: [UInt8]
    /// Metres from the camera, at most 255.
    let depth: [UInt8]

    /// Looks at each pixel of a street.
    init(canvas: FrameCanvas, camera: SceneCamera, script: SceneScript) {
        let size = camera.size
        let count = size.areaPixels
        var planes = (0..<7).map { _ in [UInt8](repeating: 0, count: count) }
        let source = StreetLamps(until: script.sky?.litUntil ?? .infinity)
        let noise = ValueNoise(seed: script.seed &+ 77)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let seen = camera.meets(Double(x) + 0.5, Double(y) + 0.5)
                let index = y * size.width + x
                let light = source.light(seen.x, seen.y, seen.z)
                planes[0][index] = Self.byte(light.0 * 255)
                planes[1][index] = Self.byte(light.1 * 255)
                let far = max(4, seen.depth)
                planes[2][index] = Self.byte(255 * min(0.9, 130 / (far * far)))
                planes[3][index] = Self.glow(seen, noise, by: Double(canvas.luma[index]))
                planes[4][index] = Self.snow(seen, noise)
                planes[5][index] = seen.kind == .ground ? 255 : 0
                planes[6][index] = Self.byte(seen.kind == .sky ? 255 : seen.depth)
            }
        }
        self.canvas = canvas
        lamps = (planes[0], planes[1])
        infrared = planes[2]
        glow = planes[3]
        snow = planes[4]
        ground = planes[5]
        depth = planes[6]
    }

    /// Windows above the shops are lit here and there, shop windows all along.
    ///
    /// `level` is what shows there by day: frames and wares show by night, too.
    private static func glow(
        _ seen: SceneCamera.Seen,
        _ noise: ValueNoise,
        by level: Double
    ) -> UInt8 {
        guard seen.kind == .house, seen.z > 0.5 else { return 0 }
        if seen.z < 2.5 {
            let shop = Int((seen.y / 11).rounded(.down))
            guard noise.cell(shop, 5) > 0.45 else { return 0 }
            return byte(24 + 0.8 * level)
        }
        let (column, row) = ((seen.y / 2.75).rounded(.down), (seen.z / 3.3).rounded(.down))
        let x = seen.y - column * 2.75 - 1.375
        let up = seen.z - row * 3.3
        guard noise.cell(Int(column), Int(row)) > 0.72, abs(x) < 0.66, up > 0.9, up < 2.5 else {
            return 0
        }
        return byte(80 + 70 * noise.cell(Int(column), Int(row) + 40))
    }

    /// Snow stays on pavements, less where wheels roll.
    private static func snow(_ seen: SceneCamera.Seen, _ noise: ValueNoise) -> UInt8 {
        guard seen.kind == .ground else { return seen.kind == .house && seen.z > 9 ? 90 : 0 }
        let uneven = 0.9 + 0.1 * noise.octaves(3, seen.x * 1.2, seen.y * 0.8)
        guard seen.x > 0, seen.x < StreetLane.roadWidth else { return byte(235 * uneven) }
        var share = 0.75
        for middle in [StreetLane.near.middle, StreetLane.far.middle] {
            if abs(abs(seen.x - middle) - 0.8) < 0.4 { share = 0.3 }
        }
        return byte(255 * share * uneven)
    }

    private static func byte(_ value: Double) -> UInt8 {
        UInt8(min(max(value.rounded(), 0), 255))
    }
}
