/// Pictures side by side with what somebody thinks he sees in them: boxes, zones and words.
///
/// Made for whoever tunes or doubts; unlike a still it is no evidence, and is drawn upon.
public struct DiagnosticSheet: Sendable {
    /// A box on a picture, with its name.
    public struct Mark: Sendable {
        /// Where it lies on the upright picture.
        public var place: Caption.Place
        /// What it is drawn in.
        public var colour: Colour
        /// What stands at it; empty for nothing.
        public var label: String

        /// Makes a mark.
        public init(_ place: Caption.Place, _ colour: Colour, _ label: String = "") {
            self.place = place
            self.colour = colour
            self.label = label
        }
    }

    /// One of the pictures.
    public struct Panel: Sendable {
        /// What stands above it.
        public var title: String
        /// The picture, upright.
        public var picture: ColourPicture
        /// Outlines of zones, on the upright picture.
        public var zones: [[Point]]
        /// Boxes.
        public var marks: [Mark]

        /// Makes a panel.
        public init(
            title: String,
            picture: ColourPicture,
            zones: [[Point]] = [],
            marks: [Mark] = []
        ) {
            self.title = title
            self.picture = picture
            self.zones = zones
            self.marks = marks
        }
    }

    /// What stands above all.
    public var title: String
    /// What is to be said, below the title.
    public var lines: [String]
    /// The pictures, row by row.
    public var panels: [Panel]
    /// Pictures in a row.
    public var columns: Int

    /// Makes a sheet.
    public init(title: String, lines: [String] = [], panels: [Panel], columns: Int = 2) {
        self.title = title
        self.lines = lines
        self.panels = panels
        self.columns = max(1, min(columns, max(1, panels.count)))
    }

    /// Draws the sheet.
    public func drawn(
        with painter: borrowing TextPainter
    ) throws(EvidenceError) -> ColourPicture {
        let letter = 16
        let cell = cellSize
        let width = columns * cell.width + (columns + 1) * letter
        let head = try head(width: width - 2 * letter, letter: letter, with: painter)
        let band = letter * 2
        let rows = (panels.count + columns - 1) / columns
        var canvas = Canvas(
            size: PixelSize(
                width: width,
                height: head.height + 2 * letter + rows * (cell.height + band + letter)
            ),
            colour: .margin
        )
        for piece in head.pieces {
            canvas.draw(piece.text, x: letter + piece.x, y: letter + piece.y, piece.colour)
        }
        for (index, panel) in panels.enumerated() {
            let x = letter + index % columns * (cell.width + letter)
            let y =
                head.height + 2 * letter + index / columns * (cell.height + band + letter)
            let style = TextStyle(heightPixels: letter, isBold: true, maxWidthPixels: cell.width)
            let title = try painter.coverage(of: panel.title, style: style)
            canvas.draw(title, x: x, y: y + (band - title.size.height) / 2 - 2, .label)
            let frame = Box(x: x, y: y + band, width: cell.width, height: cell.height)
            try draw(panel, in: frame, on: &canvas, with: painter)
        }
        return canvas.picture
    }

    /// All pictures get the size of the largest, within what a screen shows.
    private var cellSize: PixelSize {
        let largest = panels.map(\.picture.size).max { $0.width < $1.width }
        let size = largest ?? PixelSize(width: 16, height: 9)
        let width = min(960, max(480, size.width))
        let height = Double(width) * Double(size.height) / Double(max(1, size.width))
        return PixelSize(width: width, height: max(1, min(1_200, Int(height.rounded()))))
    }

    private func head(
        width: Int,
        letter: Int,
        with painter: borrowing TextPainter
    ) throws(EvidenceError) -> TextFlow {
        var flow = TextFlow(width: width, gap: letter, leading: letter * 3 / 2)
        var style = TextStyle(
            heightPixels: letter * 5 / 4,
            isBold: true,
            maxWidthPixels: width,
            overflow: .wrap(maxLines: 3)
        )
        flow.add([(try painter.coverage(of: title, style: style), .accent)], space: 0)
        flow.endRow()
        style.heightPixels = letter
        style.isBold = false
        style.overflow = .wrap(maxLines: 4)
        for line in lines {
            flow.add([(try painter.coverage(of: line, style: style), .text)], space: 0)
            flow.endRow()
        }
        return flow
    }

    // MARK: - Panels

    private func draw(
        _ panel: Panel,
        in frame: Box,
        on canvas: inout Canvas,
        with painter: borrowing TextPainter
    ) throws(EvidenceError) {
        let size = PixelSize(width: frame.width, height: frame.height)
        canvas.paste(panel.picture.resized(to: size), x: frame.x, y: frame.y)
        for (index, zone) in panel.zones.enumerated() {
            let outline = zone.map { point in
                PixelPoint(
                    x: Double(frame.x) + point.x * Double(frame.width),
                    y: Double(frame.y) + point.y * Double(frame.height)
                )
            }
            let colour = Colour.zones[(index + 1) % Colour.zones.count]
            canvas.outline(outline, .black, thickness: 3.5, clip: frame)
            canvas.outline(outline, colour, thickness: 1.5, clip: frame)
        }
        for mark in panel.marks {
            let box = Self.box(mark.place, in: frame)
            guard let inner = box.intersection(with: frame) else { continue }
            canvas.outline(inner.expanded(by: 1, within: canvas.picture.size), .black, thickness: 4)
            canvas.outline(inner, mark.colour, thickness: 2)
        }
        for mark in panel.marks where !mark.label.isEmpty {
            let style = TextStyle(heightPixels: 13, isBold: true, maxWidthPixels: frame.width)
            let label = try painter.coverage(of: mark.label, style: style)
            draw(label, at: Self.box(mark.place, in: frame), in: frame, mark.colour, on: &canvas)
        }
    }

    /// Puts a label on a dark plate above its box, or inside it at the picture's upper edge.
    private func draw(
        _ label: TextCoverage,
        at box: Box,
        in frame: Box,
        _ colour: Colour,
        on canvas: inout Canvas
    ) {
        let height = label.size.height + 4
        let width = label.size.width + 6
        let x = min(max(box.x, frame.x), max(frame.x, frame.maxX - width))
        let y = box.y - height >= frame.y ? box.y - height : min(box.y + 3, frame.maxY - height)
        let plate = Box(x: x, y: y, width: width, height: height)
        canvas.fill(plate, .black, opacity: 0.7)
        canvas.draw(label, x: x + 3, y: y + 2, colour)
    }

    private static func box(_ place: Caption.Place, in frame: Box) -> Box {
        let left = frame.x + Int((place.upperLeft.x * Double(frame.width)).rounded())
        let top = frame.y + Int((place.upperLeft.y * Double(frame.height)).rounded())
        let right = frame.x + Int((place.lowerRight.x * Double(frame.width)).rounded())
        let bottom = frame.y + Int((place.lowerRight.y * Double(frame.height)).rounded())
        return Box(x: left, y: top, width: max(2, right - left), height: max(2, bottom - top))
    }
}

extension ColourPicture {
    /// The picture in another size, each pixel taken from where it lies: edges stay sharp.
    func resized(to target: PixelSize) -> ColourPicture {
        guard target != size else { return self }
        var resized = ColourPicture(size: target)
        for y in 0..<target.height {
            let row = y * size.height / target.height
            for x in 0..<target.width {
                let from = 3 * (row * size.width + x * size.width / target.width)
                let to = 3 * (y * target.width + x)
                for channel in 0..<3 { resized.bytes[to + channel] = bytes[from + channel] }
            }
        }
        return resized
    }
}
