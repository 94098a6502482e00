import CameraIndex

/// A frame under composition: full-range brightness and half-size colour.
struct FrameCanvas: Sendable {
    /// Columns and rows.
    let size: PixelSize
    /// Brightness, 0...255.
    var luma: [UInt8]
    /// Blue against brightness.
    var chromaBlue: [UInt8]
    /// Red against brightness.
    var chromaRed: [UInt8]

    private var fine: ConvexRaster
    private var coarse: ConvexRaster

    /// Begins with given planes.
    init(size: PixelSize, luma: [UInt8], chromaBlue: [UInt8], chromaRed: [UInt8]) {
        self.size = size
        self.luma = luma
        self.chromaBlue = chromaBlue
        self.chromaRed = chromaRed
        fine = ConvexRaster(clip: Box(x: 0, y: 0, width: size.width, height: size.height))
        let (width, height) = ((size.width + 1) / 2, (size.height + 1) / 2)
        coarse = ConvexRaster(clip: Box(x: 0, y: 0, width: width, height: height))
    }

    /// Columns of the colour planes.
    var chromaWidth: Int { (size.width + 1) / 2 }

    /// Fills a convex polygon.
    mutating func fill(_ outline: [PixelPoint], _ paint: Paint, opacity: Double = 1) {
        let share = Int32((opacity * 256).rounded())
        let level = Int32(paint.luma.rounded())
        let width = size.width
        fine.cover(outline) { y, left, ink in
            Self.blend(ink, level, share, into: &luma, at: y * width + left)
        }
        let half = outline.map { PixelPoint(x: $0.x / 2, y: $0.y / 2) }
        let (blue, red) = (Int32(paint.chromaBlue.rounded()), Int32(paint.chromaRed.rounded()))
        let chromaWidth = chromaWidth
        coarse.cover(half) { y, left, ink in
            Self.blend(ink, blue, share, into: &chromaBlue, at: y * chromaWidth + left)
            Self.blend(ink, red, share, into: &chromaRed, at: y * chromaWidth + left)
        }
    }

    /// Takes light away inside a convex polygon, as a shadow does; `opacity` 1 leaves none.
    mutating func darken(_ outline: [PixelPoint], opacity: Double) {
        let share = Int32((opacity * 256).rounded())
        let width = size.width
        fine.cover(outline) { y, left, ink in
            Self.blend(ink, 0, share, into: &luma, at: y * width + left)
        }
    }

    /// Adds light inside a convex polygon, up to white.
    mutating func lighten(_ outline: [PixelPoint], by levels: Double) {
        let light = Int32(levels.rounded())
        guard light > 0 else { return }
        let width = size.width
        fine.cover(outline) { y, left, ink in
            Self.add(ink, light, into: &luma, at: y * width + left)
        }
    }

    /// Adds the shine of a lamp: `levels` in its middle and none at `radius`.
    mutating func shine(_ middle: PixelPoint, _ radius: Double, by levels: Double) {
        let reach = Int(radius.rounded(.up))
        let around = Box(
            x: Int(middle.x) - reach,
            y: Int(middle.y) - reach,
            width: 2 * reach + 1,
            height: 2 * reach + 1
        )
        let whole = Box(x: 0, y: 0, width: size.width, height: size.height)
        guard let box = around.intersection(with: whole) else { return }
        let width = size.width
        var pixels = luma.mutableSpan
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                let (dx, dy) = (Double(x) + 0.5 - middle.x, Double(y) + 0.5 - middle.y)
                let share = 1 - (dx * dx + dy * dy) / (radius * radius)
                guard share > 0 else { continue }
                let sum = Int(pixels[y * width + x]) + Int(levels * share * share * share)
                pixels[y * width + x] = UInt8(truncatingIfNeeded: min(sum, 255))
            }
        }
    }

    private static func add(
        _ ink: Span<UInt8>,
        _ light: Int32,
        into plane: inout [UInt8],
        at start: Int
    ) {
        var pixels = plane.mutableSpan
        for x in 0..<ink.count {
            let sum = Int32(pixels[start + x]) &+ light &* Int32(ink[x]) / 255
            pixels[start + x] = UInt8(truncatingIfNeeded: min(sum, 255))
        }
    }

    private static func blend(
        _ ink: Span<UInt8>,
        _ level: Int32,
        _ share: Int32,
        into plane: inout [UInt8],
        at start: Int
    ) {
        var pixels = plane.mutableSpan
        for x in 0..<ink.count {
            let weight = Int32(ink[x]) &* share
            let below = Int32(pixels[start + x])
            // 255 * 256 is the whole of ink and share.
            let mixed = below + ((level - below) &* weight + 32_640) / 65_280
            pixels[start + x] = UInt8(truncatingIfNeeded: min(max(mixed, 0), 255))
        }
    }
}
