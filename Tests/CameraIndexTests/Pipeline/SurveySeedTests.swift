import CameraIndex
import SyntheticScene
import Testing

/// A survey looks at moments that its seed draws: what it finds must not hang on them.
@Suite(.timeLimit(.minutes(10)))
struct SurveySeedTests {
    private static let seeds: Range<UInt64> = 0..<12

    private static func place(_ x: Int, _ y: Int) -> Box { Box(x: x, y: y, width: 36, height: 24) }
    private static func second(_ seconds: Double) -> MediaTime { MediaTime(seconds: seconds) }

    /// A stop of 246 s, from 140 to 386 s, and what passes.
    private static func stop(besides passing: [BoxScene.Passing]) -> BoxScene {
        BoxScene(
            size: PaintedScene.size,
            resting: [
                .init(PaintedScene.leftPlace, since: second(140), end: second(386), level: 200)
            ],
            passing: passing
        )
    }

    /// The seeds with which a survey by a rule of four minutes gives other events than expected.
    private func seeds(
        of scene: BoxScene,
        seconds: Double,
        where isWrong: ([Event]) -> Bool
    ) throws -> [UInt64] {
        let recorder = try Recorder(PaintedScene(scene))
        let file = try recorder.file(0, seconds)
        return try Self.seeds.filter { seed in
            let data = try IndexFolder()
            let request = try recorder.request([file]) {
                $0.rules = { _ in [DwellRule(limit: .minutes(4))] }
                $0.gear = .survey
                $0.seed = seed
                $0.makesEvidence = false
            }
            _ = try ScanJob(planning: request).run(on: data.open())
            return isWrong(try KnownFacts(data.open(), camera: "gate-2").events)
        }
    }

    @Test(arguments: [[347.0, 364, 377], [350, 372], [362, 378]])
    func `what passes near the end and looks like the empty place does not end a stay`(
        seconds: [Double]
    ) throws {
        // In its last 40 s, each for some 2 s.
        let passing = seconds.map { time in
            BoxScene.Passing(
                Box(x: -70, y: 32, width: 60, height: 40),
                start: Self.second(time - 2.9),
                speedX: 30,
                isLikeGround: true
            )
        }
        let wrong = try seeds(of: Self.stop(besides: passing), seconds: 900) {
            $0.count != 1 || $0.first?.matches(140, 386) != true
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [148.0, 366, 378])
    func `what covers a thing for 8 s near an end does not end its stay`(
        second: Double
    ) throws {
        let lorry = BoxScene.Passing(
            Box(x: -70, y: 32, width: 60, height: 40),
            start: Self.second(second - 9),
            speedX: 10,
            isLikeGround: true
        )
        let wrong = try seeds(of: Self.stop(besides: [lorry]), seconds: 900) {
            $0.count != 1 || $0.first?.matches(140, 386) != true
        }
        #expect(wrong.isEmpty)
    }

    @Test func `a queue of the same vehicles raises nothing, whichever moments show it`() throws {
        let reds = stride(from: 20.0, to: 1_150, by: 90)
        let scene = BoxScene(
            size: PaintedScene.size,
            resting: reds.flatMap { red in
                [20, 64, 108].map { x in
                    .init(
                        Self.place(x, 40),
                        since: Self.second(red),
                        end: Self.second(red + 45),
                        level: 60
                    )
                }
            }
        )
        let wrong = try seeds(of: scene, seconds: 1_200) { !$0.isEmpty }
        #expect(wrong.isEmpty)
    }
}
