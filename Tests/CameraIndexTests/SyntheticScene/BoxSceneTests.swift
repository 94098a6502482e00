import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct BoxSceneTests {
    private let box = Box(x: 100, y: 60, width: 40, height: 30)
    private let size = PixelSize(width: 320, height: 180)

    /// Pixels in which two planes differ.
    private func differing(_ first: borrowing LumaPlane, _ second: borrowing LumaPlane) -> [Int] {
        first.pixels.indices.filter { first.pixels[$0] != second.pixels[$0] }
    }

    @Test func `a box is there from its first moment to before its end`() {
        let since = MediaTime(seconds: 5)
        let end = MediaTime(seconds: 9)
        let scene = BoxScene(resting: [.init(box, since: since, end: end)], noiseDeviation: 0)
        let empty = BoxScene(noiseDeviation: 0)
        let moment = MediaDuration(microseconds: 1)
        #expect(scene.luma(at: since - moment).pixels == empty.luma(at: .zero).pixels)
        #expect(scene.luma(at: since).pixels == scene.luma(at: end - moment).pixels)
        #expect(scene.luma(at: end).pixels == empty.luma(at: .zero).pixels)
        let changed = differing(scene.luma(at: since), empty.luma(at: .zero))
        #expect(changed.count > box.areaPixels * 9 / 10)
        #expect(
            changed.allSatisfy { index in
                let (x, y) = (index % 320, index / 320)
                return x >= box.x && x < box.maxX && y >= box.y && y < box.maxY
            }
        )
        #expect(scene.truth == [SceneTruth(since: since, end: end, box: box)])
    }

    @Test func `a box that drives in rests at the exact moment`() {
        let since = MediaTime(seconds: 5)
        let end = MediaTime(seconds: 9)
        let resting = BoxScene.Resting(box, since: since, end: end, speed: 40)
        let scene = BoxScene(resting: [resting], noiseDeviation: 0)
        let rest = scene.luma(at: since)
        let moment = MediaDuration(microseconds: 1)
        #expect(scene.luma(at: since - moment).pixels != rest.pixels)
        #expect(scene.luma(at: end - moment).pixels == rest.pixels)
        #expect(scene.luma(at: end).pixels != rest.pixels)
        let empty = BoxScene(noiseDeviation: 0).luma(at: .zero)
        #expect(scene.luma(at: .zero).pixels == empty.pixels)
        #expect(scene.luma(at: MediaTime(seconds: 20)).pixels == empty.pixels)
    }

    @Test func `what passes lies before what rests`() {
        let resting = BoxScene.Resting(box, since: .zero, end: nil)
        let passing = BoxScene.Passing(
            Box(x: 0, y: 50, width: 60, height: 60),
            start: .zero,
            speedX: 50
        )
        let scene = BoxScene(resting: [resting], passing: [passing], noiseDeviation: 0)
        let inside = (x: 120, y: 75)
        #expect(scene.luma(at: .zero)[inside.x, inside.y] > 150)
        #expect(scene.luma(at: MediaTime(seconds: 2))[inside.x, inside.y] < 100)
        #expect(scene.luma(at: MediaTime(seconds: 6))[inside.x, inside.y] > 150)
    }

    @Test func `the noise has the deviation asked for and differs in each frame`() {
        let clean = BoxScene(noiseDeviation: 0).luma(at: .zero)
        let scene = BoxScene(noiseDeviation: 3)
        let first = scene.luma(at: .zero)
        let second = scene.luma(at: MediaTime(seconds: 0.2))
        #expect(first.pixels != second.pixels)
        let errors = zip(first.pixels, clean.pixels).map { Double($0) - Double($1) }
        let mean = errors.reduce(0, +) / Double(errors.count)
        let deviation = (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
        #expect(abs(mean) < 0.1)
        #expect(abs(deviation - 3) < 0.1)
    }

    @Test func `the light acts on every pixel`() {
        let scene = BoxScene(noiseDeviation: 0) { time in
            BoxScene.Light(gain: 1 + time.seconds / 10, offset: -5)
        }
        let plain = BoxScene(noiseDeviation: 0).luma(at: .zero)
        let lit = scene.luma(at: MediaTime(seconds: 2))
        for index in stride(from: 0, to: 57_600, by: 997) {
            #expect(abs(Double(plain.pixels[index]) * 1.2 - 5 - Double(lit.pixels[index])) <= 0.5)
        }
    }

    @Test func `a frame holds the same picture in limited range`() {
        let scene = BoxScene(noiseDeviation: 0)
        let plane = scene.luma(at: .zero)
        let frame = scene.frame(at: .zero)
        #expect(frame.size == size)
        #expect(frame.chromaBlue.allSatisfy { $0 == 128 })
        for index in stride(from: 0, to: 57_600, by: 997) {
            let expected = 16 + Double(plane.pixels[index]) * 219 / 255
            #expect(abs(expected - Double(frame.luma[index])) <= 0.5)
        }
    }

    @Test func `the truth file has the names that its readers expect`() throws {
        let stays = SceneTruth(since: MediaTime(seconds: 3.5), end: nil, box: box)
        let leaves = SceneTruth(since: .zero, end: MediaTime(seconds: 1), box: box)
        let zone = [Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: 1, y: 1), Point(x: 0, y: 1)]
        let file = TruthFile(
            clip: "boxes.mp4",
            size: size,
            fps: 6,
            duration: .seconds(10),
            zone: zone,
            limit: .seconds(6),
            truth: [stays, leaves]
        )
        let json = try JSONSerialization.jsonObject(with: file.json()) as? [String: Any]
        let top = try #require(json)
        #expect(top["width"] as? Int == 320)
        #expect(top["duration_s"] as? Double == 10)
        #expect(top["zone"] as? [[Int]] == [[0, 0], [319, 0], [319, 179], [0, 179]])
        #expect(top["violations"] as? [Int] == [1])
        let stops = try #require(top["stops"] as? [[String: Any]])
        #expect(stops.map { $0["t_start"] as? Double } == [0, 3.5])
        #expect(stops[0]["t_end"] as? Double == 1)
        #expect(stops[1]["t_end"] is NSNull)
        #expect(stops[1]["dwell_s"] as? Double == 6.5)
        #expect(stops[1]["box"] as? [Int] == [100, 60, 40, 30])
        #expect(try JSONDecoder().decode(TruthFile.self, from: file.json()) == file)
    }
}
