import CameraIndex
import SyntheticScene
import Testing

/// What is asked where something passes in front, or something passes that looks the same.
struct MomentDoubtTests {
    /// Something stands from 300 s to 520 s.
    ///
    /// Its twins pass before it and after it, each shown by a
    /// keyframe in the very place; what passes in front of it hides it whole at 410 s.
    private static let scene = PaintedScene(
        BoxScene(
            size: PaintedScene.size,
            resting: [.init(place, since: second(300), end: second(520), speed: 60)],
            passing: stride(from: 10.0, to: 800, by: 10).filter { !(290...530 ~= $0) }.map {
                .init(before(place), start: second($0 - 5), speedX: 30, twin: 0)
            } + [
                .init(before(wide), start: second(405), speedX: 30, level: 40),
                .init(before(wide), start: second(596.2), speedX: 30, level: 40),
            ]
        )
    )

    private static let place = Box(x: 120, y: 60, width: 36, height: 24)
    private static let wide = Box(x: 114, y: 56, width: 48, height: 32)
    private static func second(_ seconds: Double) -> MediaTime { MediaTime(seconds: seconds) }

    /// Where something is five seconds before it reaches a place, at 30 pixels a second.
    private static func before(_ box: Box) -> Box {
        Box(x: box.x - 150, y: box.y, width: box.width, height: box.height)
    }

    private let recorder: Recorder

    init() throws { recorder = try Recorder(Self.scene) }

    private func answer(at seconds: Double) throws -> MomentSearch.Answer {
        let path = try recorder.file(0, 800)
        return try MomentSearch(path: path).answer(.init(at: Self.second(seconds), box: Self.place))
    }

    /// At rest is what lies less than a tenth of its width off, which it drives in 0.06 s.
    private let expect = EndExpectation(slack: 0.06, mostDoubt: 0.3)

    @Test(arguments: [303.0, 380, 517])
    func `what passes and looks the same is not taken for it`(seconds: Double) throws {
        let answer = try answer(at: seconds)
        expect(answer.arrival, at: 300)
        expect(answer.departure, at: 520)
    }

    @Test func `a moment at which something hides it is asked for what stands behind`() throws {
        let answer = try answer(at: 410)
        expect(answer.arrival, at: 300)
        expect(answer.departure, at: 520)
    }

    @Test func `a moment at which the place shows only what passes is refused`() throws {
        // Too short to show what stands behind.
        let search = try MomentSearch(path: recorder.file(600, 603))
        let error = #expect(throws: MomentSearchError.self) {
            try search.answer(.init(at: Self.second(1.2), box: Self.place))
        }
        #expect(
            error?.description
                == "what the box shows at that moment is in motion, or something passes in front "
                + "of it. Name a moment at which it stands in plain view."
        )
    }
}
