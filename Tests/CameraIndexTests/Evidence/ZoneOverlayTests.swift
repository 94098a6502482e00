import CameraIndex
import Testing

struct ZoneOverlayTests {
    private let lane = [
        Point(x: 0.2, y: 0.2), Point(x: 0.8, y: 0.2), Point(x: 0.8, y: 0.8), Point(x: 0.2, y: 0.8),
    ]

    @Test func `numbers stand outside of the picture and lines each tenth inside`() throws {
        let picture = ColourPicture(
            size: PixelSize(width: 640, height: 360),
            red: 90,
            green: 90,
            blue: 90
        )
        let drawn = try ZoneOverlay(zones: []).drawn(on: picture, with: TextPainter())
        let left = drawn.size.width - 640
        #expect(left > 20)
        #expect(drawn.size.height > 360 + 20)
        // A row through the picture's middle, between two level lines.
        let frame = try #require(Self.frame(in: drawn, size: picture.size))
        let row = frame.y + 360 * 45 / 100
        let light = (0..<640).filter { column in
            drawn.bytes[3 * (row * drawn.size.width + frame.x + column)] > 120
        }
        #expect(light == [0, 64, 128, 192, 256, 320, 384, 448, 512, 576, 639])
    }

    @Test func `a zone tints its inside and nothing outside`() throws {
        let picture = ColourPicture(
            size: PixelSize(width: 640, height: 360),
            red: 90,
            green: 90,
            blue: 90
        )
        let painter = try TextPainter()
        let drawn = try ZoneOverlay(zones: [("车道", lane)]).drawn(on: picture, with: painter)
        let frame = try #require(Self.frame(in: drawn, size: picture.size))
        func pixel(_ x: Double, _ y: Double) -> [UInt8] {
            let column = frame.x + Int(x * 640)
            let row = frame.y + Int(y * 360)
            let index = 3 * (row * drawn.size.width + column)
            return Array(drawn.bytes[index..<index + 3])
        }
        #expect(pixel(0.15, 0.15) == [90, 90, 90])
        #expect(pixel(0.25, 0.25) != [90, 90, 90])
        #expect(pixel(0.85, 0.85) == [90, 90, 90])
    }

    @Test func `each zone adds to the list below the picture`() throws {
        let picture = ColourPicture(size: PixelSize(width: 640, height: 360))
        let painter = try TextPainter()
        func height(_ count: Int) throws -> Int {
            let zones = (0..<count).map { (name: "zone \($0)", outline: lane) }
            return try ZoneOverlay(zones: zones).drawn(on: picture, with: painter).size.height
        }
        #expect(try height(1) > height(0))
        #expect(try height(9) > height(1))
    }

    @Test func `outlines that are empty, tiny or far outside do no harm`() throws {
        let picture = ColourPicture(size: PixelSize(width: 64, height: 48))
        let zones: [(name: String, outline: [Point])] = [
            ("", []),
            ("point", [Point(x: 0.5, y: 0.5)]),
            ("far", [Point(x: -1e12, y: 0), Point(x: 1e12, y: 5), Point(x: 3, y: -7)]),
        ]
        let drawn = try ZoneOverlay(zones: zones).drawn(on: picture, with: TextPainter())
        #expect(drawn.size.width > 64)
    }

    /// Where the picture lies: its left and upper margins hold numbers, the rest is known.
    private static func frame(in drawn: ColourPicture, size: PixelSize) -> Box? {
        // The first row with a long light line is the picture's upper edge.
        for y in 0..<drawn.size.height {
            let light = (0..<drawn.size.width).filter { x in
                drawn.bytes[3 * (y * drawn.size.width + x)] > 70
            }
            if light.count >= size.width, let right = light.last {
                return Box(x: right + 1 - size.width, y: y, width: size.width, height: size.height)
            }
        }
        return nil
    }
}
