import CameraIndex
import Testing

struct RecordTests {
    private let folder: IndexFolder
    private let index: EventIndex

    init() throws {
        folder = try IndexFolder()
        index = try folder.open()
    }

    @Test func `an event that is recorded again keeps its review and its stills`() throws {
        var event = Event.sample(.sample(from: 0, to: 250, ending: nil))
        try index.record(.of(events: [event]))
        let stills = [Still.sample(.rest, at: moment(0)), .sample(.limit, at: moment(240))]
        try index.setStills(stills, evidence: .incomplete(reason: "no midway"), of: event.id)
        try index.setReview(.confirmed, of: event.id)
        event.state = .ended
        event.endedAt = moment(400)
        event.dwell = .seconds(400)
        try index.record(.of(events: [event]))
        let found = try index.event(event.id.description)
        #expect(found.event.review == .confirmed)
        #expect(found.event.endedAt == moment(400))
        #expect(found.stills == stills)
        #expect(found.evidence == .incomplete(reason: "no midway"))
    }

    @Test func `stills replace those before`() throws {
        let event = Event.sample(from: 0, to: 300)
        try index.record(.of(events: [event]))
        #expect(
            try index.eventsAwaitingEvidence(camera: "gate-2", timeline: .utc).map(\.event)
                == [event]
        )
        try index.setStills([.sample(.rest, at: moment(0))], evidence: .pending, of: event.id)
        let midway = Still.sample(.midway, at: moment(120))
        try index.setStills([midway], evidence: .whole, of: event.id)
        #expect(try index.event(event.id.description).stills == [midway])
        #expect(try index.eventsAwaitingEvidence(camera: "gate-2", timeline: .utc) == [])
    }

    @Test func `an event that is not there has no stills and no review`() throws {
        let id = EventID(stored: "0123456789abcdef")
        #expect(throws: IndexError.unknownEvent("0123456789abcdef")) {
            try index.setStills([], evidence: .whole, of: id)
        }
        #expect(throws: IndexError.unknownEvent("0123456789abcdef")) {
            try index.setReview(.dismissed, of: id)
        }
    }

    @Test func `a stop that goes on is the same stop`() throws {
        var stop = Stop.sample(from: 0, to: 250, ending: nil)
        var batch = FactBatch.of()
        batch.stops = [stop]
        try index.record(batch)
        stop.lastSeen = moment(400)
        stop.ending = .left
        batch.stops = [stop]
        try index.record(batch)
        #expect(try index.stops(camera: "gate-2", timeline: .utc) == [stop])
    }

    @Test func `stops that overlap a stretch are found at both edges`() throws {
        var batch = FactBatch.of()
        batch.stops = [
            .sample(from: 0, to: 100), .sample(from: 10, to: 100.5), .sample(from: 50, to: 90_000),
            .sample(from: 199.5, to: 500), .sample(from: 200, to: 500),
        ]
        try index.record(batch)
        let found = try index.stops(
            camera: "gate-2",
            timeline: .utc,
            overlapping: stretch(100, 200)
        )
        #expect(found == Array(batch.stops[1...3]))
    }

    @Test func `a change takes events with their stills and keeps reviews of the others`() throws {
        let stop = Stop.sample(from: 0, to: 300)
        let other = Stop.sample(from: 1000, to: 1300)
        let kept = Event.sample(stop)
        let gone = Event.sample(other)
        try index.record(.of(events: [kept, gone]))
        try index.setReview(.confirmed, of: kept.id)
        try index.setStills([.sample(.rest, at: moment(1000))], evidence: .whole, of: gone.id)
        let added = Event.sample(other, zone: "south-lane")
        let change = EventChange(timeline: .utc, removed: [gone.id], events: [kept, added])
        let outcome = try index.change([change], of: "gate-2")
        #expect(outcome.orphanedStills == ["stills/rest.jpg", "stills/rest-frame.jpg"])
        let found = try index.events(of: "gate-2", on: .utc)
        #expect(Set(found.map(\.event.id)) == [kept.id, added.id])
        #expect(try index.event(kept.id.description).event.review == .confirmed)
    }

    @Test func `the events of a stretch are those that were going on in it`() throws {
        let early = Event.sample(from: 0, to: 300)
        let late = Event.sample(from: 1000, to: 1300)
        try index.record(.of(events: [early, late]))
        try index.record(.of("gate-22", events: [.sample(from: 0, to: 300, camera: "gate-22")]))
        let within = try index.events(of: "gate-2", on: .utc, within: stretch(300, 1001))
        #expect(within.map(\.event.id) == [late.id])
        #expect(try index.events(of: "gate-2", on: .utc, by: ["bus-lane"]).isEmpty)
        #expect(try index.events(of: "gate-*", on: .utc).isEmpty)
    }

    @Test func `removed events are gone with their stills`() throws {
        let event = Event.sample(from: 0, to: 300)
        try index.record(.of(events: [event]))
        try index.setStills([.sample(.rest, at: moment(0))], evidence: .whole, of: event.id)
        var batch = FactBatch.of()
        batch.removedEvents = [event.id]
        let outcome = try index.record(batch)
        #expect(outcome.orphanedStills == ["stills/rest.jpg", "stills/rest-frame.jpg"])
        #expect(try index.events(EventQuery()).events == [])
    }

    @Test func `an event is found by the beginning of its name where that is enough`() throws {
        let events = (0..<40).map { Event.sample(from: Double($0) * 1000, to: 300_000) }
        try index.record(.of(events: events))
        let name = events[7].id.description
        #expect(try index.event(name).event == events[7])
        #expect(try index.event(String(name.prefix(12))).event == events[7])
        let error = #expect(throws: IndexError.self) { try index.event("zz") }
        #expect(
            error?.description
                == "no event is named \"zz\"; `camindexd query` lists the events and their names."
        )
        #expect(throws: IndexError.unknownEvent("")) { try index.event("") }
        // 40 names share 16 first digits.
        let digits = Dictionary(grouping: events) { $0.id.description.prefix(1) }
        let shared = try #require(digits.first { $0.value.count > 1 })
        let ambiguity = #expect(throws: IndexError.self) { try index.event(String(shared.key)) }
        let names = shared.value.map(\.id.description).sorted().prefix(5)
        #expect(
            ambiguity?.description == """
                "\(shared.key)" begins the names of several events \
                (\(names.joined(separator: ", "))); write more of it.
                """
        )
    }

    @Test func `two files of a camera may show the same thing from their first frame`() throws {
        let stop = Stop.sample(from: 0, to: 300)
        for name in ["f1", "f2"] {
            let id = FootageID(stored: name)
            var batch = FactBatch.unknown(id)
            batch.events = [.sample(stop, clock: .unknown, timeline: .footage(id))]
            try index.record(batch)
        }
        #expect(try index.events(EventQuery()).events.count == 2)
    }

    @Test func `an event of other footage is not taken away from it`() throws {
        let event = Event.sample(from: 0, to: 300)
        try index.record(.of(events: [event]))
        var batch = FactBatch.unknown(FootageID(stored: "f1"))
        batch.events = [event]
        let error = #expect(throws: IndexError.self) { try index.record(batch) }
        #expect(
            error?.description == """
                the event \(event.id) of camera "gate-2" belongs to other footage already; \
                nothing was recorded. This is a fault of camindexd: please report it.
                """
        )
        #expect(try index.timelines(of: "gate-2") == [.utc])
    }

    @Test func `one file may belong to two cameras`() throws {
        for camera in ["gate-2", "gate-3"] {
            var batch = FactBatch.of(camera)
            batch.footage = [.sample(camera: camera)]
            try index.record(batch)
        }
        #expect(
            try index.footage(FootageID(stored: "f1")).map(\.camera) == ["gate-2", "gate-3"]
        )
    }
}
