import CameraIndex
import Testing

struct CoverageTests {
    private let folder: IndexFolder
    private let index: EventIndex

    init() throws {
        folder = try IndexFolder()
        index = try folder.open()
    }

    private func watched(
        _ start: Double,
        _ end: Double,
        gap: Double = 0.04,
        floor: Double = 20
    ) -> CoverageSpan {
        .watched(stretch(start, end), longestGap: .seconds(gap), floor: .seconds(floor))
    }

    private func record(_ spans: CoverageSpan..., camera: String = "gate-2") throws {
        var batch = FactBatch.of(camera)
        batch.coverage = spans
        try index.record(batch)
    }

    private func ledger() throws -> [CoverageSpan] {
        try index.coverage(camera: "gate-2", timeline: .utc)
    }

    private func answer(_ from: Double?, _ to: Double?) throws -> CoverageAnswer.Part {
        let query = EventQuery(cameras: ["gate-2"], from: from.map(utc), to: to.map(utc))
        return try #require(try index.events(query).coverage?.parts.first)
    }

    @Test func `neighbours that say the same become one span`() throws {
        for start in stride(from: 0.0, to: 600, by: 60) {
            try record(watched(start, start + 60))
        }
        #expect(try ledger() == [watched(0, 600)])
    }

    @Test func `neighbours that differ stay apart`() throws {
        let spans = [
            watched(0, 60), watched(60, 120, gap: 0.08), watched(120, 180, gap: 0.08, floor: 60),
            .damaged(stretch(180, 200)), watched(200, 260), watched(261, 300),
        ]
        for span in spans { try record(span) }
        #expect(try ledger() == spans)
    }

