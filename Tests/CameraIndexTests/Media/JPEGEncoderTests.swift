import CameraIndex
import Testing

struct JPEGEncoderTests {
    /// Slow ramps in all three colours.
    private static func ramps(_ size: PixelSize) -> ColourPicture {
        var picture = ColourPicture(size: size)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let place = 3 * (y * size.width + x)
                picture.bytes[place] = UInt8(255 * x / max(1, size.width - 1))
                picture.bytes[place + 1] = UInt8(255 * y / max(1, size.height - 1))
                picture.bytes[place + 2] = UInt8(255 - 255 * x / max(1, size.width - 1))
            }
        }
        return picture
    }

    private static func decoded(_ bytes: [UInt8]) throws -> ColourPicture? {
        let folder = try FootageFolder()
        var reader = try VideoReader(path: folder.write(bytes, to: "a.jpg"))
        #expect(reader.format.codec == "mjpeg")
        #expect(reader.format.pixelFormat == "yuvj444p")
        #expect(reader.format.isFullRange)
        guard case .frame(let frame) = try reader.next() else { return nil }
        return try frame.colourPicture()
    }

    @Test(arguments: [(640, 360), (97, 63), (33, 1), (8, 8)])
    func `a still comes back in its colours`(width: Int, height: Int) throws {
        let picture = Self.ramps(PixelSize(width: width, height: height))
        let back = try #require(try Self.decoded(JPEGEncoder().bytes(of: picture)))
        #expect(back.size == picture.size)
        let worst = zip(back.bytes, picture.bytes).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(worst) <= 12)
    }

    @Test(arguments: [(0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255)])
    func `pure colours stay pure`(red: Int, green: Int, blue: Int) throws {
        let size = PixelSize(width: 48, height: 48)
        let picture = ColourPicture(
            size: size,
            red: UInt8(red),
            green: UInt8(green),
            blue: UInt8(blue)
        )
        let back = try #require(try Self.decoded(JPEGEncoder().bytes(of: picture)))
        let worst = zip(back.bytes, picture.bytes).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(worst) <= 3)
    }

    @Test func `a better quality takes more bytes and the same picture the same`() throws {
        var picture = Self.ramps(PixelSize(width: 320, height: 200))
        for place in picture.bytes.indices where place % 7 < 2 { picture.bytes[place] ^= 0x18 }
        let sizes = try [10, 50, 75, 92, 100].map {
            try JPEGEncoder(quality: $0).bytes(of: picture).count
        }
        #expect(sizes == sizes.sorted() && Set(sizes).count == 5)
        #expect(try JPEGEncoder().bytes(of: picture) == JPEGEncoder().bytes(of: picture))
    }

    @Test func `a still is a JFIF file from its first to its last marker`() throws {
        let bytes = try JPEGEncoder().bytes(of: Self.ramps(PixelSize(width: 40, height: 30)))
        #expect(Array(bytes.prefix(4)) == [0xff, 0xd8, 0xff, 0xe0])
        #expect(Array(bytes[6..<11]) == Array("JFIF\0".utf8))
        #expect(Array(bytes.suffix(2)) == [0xff, 0xd9])
    }
}
