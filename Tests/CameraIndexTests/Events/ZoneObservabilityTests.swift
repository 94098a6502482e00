import CameraIndex
import Testing

struct ZoneObservabilityTests {
    private let folder: IndexFolder
    private let index: EventIndex
    /// The left half of the picture.
    private let left: JudgedZone
    private let whole = JudgedZone(
        rule: "no-stopping",
        zone: "whole",
        outline: .wholeFrame,
        limit: .minutes(4)
    )

    init() throws {
        folder = try IndexFolder()
        index = try folder.open()
        left = JudgedZone(
            rule: "no-stopping",
            zone: "left",
            outline: try Polygon(text: "0,0 0.5,0 0.5,1 0,1"),
            limit: .minutes(4)
        )
    }

    /// A minute in which the left half could be judged to this share, and the right one throughout.
    private func grid(
        minute: Int,
        _ share: Double,
        turn: QuarterTurn = .none
    ) -> ObservabilityGrid {
        let start = Double(minute) * 60
        let cells = (0..<ObservabilityGrid.columns * ObservabilityGrid.rows).map { cell in
            cell % ObservabilityGrid.columns < ObservabilityGrid.columns / 2
                ? UInt8((share * 255).rounded()) : 255
        }
        // A grid begins with the first sample of its minute.
        return ObservabilityGrid(range: stretch(start + 0.2, start + 60), turn: turn, cells: cells)
    }

    private func watched(_ start: Double, _ end: Double) -> CoverageSpan {
        .watched(stretch(start, end), longestGap: .seconds(0.5), floor: .seconds(20))
    }

    /// Records minutes, all of them watched.
    private func record(_ shares: [Double]) throws {
        var batch = FactBatch.of()
        batch.footage = [.sample(from: 0, to: Double(shares.count) * 60)]
        batch.coverage = [watched(0, Double(shares.count) * 60)]
        batch.observability = shares.enumerated().map { grid(minute: $0.offset, $0.element) }
        batch.judgedZones = [left, whole]
        try index.record(batch)
    }

    private func answer(
        _ from: Double,
        _ to: Double,
        _ change: (inout EventQuery) -> Void = { _ in }
    ) throws -> [ZoneObservability] {
        var query = EventQuery(cameras: ["gate-2"], from: utc(from), to: utc(to))
        query.includesObservability = true
        change(&query)
        return try #require(try index.events(query).coverage?.parts.first).zones
    }

    private func stored() throws -> [ObservabilityGrid] {
        try index.observability(camera: "gate-2", timeline: .utc)
    }

    @Test func `grids are kept as they were recorded`() throws {
        try record([0.2, 1, 0])
        #expect(try stored() == [grid(minute: 0, 0.2), grid(minute: 1, 1), grid(minute: 2, 0)])
    }

    @Test func `a newer grid replaces what it covers`() throws {
        try record([0.2, 0.2])
        var batch = FactBatch.of()
        var late = grid(minute: 1, 1)
        late.range.start = late.range.start + .seconds(30)
        batch.observability = [late]
        try index.record(batch)
        var rest = grid(minute: 1, 0.2)
        rest.range.end = late.range.start
        #expect(try stored() == [grid(minute: 0, 0.2), rest, late])
    }

    @Test func `a stretch that is watched again forgets its grids`() throws {
        try record([0.2, 0.2, 0.2])
        var batch = FactBatch.of()
        batch.replacing = stretch(60, 120)
        try index.record(batch)
        #expect(try stored() == [grid(minute: 0, 0.2), grid(minute: 2, 0.2)])
    }

    @Test func `a zone is judged by the cells under it`() throws {
        try record([0.5, 0.5])
        let zones = try answer(0, 120)
        #expect(zones.map(\.zone) == ["left", "whole"])
        #expect(abs(zones[0].judgedShare - 0.5) < 0.01)
        #expect(abs(zones[1].judgedShare - 0.75) < 0.01)
        #expect(zones.allSatisfy { $0.notObservable.isEmpty })
    }

