import CameraIndex
import Testing

struct ColourTests {
    /// One colour in limited range, BT.601, and as red, green and blue.
    private static let colours: [(yuv: (UInt8, UInt8, UInt8), rgb: (Int, Int, Int))] = [
        ((16, 128, 128), (0, 0, 0)), ((235, 128, 128), (255, 255, 255)),
        ((126, 128, 128), (128, 128, 128)), ((81, 90, 240), (255, 0, 0)),
        ((145, 54, 34), (0, 255, 0)), ((41, 240, 110), (0, 0, 255)),
    ]

    @Test(arguments: [("yuv420p", "ffv1"), ("yuv422p10le", "ffv1"), ("bgr0", "ffv1")])
    func `colours come back as they were painted`(pixelFormat: String, codec: String) throws {
        let size = PixelSize(width: 32, height: 32)
        for (yuv, rgb) in Self.colours {
            let folder = try FootageFolder()
            var options = VideoWriter.Options(size: size)
            options.codec = codec
            options.pixelFormat = pixelFormat
            var writer = try VideoWriter(path: folder.path("a.mkv"), options: options)
            let painted = PaintedFrame(
                size: size,
                luma: [UInt8](repeating: yuv.0, count: 1_024),
                chromaBlue: [UInt8](repeating: yuv.1, count: 256),
                chromaRed: [UInt8](repeating: yuv.2, count: 256)
            )
            try writer.append(painted, at: .zero)
            try writer.finish()
            var reader = try VideoReader(path: folder.path("a.mkv"))
            guard case .frame(let frame) = try reader.next() else {
                Issue.record("no picture")
                continue
            }
            let picture = try frame.colourPicture()
            let place = 3 * (16 * 32 + 16)
            let found = (0..<3).map { Int(picture.bytes[place + $0]) }
            let worst = zip(found, [rgb.0, rgb.1, rgb.2]).map { abs($0 - $1) }.max() ?? 255
            #expect(worst <= 3, "\(yuv) gave \(found), not \(rgb)")
        }
    }
}
