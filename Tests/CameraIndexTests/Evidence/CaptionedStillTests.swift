import CameraIndex
import Testing

struct CaptionedStillTests {
    @Test(arguments: [(1920, 1080), (640, 360), (320, 240), (1080, 1920), (161, 121)])
    func `the picture stays byte for byte and the text lies below`(width: Int, height: Int) throws {
        let picture = Pictures.gradient(PixelSize(width: width, height: height))
        let painter = try TextPainter()
        let still = CaptionedStill(
            picture: picture,
            caption: Caption(event: .sample(), shown: MediaTime(seconds: 100), time: "2026-01-01")
        )
        let drawn = try still.drawn(with: painter)
        #expect(drawn.size.width == width)
        #expect(drawn.size.height > height)
        #expect(Array(drawn.bytes[..<picture.bytes.count]) == picture.bytes)
        let margin = drawn.bytes[picture.bytes.count...]
        #expect(margin.contains { $0 > 220 }, "light letters")
        #expect(margin.filter { $0 < 40 }.count > margin.count / 2, "on a dark ground")
    }

    @Test func `a narrow picture has a higher margin than a wide one of the same height`() throws {
        let painter = try TextPainter()
        func margin(_ width: Int) throws -> Int {
            let picture = ColourPicture(size: PixelSize(width: width, height: 240))
            let caption = Caption(
                event: .sample(camera: "北京市朝阳区建国路东口全景一号摄像机"),
                shown: MediaTime(seconds: 340),
                time: "2026-01-01 08:00:00.000 +08:00"
            )
            return try CaptionedStill(picture: picture, caption: caption)
                .drawn(with: painter).size.height - 240
        }
        #expect(try margin(160) > margin(320))
        #expect(try margin(320) > margin(1_280))
    }

    @Test func `no letter touches the edges of the margin`() throws {
        let picture = ColourPicture(size: PixelSize(width: 320, height: 240))
        let name = String(repeating: "街", count: 500)
        let caption = Caption(event: .sample(camera: name), shown: .zero, time: name)
        let drawn = try CaptionedStill(picture: picture, caption: caption)
            .drawn(with: TextPainter())
        let ground = Array(drawn.bytes[(3 * 320 * 240)..<(3 * 320 * 240 + 3)])
        for row in 240..<drawn.size.height {
            for column in [0, 1, 318, 319] {
                let pixel = 3 * (row * 320 + column)
                #expect(Array(drawn.bytes[pixel..<pixel + 3]) == ground)
            }
        }
    }

    @Test func `the caption says how long the object has stood`() {
        func moment(_ seconds: Double, arrivalSeen: Bool = true) -> String {
            let event = Event.sample(since: 100, arrivalSeen: arrivalSeen)
            return Caption(event: event, shown: MediaTime(seconds: seconds), time: "").moment
        }
        #expect(moment(100) == "at rest")
        #expect(moment(220) == "at rest for 120\u{A0}s")
        #expect(moment(340.39) == "at rest for 240.3\u{A0}s")
        #expect(moment(339.999) == "at rest for 239.9\u{A0}s")
        #expect(moment(100, arrivalSeen: false) == "at rest, arrival not seen")
    }

    @Test func `the caption names camera, rule, zone, limit and event`() {
        let caption = Caption(event: .sample(camera: "东门"), shown: .zero, time: "")
        #expect(caption.fields.map(\.label) == ["Camera", "Rule", "Zone", "Limit", "Event"])
        #expect(
            caption.fields.map(\.text).prefix(4) == ["东门", "no-stopping", "lane", "240\u{A0}s"]
        )
    }

    @Test func `the place of the stop turns with the picture`() {
        let box = Box(x: 100, y: 20, width: 100, height: 60)
        let frame = PixelSize(width: 400, height: 200)
        let upright = Caption.Place(box: box, frame: frame, turn: .none)
        #expect(upright.upperLeft == Point(x: 0.25, y: 0.1))
        #expect(upright.lowerRight == Point(x: 0.5, y: 0.4))
        let turned = Caption.Place(box: box, frame: frame, turn: .clockwise)
        #expect(turned.upperLeft == Point(x: 0.6, y: 0.25))
        #expect(turned.lowerRight == Point(x: 0.9, y: 0.5))
    }
}
