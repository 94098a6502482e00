import CameraIndex
import SyntheticScene
import Testing

struct StreetSceneTests {
    private static let stop = ScriptedStop(
        lane: .farKerb,
        place: 0.4,
        vehicle: .saloon,
        paint: .silver,
        arrival: MediaTime(seconds: 20),
        departure: MediaTime(seconds: 80)
    )

    /// A street in which nothing changes but what the script stops.
    private static func quiet(
        _ stops: [ScriptedStop],
        size: PixelSize = PixelSize(width: 640, height: 360)
    ) -> SceneScript {
        SceneScript(
            size: size,
            duration: .seconds(100),
            light: .steady,
            readNoise: 0,
            shotNoise: 0,
            stops: stops,
            vehiclesPerMinute: 0,
            pedestriansPerMinute: 0
        )
    }

    /// Share of a box's pixels in which two frames differ by at least some grey levels.
    private static func changed(
        _ first: PaintedFrame,
        _ second: PaintedFrame,
        in box: Box,
        by levels: Int
    ) -> Double {
        var count = 0
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                let index = y * first.size.width + x
                if abs(Int(first.luma[index]) - Int(second.luma[index])) >= levels { count += 1 }
            }
        }
        return Double(count) / Double(max(1, box.areaPixels))
    }

    @Test func `the same script paints the same frame, in any order`() {
        var script = SceneScript.demo(size: PixelSize(width: 320, height: 180))
        script.clockStart = UTCTime(microseconds: 1_767_225_600_000_000)
        script.shakePixels = 0.6
        let (first, second) = (StreetScene(script), StreetScene(script))
        let times = [200.0, 3, 431.5].map { MediaTime(seconds: $0) }
        let forward = times.map { first.frame(at: $0) }
        let backward = times.reversed().map { second.frame(at: $0) }
        for (one, other) in zip(forward, backward.reversed()) {
            #expect(one.luma == other.luma)
            #expect(one.chromaBlue == other.chromaBlue)
            #expect(one.chromaRed == other.chromaRed)
        }
    }

    @Test func `another seed paints another street`() {
        let size = PixelSize(width: 160, height: 90)
        let first = StreetScene(.demo(size: size, seed: 1)).frame(at: .zero)
        let second = StreetScene(.demo(size: size, seed: 2)).frame(at: .zero)
        #expect(first.luma != second.luma)
    }

    @Test func `no two frames have the same noise`() {
        var script = Self.quiet([])
        script.readNoise = 2
        let scene = StreetScene(script)
        let whole = Box(x: 0, y: 0, width: 640, height: 360)
        let first = scene.frame(at: .zero)
        let second = scene.frame(at: MediaTime(microseconds: 1))
        #expect(Self.changed(first, second, in: whole, by: 1) > 0.5)
        #expect(Self.changed(first, second, in: whole, by: 16) < 0.001)
    }

    @Test func `a stopped vehicle does not move between its arrival and its departure`() throws {
        let scene = StreetScene(Self.quiet([Self.stop]))
        let truth = try #require(scene.truth.first)
        let end = try #require(truth.standsUntil)
        let arrived = scene.frame(at: truth.standsFrom)
        #expect(arrived.luma == scene.frame(at: MediaTime(seconds: 50)).luma)
        #expect(arrived.luma == scene.frame(at: MediaTime(microseconds: end.microseconds - 1)).luma)
        let before = scene.frame(at: truth.standsFrom - .seconds(0.5))
        let after = scene.frame(at: end + .seconds(0.5))
        #expect(Self.changed(arrived, before, in: truth.box, by: 10) > 0.02)
        #expect(Self.changed(arrived, after, in: truth.box, by: 10) > 0.02)
    }

    @Test func `before the arrival and after the departure the street is empty`() throws {
        let scene = StreetScene(Self.quiet([Self.stop]))
        let empty = StreetScene(Self.quiet([])).frame(at: .zero)
        #expect(scene.frame(at: .zero).luma == empty.luma)
        #expect(scene.frame(at: MediaTime(seconds: 100)).luma == empty.luma)
    }

    @Test(arguments: VehicleStyle.allCases, StreetLane.allCases)
    func `a stopped vehicle stands out wherever it stands`(style: VehicleStyle, lane: StreetLane) {
        let paints = [Paint.white, .silver, .black, .red, .blue, .yellow, .green]
        let stops = paints.enumerated().map { number, paint in
            ScriptedStop(
                lane: lane,
                place: Double(number) / Double(paints.count - 1),
                vehicle: style,
                paint: paint,
                arrival: MediaTime(seconds: 40 + 80 * Double(number)),
                departure: MediaTime(seconds: 60 + 80 * Double(number))
            )
        }
        let scene = StreetScene(Self.quiet(stops))
        let empty = scene.frame(at: .zero)
        for (paint, truth) in zip(paints, scene.truth) {
            #expect(truth.box.height >= 16)
            let frame = scene.frame(at: truth.standsFrom)
            let share = Self.changed(frame, empty, in: truth.box, by: 10)
            #expect(share >= 0.25, "\(paint) in \(lane)")
        }
    }

    @Test func `the box of the truth holds the vehicle and little else`() throws {
        let empty = StreetScene(Self.quiet([])).frame(at: .zero)
        let scene = StreetScene(Self.quiet([Self.stop]))
        let box = try #require(scene.truth.first?.box)
        let frame = scene.frame(at: MediaTime(seconds: 50))
        // Above and to the left of the vehicle there is no shadow.
        let above = Box(x: box.x, y: box.y - 4, width: box.width, height: 4)
        let left = Box(x: box.x - 4, y: box.y, width: 4, height: box.height / 2)
        #expect(Self.changed(frame, empty, in: above, by: 8) == 0)
        #expect(Self.changed(frame, empty, in: left, by: 8) == 0)
        for edge in [
            Box(x: box.x, y: box.y, width: box.width, height: 2),
            Box(x: box.x, y: box.maxY - 2, width: box.width, height: 2),
            Box(x: box.x, y: box.y, width: 2, height: box.height),
            Box(x: box.maxX - 2, y: box.y, width: 2, height: box.height),
        ] {
            #expect(Self.changed(frame, empty, in: edge, by: 8) > 0)
        }
    }

    @Test func `a vehicle that was there before stands from the first frame`() throws {
        var stop = Self.stop
        stop.arrivesFromOutside = false
        let scene = StreetScene(Self.quiet([stop]))
        let truth = try #require(scene.truth.first)
        #expect(truth.standsFrom == .zero)
        #expect(!truth.arrivalSeen)
        #expect(scene.frame(at: .zero).luma == scene.frame(at: MediaTime(seconds: 70)).luma)
    }

    @Test func `traffic hides the stopped vehicle of the demonstration now and then`() {
        var script = SceneScript.demo()
        script.light = .steady
        script.readNoise = 0
        script.shotNoise = 0
        let scene = StreetScene(script)
        let truth = scene.truth[0]
        let calm = StreetScene(Self.quiet([script.stops[0]])).frame(at: truth.standsFrom)
        let hidden = stride(from: 62.0, to: 358, by: 0.5).filter { seconds in
            let frame = scene.frame(at: MediaTime(seconds: seconds))
            return Self.changed(frame, calm, in: truth.box, by: 10) > 0.3
        }
        #expect(hidden.count > 5)
        #expect(hidden.count < 300, "but most of the time it is seen")
    }

    @Test func `the stops of the demonstration stand on the road, and one is a violation`() throws {
        let script = SceneScript.demo()
        let scene = StreetScene(script)
        let file = TruthFile(
            clip: "street.mp4",
            size: script.size,
            fps: script.fps,
            duration: script.duration,
            zone: scene.roadZone,
            limit: .seconds(240),
            truth: scene.truth
        )
        // At rest a little before it stands and after it starts.
        #expect(file.stops.map { ($0.dwell_s - 1.7).rounded() } == [300, 180, 40])
        #expect(file.violations == [0])
        let all = TruthFile(
            clip: "street.mp4",
            size: script.size,
            fps: script.fps,
            duration: script.duration,
            zone: scene.roadZone,
            limit: .seconds(40),
            truth: scene.truth
        )
        #expect(all.violations == [0, 1, 2])
    }

    @Test func `light and clouds change the whole picture, slowly`() {
        var script = Self.quiet([])
        script.duration = .minutes(10)
        script.light = SceneLight()
        let scene = StreetScene(script)
        func mean(_ seconds: Double) -> Double {
            let frame = scene.frame(at: MediaTime(seconds: seconds))
            return Double(frame.luma.reduce(0) { $0 + Int($1) }) / Double(frame.luma.count)
        }
        let means = stride(from: 0.0, to: 600, by: 1).map(mean)
        let steps = zip(means, means.dropFirst()).map { abs($0 - $1) }
        #expect((means.max() ?? 0) - (means.min() ?? 0) > 10)
        #expect((steps.max() ?? 0) < 4)
    }

    @Test func `the clock changes its corner and nothing else`() {
        var script = Self.quiet([])
        let plain = StreetScene(script).frame(at: .zero)
        script.clockStart = UTCTime(microseconds: 1_767_225_599_000_000)
        let scene = StreetScene(script)
        let first = scene.frame(at: .zero)
        let second = scene.frame(at: MediaTime(seconds: 1))
        let corner = Box(x: 0, y: 0, width: 260, height: 30)
        let below = Box(x: 0, y: 30, width: 640, height: 330)
        #expect(Self.changed(first, second, in: corner, by: 50) > 0.02)
        #expect(Self.changed(plain, first, in: below, by: 1) == 0)
        #expect(scene.frame(at: MediaTime(seconds: 0.4)).luma == first.luma)
    }

    @Test(arguments: [(161, 91), (2, 2), (90, 160)])
    func `odd and small pictures have whole planes`(width: Int, height: Int) {
        let size = PixelSize(width: width, height: height)
        let frame = StreetScene(.demo(size: size)).frame(at: MediaTime(seconds: 100))
        #expect(frame.luma.count == width * height)
        #expect(frame.chromaBlue.count == ((width + 1) / 2) * ((height + 1) / 2))
    }
}
