import CameraIndex
import SyntheticScene
import Testing

/// A camera that is turned to another view after twenty minutes, surveyed by a rule of two.
struct NewViewTests {
    /// One view, with a wall, in which something stands from a second on.
    private static func view(
        seed: UInt64,
        wall: BoxScene.Resting,
        _ place: Box,
        _ since: Double,
        _ end: Double?
    ) -> PaintedScene {
        PaintedScene(
            BoxScene(
                size: PaintedScene.size,
                resting: [
                    wall,
                    .init(
                        place,
                        since: MediaTime(seconds: since),
                        end: end.map { MediaTime(seconds: $0) },
                        speed: 60
                    ),
                ],
                seed: seed
            )
        )
    }

    private static func wall(_ box: Box, _ level: UInt8) -> BoxScene.Resting {
        .init(box, since: .zero, end: nil, level: level)
    }

    private func facts() throws -> KnownFacts {
        let above = Self.wall(Box(x: 0, y: 0, width: 192, height: 36), 215)
        let beside = Self.wall(Box(x: 0, y: 0, width: 100, height: 108), 40)
        let before = try Recorder(Self.view(seed: 1, wall: above, PaintedScene.leftPlace, 700, nil))
        let behind = try Recorder(
            Self.view(seed: 40, wall: beside, PaintedScene.rightPlace, 1_500, 1_900)
        )
        let files = [try before.file(0, 1_200), try behind.file(1_200, 2_400)]
        let request = try before.request(files) { request in
            request.rules = { _ in [DwellRule(limit: .minutes(2))] }
            request.gear = .survey
        }
        try ScanJob(planning: request).run(on: before.data.open())
        return try before.facts()
    }

    @Test func `what stood in the old view ends there, what stands in the new one is found`() throws
    {
        let facts = try facts()
        // Two of them alone: the edges of the new view are no stops.
        #expect(facts.events.count == 2)
        #expect(abs((facts.events.first?.sinceSecond ?? 0) - 700) < 1)
        #expect(facts.stops.first?.ending == .interrupted)
        let last = try #require(facts.stops.first?.lastSeen)
        #expect((1_170...1_200.5).contains((last - Recorder.moment(0)).seconds))
        #expect(facts.events.last?.matches(1_500, 1_900) == true)
    }
}