    @Test func `a newer span replaces what it covers`() throws {
        try record(watched(0, 600, floor: 240))
        try record(watched(200, 300))
        #expect(
            try ledger() == [
                watched(0, 200, floor: 240), watched(200, 300), watched(300, 600, floor: 240),
            ]
        )
        try record(watched(100, 700, floor: 240))
        #expect(try ledger() == [watched(0, 700, floor: 240)])
        try record(.damaged(stretch(-10, 1000)))
        #expect(try ledger() == [.damaged(stretch(-10, 1000))])
    }

    @Test func `a span that fills a hole joins both sides`() throws {
        try record(watched(0, 100), watched(200, 300))
        try record(watched(100, 200))
        #expect(try ledger() == [watched(0, 300)])
    }

    @Test func `an empty span says nothing`() throws {
        try record(watched(10, 10))
        #expect(try ledger() == [])
    }

    @Test func `time that no span covers was not watched`() throws {
        try record(watched(100, 200), watched(300, 400))
        let part = try answer(0, 500)
        #expect(part.asked == stretch(0, 500))
        #expect(part.watched == .seconds(200))
        #expect(part.gaps == [stretch(0, 100), stretch(200, 300), stretch(400, 500)])
        #expect(part.damaged == [])
        #expect(part.floors.map(\.range) == [stretch(100, 200), stretch(300, 400)])
    }

    @Test func `the answer is cut to what was asked`() throws {
        try record(watched(0, 1000))
        let part = try answer(300, 400)
        #expect(part.watched == .seconds(100))
        #expect(part.gaps == [])
        #expect(part.floors.map(\.range) == [stretch(300, 400)])
    }

    @Test func `damage is a gap, and named`() throws {
        try record(watched(0, 100), .damaged(stretch(100, 110)), watched(115, 200))
        let part = try answer(0, 200)
        #expect(part.gaps == [stretch(100, 115)])
        #expect(part.damaged == [stretch(100, 110)])
        #expect(part.watched == .seconds(185))
    }

    @Test func `stretches of one floor are told as one`() throws {
        try record(
            watched(0, 100),
            watched(100, 200, gap: 0.2),
            watched(200, 300, gap: 4, floor: 60)
        )
        let part = try answer(0, 300)
        #expect(part.floors.map(\.range) == [stretch(0, 200), stretch(200, 300)])
        #expect(part.floors.map(\.longestGap) == [.seconds(0.2), .seconds(4)])
        #expect(part.floors.map(\.floor) == [.seconds(20), .seconds(60)])
    }

    @Test func `an open end reaches as far as the footage`() throws {
        var batch = FactBatch.of()
        batch.footage = [.sample(from: 0, to: 3600)]
        batch.coverage = [watched(0, 1800)]
        try index.record(batch)
        let part = try answer(nil, nil)
        #expect(part.asked == stretch(0, 3600))
        #expect(part.gaps == [stretch(1800, 3600)])
        #expect(try answer(1000, nil).asked == stretch(1000, 3600))
    }

    @Test func `all cameras are summed up`() throws {
        try record(watched(0, 100))
        try record(watched(50, 100, floor: 60), camera: "gate-3")
        let coverage = try index.coverage(EventQuery(from: utc(0), to: utc(100)))
        #expect(coverage.parts.map(\.camera) == ["gate-2", "gate-3"])
        #expect(coverage.asked == .seconds(200))
        #expect(coverage.watched == .seconds(150))
        #expect(coverage.floor == .seconds(60))
    }

    @Test func `a file on an unknown clock is told by its name`() throws {
        let id = FootageID(stored: "f1")
        var batch = FactBatch.unknown(id)
        batch.footage = [.sample(timeline: .footage(id))]
        batch.coverage = [
            .watched(
                MediaRange(.zero, MediaTime(seconds: 1800)),
                longestGap: .seconds(0.04),
                floor: .seconds(20)
            )
        ]
        try index.record(batch)
        let part = try #require(try index.coverage(EventQuery()).parts.first)
        #expect(part.file == "/footage/f1.mp4")
        #expect(part.timeline == .footage(id))
        #expect(part.asked.duration == .seconds(3600))
        #expect(part.watched == .seconds(1800))
        #expect(try index.coverage(EventQuery(from: utc(0))).parts == [])
    }

    @Test func `activity of a newer scan replaces the older`() throws {
        func grid(_ start: Double, _ end: Double, _ level: UInt8) -> ActivityGrid {
            ActivityGrid(
                range: stretch(start, end),
                cells: [UInt8](repeating: level, count: 144)
            )
        }
        var batch = FactBatch.of()
        batch.activity = [grid(0, 60, 1), grid(60, 120, 2)]
        try index.record(batch)
        batch.activity = [grid(50, 110, 3)]
        try index.record(batch)
        #expect(
            try index.activity(camera: "gate-2", timeline: .utc)
                == [grid(0, 50, 1), grid(50, 110, 3), grid(110, 120, 2)]
        )
        let found = try index.activity(
            camera: "gate-2",
            timeline: .utc,
            overlapping: stretch(50, 110)
        )
        #expect(found == [grid(50, 110, 3)])
    }

    @Test func `a camera is summed up with its gaps`() throws {
        var batch = FactBatch.of(events: [.sample(from: 0, to: 300)])
        batch.footage = [
            .sample("f1"), .sample("f2", from: 3600, to: 7200), .sample("f3", from: 9000, to: 9600),
            .sample("f4", from: 9300, to: 9900),
        ]
        batch.coverage = [watched(0, 3600), .damaged(stretch(3600, 3700))]
        try index.record(batch)
        let id = FootageID(stored: "f5")
        var unknown = FactBatch.unknown(id)
        unknown.footage = [.sample("f5", timeline: .footage(id))]
        unknown.events = [
            .sample(.sample(from: 0, to: 300), clock: .unknown, timeline: .footage(id))
        ]
        try index.record(unknown)
        let summary = try #require(try index.cameras().first)
        #expect(summary.camera == "gate-2")
        #expect(summary.span == stretch(0, 9900))
        #expect(summary.gaps == [stretch(7200, 9000)])
        #expect(summary.recorded == .seconds(8100))
        #expect(summary.watched == .seconds(3600))
        #expect(summary.footageCount == 5)
        #expect(summary.unknownClockCount == 1)
        #expect(summary.unknownClockRecorded == .seconds(3600))
        #expect(summary.sizeBytes == 5_000_000)
        #expect(summary.eventCount == 2)
    }
}
