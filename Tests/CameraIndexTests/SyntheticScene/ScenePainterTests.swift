import CameraIndex
import SyntheticScene
import Testing

struct ScenePainterTests {
    private static let size = PixelSize(width: 96, height: 54)

    /// A short scene of a nuisance, small enough to be painted many times.
    private static func script(_ nuisance: Nuisance, seed: UInt64 = 3) -> SceneScript {
        let cases = SceneSuite.nuisance(seed: seed, length: .init(hours: 0, days: 0)).cases
        var script =
            cases.first { $0.kind == nuisance.rawValue }?.script ?? SceneScript()
        script.size = size
        return script
    }

    private static func sum(_ frame: PaintedFrame) -> [[UInt8]] {
        [frame.luma, frame.chromaBlue, frame.chromaRed]
    }

    @Test(arguments: Nuisance.allCases)
    func `a frame is the same whatever was painted before it`(nuisance: Nuisance) {
        let scene = StreetScene(Self.script(nuisance))
        let times = [0.0, 33.5, 97, 201.25].map { MediaTime(seconds: $0) }
        var forward = ScenePainter(scene)
        var backward = ScenePainter(scene)
        let first = times.map { Self.sum(forward.frame(at: $0)) }
        let second = times.reversed().map { Self.sum(backward.frame(at: $0)) }
        #expect(first == Array(second.reversed()))
        #expect(first[2] == Self.sum(scene.frame(at: times[2])))
    }

    @Test func `a frozen stream repeats one frame, noise and all, and then goes on`() {
        var script = Self.script(.frozen)
        script.faults.freezeInterval = 100
        script.faults.freeze = 50...60
        var painter = ScenePainter(StreetScene(script))
        let frames = (0..<400).map { painter.frame(at: MediaTime(seconds: Double($0) / 4)).luma }
        let repeated = zip(frames, frames.dropFirst()).filter { $0 == $1 }.count
        #expect((190...245).contains(repeated))
    }

    @Test func `by infrared there is no colour`() {
        var script = Self.script(.infrared)
        script.sky?.startHour = 23
        let frame = StreetScene(script).frame(at: MediaTime(seconds: 10))
        #expect(frame.chromaBlue.allSatisfy { $0 == 128 })
        #expect(frame.chromaRed.allSatisfy { $0 == 128 })
        script.sky?.startHour = 12
        let day = StreetScene(script).frame(at: MediaTime(seconds: 10))
        #expect(!day.chromaRed.allSatisfy { $0 == 128 })
    }

    @Test func `the night is darker than the day, and lamps light the road`() {
        func mean(_ hour: Double, lamps: Bool) -> Double {
            var script = Self.script(.dusk)
            script.sky?.startHour = hour
            script.sky?.hasLamps = lamps
            let luma = StreetScene(script).frame(at: .zero).luma
            return Double(luma.reduce(0) { $0 + Int($1) }) / Double(luma.count)
        }
        let (day, lit, dark) = (
            mean(13, lamps: true), mean(23, lamps: true), mean(23, lamps: false)
        )
        #expect(day > lit + 30)
        #expect(lit > dark + 5)
    }

    @Test func `a camera that turns shows another view and comes back to the same`() throws {
        var script = Self.script(.panZoom)
        script.readNoise = 0
        script.shotNoise = 0
        script.light = .steady
        script.sky = nil
        script.vehiclesPerMinute = 0
        script.pedestriansPerMinute = 0
        script.camera.turns = .seconds(100)
        let end = MediaTime(seconds: 100)
        let ranges = script.camera.turned(until: end, seed: script.seed)
        let away = try #require(ranges.first)
        var painter = ScenePainter(StreetScene(script))
        let home = painter.frame(at: .zero).luma
        #expect(painter.frame(at: away.start).luma == home)
        #expect(painter.frame(at: away.start + .seconds(5)).luma != home)
        #expect(painter.frame(at: away.end).luma == home)
    }

    @Test func `snow covers the ground more and more`() {
        var script = Self.script(.snow)
        script.weather.snowSettles = 0.05
        script.vehiclesPerMinute = 0
        var painter = ScenePainter(StreetScene(script))
        func ground(_ seconds: Double) -> Int {
            painter.frame(at: MediaTime(seconds: seconds)).luma.suffix(96 * 12)
                .reduce(0) { $0 + Int($1) }
        }
        let levels = [0.0, 60, 120, 180].map(ground)
        #expect(levels == levels.sorted())
        #expect(levels[3] > levels[0] * 5 / 4)
    }
}
