/// A colour picture to draw on: boxes, lines, polygons and text.
struct Canvas: ~Copyable {
    /// What has been drawn so far.
    private(set) var picture: ColourPicture

    /// Makes a canvas of one colour.
    init(size: PixelSize, colour: Colour) {
        picture = ColourPicture(
            size: size,
            red: colour.red,
            green: colour.green,
            blue: colour.blue
        )
    }

    /// The whole canvas.
    var bounds: Box { Box(x: 0, y: 0, width: picture.size.width, height: picture.size.height) }

    /// Puts a picture on it with its upper left corner at `x`, `y`, byte for byte.
    ///
    /// - Precondition: it fits.
    mutating func paste(_ other: ColourPicture, x: Int, y: Int) {
        precondition(
            x >= 0 && y >= 0 && x + other.size.width <= picture.size.width
                && y + other.size.height <= picture.size.height,
            "a pasted picture lies on the canvas"
        )
        let rowBytes = 3 * other.size.width
        for row in 0..<other.size.height {
            let from = row * rowBytes
            let to = 3 * ((y + row) * picture.size.width + x)
            picture.bytes.replaceSubrange(
                to..<to + rowBytes,
                with: other.bytes[from..<from + rowBytes]
            )
        }
    }

    /// Fills a box.
    mutating func fill(_ box: Box, _ colour: Colour, opacity: Double = 1) {
        guard let box = box.intersection(with: bounds) else { return }
        let share = Self.share(opacity)
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                blend(x, y, colour, share)
            }
        }
    }

    /// Draws the inner edge of a box.
    mutating func outline(_ box: Box, _ colour: Colour, thickness: Int) {
        let rim = min(thickness, box.width, box.height)
        fill(Box(x: box.x, y: box.y, width: box.width, height: rim), colour)
        fill(Box(x: box.x, y: box.maxY - rim, width: box.width, height: rim), colour)
        fill(Box(x: box.x, y: box.y, width: rim, height: box.height), colour)
        fill(Box(x: box.maxX - rim, y: box.y, width: rim, height: box.height), colour)
    }

    /// Fills a polygon inside `clip`.
    mutating func fill(
        _ polygon: [PixelPoint],
        _ colour: Colour,
        opacity: Double = 1,
        clip: Box
    ) {
        guard let clip = clip.intersection(with: bounds) else { return }
        let share = Self.share(opacity)
        var raster = PolygonRaster(clip: clip)
        raster.cover(polygon) { y, left, ink in
            for x in 0..<ink.count where ink[x] > 0 {
                blend(left + x, y, colour, Int(ink[x]) * share / 255)
            }
        }
    }

    /// Draws the closed outline of a polygon inside `clip`, with rounded corners.
    mutating func outline(
        _ polygon: [PixelPoint],
        _ colour: Colour,
        thickness: Double,
        clip: Box
    ) {
        guard var from = polygon.last else { return }
        for to in polygon {
            line(from: from, to: to, colour, thickness: thickness, clip: clip)
            from = to
        }
    }

    /// Draws a line with round ends inside `clip`.
    mutating func line(
        from start: PixelPoint,
        to end: PixelPoint,
        _ colour: Colour,
        thickness: Double,
        clip: Box
    ) {
        let reach = thickness / 2 + 0.5
        let touched = Self.box(around: start, end, reach: reach)
        guard let box = touched.intersection(with: clip)?.intersection(with: bounds) else { return }
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let lengthSquared = max(dx * dx + dy * dy, .leastNormalMagnitude)
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                let (px, py) = (Double(x) + 0.5 - start.x, Double(y) + 0.5 - start.y)
                let along = min(max((px * dx + py * dy) / lengthSquared, 0), 1)
                let (ox, oy) = (px - along * dx, py - along * dy)
                let distance = (ox * ox + oy * oy).squareRoot()
                guard distance < reach else { continue }
                blend(x, y, colour, Self.share(min(1, reach - distance)))
            }
        }
    }

    /// Lays text on it with the upper left corner of its ink at `x`, `y`.
    mutating func draw(_ text: TextCoverage, x: Int, y: Int, _ colour: Colour) {
        let place = Box(x: x, y: y, width: text.size.width, height: text.size.height)
        guard let box = place.intersection(with: bounds) else { return }
        for row in box.y..<box.maxY {
            for column in box.x..<box.maxX {
                let ink = text.ink[(row - y) * text.size.width + column - x]
                if ink > 0 { blend(column, row, colour, Int(ink)) }
            }
        }
    }

    /// Mixes `colour` into a pixel; `share` is 0...255.
    private mutating func blend(_ x: Int, _ y: Int, _ colour: Colour, _ share: Int) {
        let index = 3 * (y * picture.size.width + x)
        picture.bytes[index] = Self.mix(picture.bytes[index], colour.red, share)
        picture.bytes[index + 1] = Self.mix(picture.bytes[index + 1], colour.green, share)
        picture.bytes[index + 2] = Self.mix(picture.bytes[index + 2], colour.blue, share)
    }

    private static func mix(_ below: UInt8, _ above: UInt8, _ share: Int) -> UInt8 {
        UInt8((Int(below) * (255 - share) + Int(above) * share + 127) / 255)
    }

    private static func share(_ opacity: Double) -> Int {
        Int((min(max(opacity, 0), 1) * 255).rounded())
    }

    private static func box(around a: PixelPoint, _ b: PixelPoint, reach: Double) -> Box {
        // Far-off points are of no use to a picture, and their pixels would not fit an Int.
        func pixel(_ value: Double) -> Int { Int(min(max(value, -1e6), 1e6)) }
        let left = pixel((min(a.x, b.x) - reach).rounded(.down))
        let top = pixel((min(a.y, b.y) - reach).rounded(.down))
        let right = pixel((max(a.x, b.x) + reach).rounded(.up))
        let bottom = pixel((max(a.y, b.y) + reach).rounded(.up))
        return Box(x: left, y: top, width: right - left, height: bottom - top)
    }
}
