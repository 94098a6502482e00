import CameraIndex
import Testing

struct ReplacingTests {
    private let folder: IndexFolder
    private let index: EventIndex

    init() throws {
        folder = try IndexFolder()
        index = try folder.open()
    }

    /// What an earlier scan of an hour found.
    private func firstScan() throws -> FactBatch {
        let stops = [Stop.sample(from: 100, to: 500), .sample(from: 2000, to: 2300)]
        var batch = FactBatch.of(events: stops.map { .sample($0) })
        batch.stops = stops
        batch.footage = [.sample()]
        batch.coverage = [
            .watched(stretch(0, 3600), longestGap: .seconds(4), floor: .seconds(60))
        ]
        batch.activity = [
            ActivityGrid(range: stretch(0, 3600), cells: [UInt8](repeating: 7, count: 144))
        ]
        try index.record(batch)
        return batch
    }

    @Test func `a stop that is found again keeps its name, and its event review and stills`()
        throws
    {
        let first = try firstScan()
        let event = first.events[0]
        try index.setReview(.confirmed, of: event.id)
        try index.setStills([.sample(.rest, at: moment(100))], evidence: .whole, of: event.id)
        // The new scan sees it a little earlier and a little wider.
        let stop = Stop.sample(
            from: 98,
            to: 501,
            box: Box(x: 96, y: 200, width: 86, height: 42)
        )
        var again = FactBatch.of(events: [.sample(stop)])
        again.stops = [stop]
        again.replacing = stretch(0, 3600)
        let outcome = try index.record(again)
        #expect(outcome.keptStops == [stop.id: first.stops[0].id])
        #expect(outcome.keptEvents == [again.events[0].id: event.id])
        let stops = try index.stops(camera: "gate-2", timeline: .utc)
        #expect(stops.map(\.id) == [first.stops[0].id])
        #expect(stops.map(\.since) == [moment(98)])
        let found = try index.events(EventQuery()).events
        #expect(found.map(\.event.id) == [event.id])
        #expect(found.map(\.event.since) == [moment(98)])
        #expect(found.map(\.event.stop) == [first.stops[0].id])
        #expect(found.map(\.event.review) == [.confirmed])
        #expect(found.map(\.evidence) == [.whole])
    }

    @Test func `facts outside the replaced stretch stay`() throws {
        let first = try firstScan()
        var again = FactBatch.of()
        again.replacing = stretch(1000, 3600)
        try index.record(again)
        #expect(
            try index.stops(camera: "gate-2", timeline: .utc) == Array(first.stops.prefix(1))
        )
        #expect(try index.events(EventQuery()).events.map(\.event) == [first.events[0]])
        #expect(
            try index.coverage(camera: "gate-2", timeline: .utc).map(\.range)
                == [stretch(0, 1000)]
        )
        #expect(
            try index.activity(camera: "gate-2", timeline: .utc).map(\.range)
                == [stretch(0, 1000)]
        )
    }

    @Test func `an error in the middle leaves the old facts`() throws {
        let first = try firstScan()
        let id = FootageID(stored: "elsewhere")
        var other = FactBatch.unknown(id)
        let foreign = Event.sample(from: 7000, to: 7300)
        other.events = [foreign]
        try index.record(other)
        var again = FactBatch.of(events: [foreign])
        again.stops = [.sample(from: 3000, to: 3300)]
        again.replacing = stretch(0, 3600)
        #expect(throws: IndexError.eventElsewhere(foreign.id, camera: "gate-2")) {
            try index.record(again)
        }
        #expect(try index.stops(camera: "gate-2", timeline: .utc) == first.stops)
        #expect(try index.coverage(camera: "gate-2", timeline: .utc) == first.coverage)
        let found = try index.events(EventQuery(from: utc(0), to: utc(4000))).events
        #expect(found.map(\.event) == first.events)
    }

    @Test func `a file whose clock becomes known leaves nothing on its own timeline`() throws {
        let id = FootageID(stored: "f1")
        let stop = Stop.sample(from: 0, to: 300)
        var unknown = FactBatch.unknown(id)
        unknown.footage = [.sample(timeline: .footage(id))]
        unknown.stops = [stop]
        unknown.events = [.sample(stop, clock: .unknown, timeline: .footage(id))]
        try index.record(unknown)
        var known = FactBatch.of(events: [.sample(stop)])
        known.footage = [.sample()]
        known.stops = [stop]
        try index.record(known)
        #expect(try index.timelines(of: "gate-2") == [.utc])
        #expect(try index.events(EventQuery()).events.map(\.event) == known.events)
        #expect(try index.footage(of: "gate-2") == known.footage)
    }

    @Test func `a file whose start is corrected leaves nothing at its old place`() throws {
        _ = try firstScan()
        var corrected = FactBatch.of(events: [.sample(from: 10_100, to: 10_500)])
        corrected.footage = [.sample(from: 10_000, to: 13_600)]
        try index.record(corrected)
        #expect(try index.events(EventQuery()).events.map(\.event) == corrected.events)
        #expect(try index.stops(camera: "gate-2", timeline: .utc) == [])
        #expect(try index.coverage(camera: "gate-2", timeline: .utc) == [])
    }

    @Test func `a file that grew keeps what was found in it`() throws {
        let first = try firstScan()
        var grown = FactBatch.of()
        grown.footage = [.sample(to: 7200)]
        try index.record(grown)
        #expect(try index.stops(camera: "gate-2", timeline: .utc) == first.stops)
        #expect(try index.footage(of: "gate-2") == grown.footage)
    }
}
