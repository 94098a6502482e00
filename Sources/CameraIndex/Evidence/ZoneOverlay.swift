/// A picture with a 0…1 grid and zones drawn on it, from which a zone's points can be read.
public struct ZoneOverlay: Sendable {
    /// The zones by name, each as the corners of its polygon.
    public let zones: [(name: String, outline: [Point])]

    /// Makes an overlay of zones.
    public init(zones: [(name: String, outline: [Point])]) {
        self.zones = zones
    }

    /// Draws the grid and the zones on `picture`, the numbers and a list of the zones around it.
    public func drawn(
        on picture: ColourPicture,
        with painter: borrowing TextPainter
    ) throws(EvidenceError) -> ColourPicture {
        let letter = max(13, min(picture.size.width / 64, picture.size.height / 36))
        let numbers = try axisNumbers(letter: letter, with: painter)
        let widest = numbers.reduce(0) { max($0, $1.size.width) }
        let tallest = numbers.reduce(0) { max($0, $1.size.height) }
        // Half a number stands out at both ends of the upper axis.
        let frame = Box(
            x: widest + letter,
            y: tallest + letter,
            width: picture.size.width,
            height: picture.size.height
        )
        let outerWidth = frame.maxX + widest / 2 + letter / 2
        let legend = try legend(width: outerWidth - frame.x - letter, letter: letter, with: painter)
        let size = PixelSize(width: outerWidth, height: frame.maxY + letter + legend.height)
        var canvas = Canvas(size: size, colour: .margin)
        canvas.paste(picture, x: frame.x, y: frame.y)
        drawGrid(on: &canvas, frame: frame)
        drawNumbers(numbers, on: &canvas, frame: frame, letter: letter)
        try drawZones(on: &canvas, frame: frame, letter: letter, with: painter)
        drawLegend(legend, on: &canvas, frame: frame, letter: letter)
        return canvas.picture
    }

    // MARK: - Grid

    private func axisNumbers(
        letter: Int,
        with painter: borrowing TextPainter
    ) throws(EvidenceError) -> [TextCoverage] {
        var numbers: [TextCoverage] = []
        for tenth in 0...10 {
            let text = "\(tenth / 10).\(tenth % 10)"
            numbers.append(
                try painter.coverage(of: text, style: TextStyle(heightPixels: letter))
            )
        }
        return numbers
    }

    /// Lines each tenth: a dark one beside a light one, to be seen on snow and at night.
    private func drawGrid(on canvas: inout Canvas, frame: Box) {
        for tenth in 0...10 {
            let x = min(frame.x + frame.width * tenth / 10, frame.maxX - 1)
            let y = min(frame.y + frame.height * tenth / 10, frame.maxY - 1)
            let opacity = tenth % 5 == 0 ? 0.8 : 0.45
            let upright = Box(x: x, y: frame.y, width: 1, height: frame.height)
            let level = Box(x: frame.x, y: y, width: frame.width, height: 1)
            let uprightShadow = Box(x: x + 1, y: frame.y, width: 1, height: frame.height)
            let levelShadow = Box(x: frame.x, y: y + 1, width: frame.width, height: 1)
            if let shadow = uprightShadow.intersection(with: frame) {
                canvas.fill(shadow, .black, opacity: opacity * 0.6)
            }
            if let shadow = levelShadow.intersection(with: frame) {
                canvas.fill(shadow, .black, opacity: opacity * 0.6)
            }
            canvas.fill(upright, .white, opacity: opacity)
            canvas.fill(level, .white, opacity: opacity)
        }
    }

    private func drawNumbers(
        _ numbers: [TextCoverage],
        on canvas: inout Canvas,
        frame: Box,
        letter: Int
    ) {
        // On a narrow picture every other number is left out rather than run into its neighbour.
        let step = frame.width / 10 < 3 * letter ? 2 : 1
        for (tenth, number) in numbers.enumerated() {
            let x = frame.x + frame.width * tenth / 10
            let y = frame.y + frame.height * tenth / 10
            canvas.draw(
                number,
                x: frame.x - letter / 2 - number.size.width,
                y: y - number.size.height / 2,
                .text
            )
            guard tenth % step == 0 else { continue }
            canvas.draw(
                number,
                x: x - number.size.width / 2,
                y: frame.y - letter / 3 - number.size.height,
                .text
            )
        }
    }

    // MARK: - Zones

    private func colour(_ index: Int) -> Colour {
        Colour.zones[index % Colour.zones.count]
    }

