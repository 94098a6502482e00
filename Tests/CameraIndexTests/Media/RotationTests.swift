import CameraIndex
import Testing

struct RotationTests {
    /// Paints the upper left quarter bright.
    private static func marked(_ size: PixelSize) -> PaintedFrame {
        let half = ((size.width + 1) / 2) * ((size.height + 1) / 2)
        return PaintedFrame(
            size: size,
            luma: (0..<size.areaPixels).map { place in
                let (x, y) = (place % size.width, place / size.width)
                return x < size.width / 2 && y < size.height / 2 ? 235 : 16
            },
            chromaBlue: [UInt8](repeating: 128, count: half),
            chromaRed: [UInt8](repeating: 128, count: half)
        )
    }

    @Test(arguments: [
        (QuarterTurn.none, 0.25, 0.25), (.clockwise, 0.75, 0.25), (.half, 0.75, 0.75),
        (.counterclockwise, 0.25, 0.75),
    ])
    func `a turned picture is shown upright`(turn: QuarterTurn, x: Double, y: Double) throws {
        let size = PixelSize(width: 96, height: 64)
        let folder = try FootageFolder()
        var options = VideoWriter.Options(size: size)
        options.turn = turn
        var writer = try VideoWriter(path: folder.path("a.mp4"), options: options)
        try writer.append(Self.marked(size), at: .zero)
        try writer.finish()
        var reader = try VideoReader(path: folder.path("a.mp4"))
        #expect(reader.format.turn == turn)
        guard case .frame(let frame) = try reader.next() else {
            Issue.record("no picture")
            return
        }
        #expect(frame.size == size)
        let picture = try frame.colourPicture()
        #expect(picture.size == turn.upright(size))
        for (column, row) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
            let place =
                Int(row * Double(picture.size.height)) * picture.size.width
                + Int(column * Double(picture.size.width))
            #expect((picture.bytes[3 * place] > 200) == (column == x && row == y))
        }
    }
}
