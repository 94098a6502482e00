/// A picture with its caption in a margin below: the picture itself stays as it is.
public struct CaptionedStill: Sendable {
    /// The upright picture.
    public let picture: ColourPicture
    /// What the margin says.
    public let caption: Caption

    /// Joins a picture and its caption.
    public init(picture: ColourPicture, caption: Caption) {
        self.picture = picture
        self.caption = caption
    }

    /// Draws both: the picture byte for byte, below it a dark margin with the text.
    ///
    /// The letters grow with the picture and are never smaller than 13 pixels: where the picture
    /// is narrow, the caption takes more lines.
    public func drawn(
        with painter: borrowing TextPainter
    ) throws(EvidenceError) -> ColourPicture {
        let letter = letterPixels
        let padding = max(6, letter * 2 / 3)
        let locator = locatorBox(letter: letter, padding: padding)
        let textWidth = picture.size.width - 2 * padding - (locator.map { $0.width + padding } ?? 0)
        let flow = try flow(width: max(1, textWidth), letter: letter, with: painter)
        let margin = max(flow.height, locator?.height ?? 0) + 2 * padding
        var canvas = Canvas(
            size: PixelSize(width: picture.size.width, height: picture.size.height + margin),
            colour: .margin
        )
        canvas.paste(picture, x: 0, y: 0)
        for piece in flow.pieces {
            let y = picture.size.height + padding + piece.y
            canvas.draw(piece.text, x: padding + piece.x, y: y, piece.colour)
        }
        if let locator, let place = caption.place {
            draw(place, in: locator, on: &canvas, stroke: max(1, letter / 12))
        }
        return canvas.picture
    }

    /// Height of the letters: what 1080 rows show well as 30 pixels, and never less than 13.
    private var letterPixels: Int {
        max(13, min(picture.size.width / 64, picture.size.height / 36))
    }

    /// The caption set in rows.
    private func flow(
        width: Int,
        letter: Int,
        with painter: borrowing TextPainter
    ) throws(EvidenceError) -> TextFlow {
        var flow = TextFlow(width: width, gap: letter * 3 / 2, leading: letter * 3 / 2)
        let headline = TextStyle(
            heightPixels: letter * 5 / 4,
            isBold: true,
            maxWidthPixels: width,
            overflow: .wrap(maxLines: 3)
        )
        let time = try painter.coverage(of: caption.time, style: headline)
        let moment = try painter.coverage(of: caption.moment, style: headline)
        flow.add([(time, .text)], space: 0)
        flow.add([(moment, .accent)], space: 0)
        flow.endRow()
        for field in caption.fields {
            let space = letter / 2
            var style = TextStyle(heightPixels: letter, maxWidthPixels: width)
            let label = try painter.coverage(of: field.label, style: style)
            style.maxWidthPixels = max(1, width - label.size.width - space)
            style.overflow = .wrap(maxLines: 3)
            let text = try painter.coverage(of: field.text, style: style)
            flow.add([(label, .label), (text, .text)], space: space)
        }
        flow.endRow()
        return flow
    }

    /// Where the locator lies: a small frame of the picture's shape at the right of the margin.
    ///
    /// Left out where it would take the room of the text.
    private func locatorBox(letter: Int, padding: Int) -> Box? {
        guard caption.place != nil, picture.size.width >= 24 * letter else { return nil }
        let height = letter * 3
        let shape = Double(picture.size.width) / Double(max(1, picture.size.height))
        let width = min(Int((Double(height) * shape).rounded()), picture.size.width / 4)
        return Box(
            x: picture.size.width - padding - width,
            y: picture.size.height + padding,
            width: width,
            height: height
        )
    }

    /// Draws the locator: the picture's frame and in it the place of the stop.
    private func draw(
        _ place: Caption.Place,
        in frame: Box,
        on canvas: inout Canvas,
        stroke: Int
    ) {
        canvas.outline(frame, .label, thickness: stroke)
        let left = share(place.upperLeft.x, of: frame.width)
        let top = share(place.upperLeft.y, of: frame.height)
        // A far-off vehicle is smaller than a pixel here, and must still show.
        let right = max(left + 3, share(place.lowerRight.x, of: frame.width))
        let bottom = max(top + 3, share(place.lowerRight.y, of: frame.height))
        let box = Box(
            x: frame.x + left,
            y: frame.y + top,
            width: right - left,
            height: bottom - top
        )
        if let shown = box.intersection(with: frame) { canvas.fill(shown, .accent) }
    }

    private func share(_ share: Double, of pixels: Int) -> Int {
        Int((min(max(share, 0), 1) * Double(pixels)).rounded())
    }
}