    private func drawZones(
        on canvas: inout Canvas,
        frame: Box,
        letter: Int,
        with painter: borrowing TextPainter
    ) throws(EvidenceError) {
        let thickness = max(2, Double(letter) / 10)
        let outlines = zones.map { zone in
            zone.outline.map { point in
                PixelPoint(
                    x: Double(frame.x) + point.x * Double(frame.width),
                    y: Double(frame.y) + point.y * Double(frame.height)
                )
            }
        }
        for (index, outline) in outlines.enumerated() {
            canvas.fill(outline, colour(index), opacity: 0.22, clip: frame)
        }
        for (index, outline) in outlines.enumerated() {
            canvas.outline(outline, .black, thickness: thickness + 1.5, clip: frame)
            canvas.outline(outline, colour(index), thickness: thickness, clip: frame)
        }
        for (index, outline) in outlines.enumerated() where !outline.isEmpty {
            let style = TextStyle(
                heightPixels: letter,
                isBold: true,
                maxWidthPixels: max(1, frame.width - letter)
            )
            let name = try painter.coverage(of: zones[index].name, style: style)
            draw(name, at: Self.middle(of: outline), on: &canvas, frame: frame, colour(index))
        }
    }

    /// Draws a name on a dark plate around `place`, kept inside the picture.
    private func draw(
        _ name: TextCoverage,
        at place: PixelPoint,
        on canvas: inout Canvas,
        frame: Box,
        _ colour: Colour
    ) {
        guard name.size.width > 0 else { return }
        let rim = max(3, name.size.height / 5)
        let width = name.size.width + 2 * rim
        let height = name.size.height + rim
        let left = min(max(Int(place.x) - width / 2, frame.x), max(frame.x, frame.maxX - width))
        let top = min(max(Int(place.y) - height / 2, frame.y), max(frame.y, frame.maxY - height))
        canvas.fill(Box(x: left, y: top, width: width, height: height), .black, opacity: 0.7)
        canvas.draw(name, x: left + rim, y: top + rim / 2, colour)
    }

    /// The centre of the polygon's area, or the mean of its corners where it has none.
    private static func middle(of outline: [PixelPoint]) -> PixelPoint {
        var area = 0.0
        var sum = PixelPoint(x: 0, y: 0)
        var mean = PixelPoint(x: 0, y: 0)
        var from = outline[outline.count - 1]
        for to in outline {
            let cross = from.x * to.y - to.x * from.y
            area += cross / 2
            sum = PixelPoint(
                x: sum.x + (from.x + to.x) * cross / 6,
                y: sum.y + (from.y + to.y) * cross / 6
            )
            mean.x += to.x / Double(outline.count)
            mean.y += to.y / Double(outline.count)
            from = to
        }
        return abs(area) < 1 ? mean : PixelPoint(x: sum.x / area, y: sum.y / area)
    }

    // MARK: - Legend

    /// The zones by name with their points, as they are written in a command or a configuration.
    private func legend(
        width: Int,
        letter: Int,
        with painter: borrowing TextPainter
    ) throws(EvidenceError) -> TextFlow {
        var flow = TextFlow(width: max(1, width), gap: letter, leading: letter * 3 / 2)
        for (index, zone) in zones.enumerated() {
            let space = letter * 3 / 4
            var style = TextStyle(heightPixels: letter, isBold: true, maxWidthPixels: width)
            let name = try painter.coverage(of: zone.name, style: style)
            style.isBold = false
            style.overflow = .wrap(maxLines: 8)
            let points = zone.outline.map(Self.text).joined(separator: "  ")
            let text = try painter.coverage(of: points, style: style)
            flow.add([(name, colour(index))], space: space)
            flow.add([(text, .label)], space: space)
            flow.endRow()
        }
        return flow
    }

    private func drawLegend(_ legend: TextFlow, on canvas: inout Canvas, frame: Box, letter: Int) {
        for piece in legend.pieces {
            canvas.draw(
                piece.text,
                x: frame.x + piece.x,
                y: frame.maxY + letter / 2 + piece.y,
                piece.colour
            )
        }
    }

    /// A point as it is typed: "0.25,0.6".
    private static func text(_ point: Point) -> String {
        "\(number(point.x)),\(number(point.y))"
    }

    /// A share with at most three decimals: a thousandth is 2 pixels of a 1080p picture.
    private static func number(_ share: Double) -> String {
        let thousandths = Int((min(max(share, -1_000), 1_000) * 1_000).rounded())
        var digits = String(abs(thousandths) % 1_000 + 1_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        let whole = "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1_000)"
        return digits.isEmpty ? whole : "\(whole).\(digits)"
    }
}