    @Test func `a zone lies on the upright picture, the grid on the coded one`() throws {
        var batch = FactBatch.of()
        batch.coverage = [watched(0, 60)]
        batch.observability = [grid(minute: 0, 0, turn: .half)]
        batch.judgedZones = [left]
        try index.record(batch)
        #expect(try answer(0, 60).map(\.judgedShare) == [1])
    }

    @Test func `what is hidden for the limit is told, and what is hidden for less is not`() throws {
        try record([1, 0.39, 0.1, 0.39, 1, 1, 0.39, 0.1, 0.1, 0.39, 0.41, 1])
        let zones = try answer(0, 720)
        #expect(zones[0].notObservable == [stretch(360, 600)])
        #expect(zones[1].notObservable == [])
    }

    @Test func `only what was asked for and watched counts`() throws {
        try record([0, 0, 0, 0, 0, 1, 1, 1])
        #expect(try answer(300, 480).map(\.judgedShare) == [1, 1])
        // Of five hidden minutes three are asked for: less than the limit.
        #expect(try answer(120, 480)[0].notObservable == [])
        var batch = FactBatch.of()
        batch.coverage = [.damaged(stretch(0, 240))]
        try index.record(batch)
        let zones = try answer(0, 480)
        #expect(zones[0].notObservable == [])
        #expect(abs(zones[0].judgedShare - 0.75) < 0.01)
    }

    @Test func `of footage without grids nothing is said`() throws {
        var batch = FactBatch.of()
        batch.coverage = [watched(0, 600)]
        batch.judgedZones = [left]
        try index.record(batch)
        #expect(try answer(0, 600) == [])
    }

    @Test func `rules and zones narrow the answer`() throws {
        try record([1])
        #expect(try answer(0, 60) { $0.zones = ["whole"] }.map(\.zone) == ["whole"])
        #expect(try answer(0, 60) { $0.rules = ["other"] } == [])
        #expect(try answer(0, 60) { $0.includesObservability = false } == [])
    }

    @Test func `the zones of a rule replace those it had`() throws {
        try record([1])
        var other = left
        other.zone = "other"
        try index.change([], of: "gate-2", judging: [other])
        #expect(try answer(0, 60).map(\.zone) == ["other"])
        var bus = whole
        bus.rule = "bus-lane"
        try index.change([], of: "gate-2", judging: [bus])
        #expect(try answer(0, 60).map(\.rule) == ["bus-lane", "no-stopping"])
        try index.change([], of: "gate-2", judging: [left], isOnly: true)
        #expect(try answer(0, 60).map(\.zone) == ["left"])
        try index.change([], of: "nobody", judging: [left])
        #expect(try index.timelines(of: "nobody") == [])
    }

    @Test func `of too much footage it is told that zones are left out`() throws {
        var batch = FactBatch.of()
        let days = EventQuery.mostObservability.seconds + 1
        batch.coverage = [watched(0, days)]
        batch.observability = [grid(minute: 0, 0)]
        batch.judgedZones = [left]
        try index.record(batch)
        var query = EventQuery(from: utc(0), to: utc(days))
        query.includesObservability = true
        let coverage = try index.coverage(query)
        #expect(coverage.isObservabilityLeftOut)
        #expect(coverage.parts.map(\.zones) == [[]])
        query.to = utc(days - 1)
        #expect(try index.coverage(query).parts.first?.zones.count == 1)
    }

    @Test func `a zone smaller than a cell has the cell in its middle`() throws {
        try record([0.5])
        var tiny = left
        tiny.outline = try Polygon(text: "0.25,0.25 0.2501,0.25 0.2501,0.2501")
        try index.change([], of: "gate-2", judging: [tiny])
        #expect(abs(try answer(0, 60)[0].judgedShare - 0.5) < 0.01)
    }
}
