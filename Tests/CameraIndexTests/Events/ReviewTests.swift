import CameraIndex
import Testing

struct ReviewTests {
    private let folder: IndexFolder
    private let index: EventIndex
    private let event = Event.sample(from: 0, to: 300)

    init() throws {
        folder = try IndexFolder()
        index = try folder.open()
        try index.record(.of(events: [event, .sample(from: 1000, to: 1300)]))
    }

    private func entry(
        _ decision: Event.Review,
        _ second: Double,
        _ note: String = ""
    ) -> ReviewEntry {
        ReviewEntry(at: utc(second), by: "Li", decision: decision, note: note)
    }

    @Test func `what was said is kept in order, and the last word counts`() throws {
        let entries = [entry(.confirmed, 10, "plate legible"), entry(.dismissed, 20, "a 'bus'")]
        for entry in entries { try index.review([event.id], entry) }
        #expect(try index.reviews(of: event.id) == entries)
        #expect(try index.event(event.id.description).event.review == .dismissed)
    }

    @Test func `events are found by what was said of them`() throws {
        try index.review([event.id], entry(.confirmed, 10))
        var query = EventQuery()
        query.reviews = [.confirmed]
        #expect(try index.events(query).events.map(\.event.id) == [event.id])
        query.reviews = [.pending, .dismissed]
        #expect(try index.events(query).events.count == 1)
    }

    @Test func `a review comes back with its event`() throws {
        try index.review([event.id], entry(.dismissed, 10))
        let gone = EventChange(timeline: .utc, removed: [event.id], events: [])
        try index.change([gone], of: "gate-2")
        #expect(throws: IndexError.unknownEvent(event.id.description)) {
            try index.event(event.id.description)
        }
        #expect(try index.reviews(of: event.id).map(\.decision) == [.dismissed])
        let back = EventChange(timeline: .utc, removed: [], events: [event])
        try index.change([back], of: "gate-2")
        #expect(try index.event(event.id.description).event.review == .dismissed)
    }

    @Test func `a review stays when the event is recorded again`() throws {
        try index.review([event.id], entry(.confirmed, 10))
        var batch = FactBatch.of(events: [event])
        batch.replacing = stretch(0, 3600)
        try index.record(batch)
        #expect(try index.event(event.id.description).event.review == .confirmed)
    }

    @Test func `of several events all are reviewed or none`() throws {
        let unknown = EventID(stored: "0123456789abcdef")
        #expect(throws: IndexError.unknownEvent("0123456789abcdef")) {
            try index.review([event.id, unknown], entry(.confirmed, 10))
        }
        #expect(try index.reviews(of: event.id) == [])
        #expect(try index.event(event.id.description).event.review == .pending)
    }

    @Test func `a decision can be taken back`() throws {
        try index.review([event.id], entry(.confirmed, 10))
        try index.review([event.id], entry(.pending, 20))
        #expect(try index.event(event.id.description).event.review == .pending)
        #expect(try index.reviews(of: event.id).count == 2)
    }
}
