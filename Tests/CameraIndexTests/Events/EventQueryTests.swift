import CameraIndex
import Testing

struct EventQueryTests {
    private let folder: IndexFolder
    private let index: EventIndex

    init() throws {
        folder = try IndexFolder()
        index = try folder.open()
    }

    private func names(_ query: EventQuery) throws -> [EventID] {
        try index.events(query).events.map(\.event.id)
    }

    @Test func `events that overlap the asked time are found at both edges`() throws {
        let events = [
            Event.sample(from: 0, to: 1000),  // ends where the asked time begins: outside
            .sample(from: 10, to: 1000.001),
            .sample(from: 20, to: 500_000),  // began long before, ends long after
            .sample(from: 999, to: 1300),
            .sample(from: 1000, to: 1300),
            .sample(from: 1999.999, to: 2400),
            .sample(from: 2000, to: 2400),  // begins where the asked time ends: outside
        ]
        try index.record(.of(events: events))
        let asked = EventQuery(cameras: ["gate-2"], from: utc(1000), to: utc(2000))
        #expect(try names(asked) == events[1...5].map(\.id))
        #expect(try names(EventQuery(from: utc(1000), to: utc(2000))) == events[1...5].map(\.id))
        #expect(try names(EventQuery(to: utc(20))) == events[0...1].map(\.id))
        #expect(try names(EventQuery(from: utc(2400))) == [events[2].id])
        #expect(try names(EventQuery()) == events.map(\.id))
        #expect(try names(EventQuery(from: utc(1100), to: utc(1100))) == [])
    }

    @Test func `an open event lasts until it was last seen`() throws {
        let open = Event.sample(.sample(from: 0, to: 500, ending: nil))
        try index.record(.of(events: [open]))
        #expect(try names(EventQuery(from: utc(499))) == [open.id])
        #expect(try names(EventQuery(from: utc(500))) == [])
    }

    @Test(arguments: [1, 3, 16, 17, 40])
    func `many cameras are answered in one order of time`(cameras: Int) throws {
        var all: [Event] = []
        for camera in 0..<cameras {
            let events = (0..<20).map { number in
                let start = Double(number * 50 + camera % 7)
                return Event.sample(from: start, to: start + 300, camera: "c\(camera)")
            }
            try index.record(.of("c\(camera)", events: events))
            all += events
        }
        let expected =
            all.filter { $0.since < moment(700) && moment(400) < $0.since + $0.dwell }
            .sorted { ($0.since, $0.id.description) < ($1.since, $1.id.description) }.map(\.id)
        var query = EventQuery(from: utc(400), to: utc(700))
        query.limit = 7
        query.includesTotal = true
        var found: [EventID] = []
        repeat {
            let page = try index.events(query)
            #expect(page.total == expected.count)
            #expect(page.events.count <= 7)
            found += page.events.map(\.event.id)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(found == expected)
    }

    @Test func `pages lose and repeat nothing where many events begin at one moment`() throws {
        let stops = (0..<50).map { number in
            Stop.sample(
                from: number < 25 ? 0 : 100,
                to: 400,
                box: Box(x: number * 10, y: 0, width: 8, height: 8)
            )
        }
        try index.record(.of(events: stops.map { .sample($0) }))
        for from in [nil, utc(50), utc(100)] {
            let expected = stops.filter { from == nil || $0.lastSeen > moment(100) }.count
            var query = EventQuery(from: from)
            query.limit = 3
            var found: [EventID] = []
            repeat {
                let page = try index.events(query)
                found += page.events.map(\.event.id)
                query.cursor = page.next
            } while query.cursor != nil
            #expect(found.count == expected)
            #expect(Set(found).count == expected)
        }
    }

    @Test func `the last page has no cursor, also when it is full`() throws {
        try index.record(.of(events: (0..<4).map { .sample(from: Double($0), to: 300) }))
        var query = EventQuery()
        query.limit = 4
        #expect(try index.events(query).next == nil)
        query.limit = 3
        #expect(try index.events(query).next != nil)
    }

    @Test(arguments: ["", "abc", "MSAwIDA", "🚗", "MiAwIDAgeA"])
    func `a cursor that no answer gave is refused`(text: String) throws {
        var query = EventQuery()
        query.cursor = text
        let error = #expect(throws: IndexError.self) { try index.events(query) }
        #expect(
            error?.description == """
                "\(text)" is not a cursor of an answer; copy it from the answer before, \
                or leave --cursor away to begin at the start.
                """
        )
    }

    @Test func `events on an unknown clock are left out of asked times`() throws {
        let known = Event.sample(from: 0, to: 300)
        try index.record(.of(events: [known]))
        var unknown: [EventID] = []
        for name in ["f1", "f2"] {
            let id = FootageID(stored: name)
            var batch = FactBatch.unknown(id)
            batch.footage = [.sample(name, timeline: .footage(id))]
            batch.events = (0..<3).map {
                .sample(
                    .sample(from: Double($0), to: 300),
                    clock: .unknown,
                    timeline: .footage(id)
                )
            }
            try index.record(batch)
            unknown += batch.events.map(\.id)
        }
        #expect(try names(EventQuery(from: utc(-10))) == [known.id])
        #expect(try names(EventQuery(to: utc(1000))) == [known.id])
        #expect(try names(EventQuery()) == [known.id] + unknown)
        var query = EventQuery(from: utc(0), includesUnknownClock: true)
        query.limit = 2
        query.includesTotal = true
        var found: [EventID] = []
        repeat {
            let page = try index.events(query)
            #expect(page.total == 7)
            found += page.events.map(\.event.id)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(found == [known.id] + unknown)
    }

    @Test func `every part of a question narrows the answer`() throws {
        let stop = Stop.sample(from: 0, to: 300)
        let long = Stop.sample(from: 10, to: 900, ending: nil)
        let first = Event.sample(stop)
        let other = Event.sample(stop, rule: "bus-lane")
        let south = Event.sample(stop, zone: "south-lane")
        let open = Event.sample(long)
        try index.record(.of(events: [first, other, south, open]))
        func found(_ change: (inout EventQuery) -> Void) throws -> Set<EventID> {
            var query = EventQuery(cameras: ["gate-2"], from: utc(0), to: utc(100))
            change(&query)
            query.includesTotal = true
            let page = try index.events(query)
            #expect(page.total == page.events.count)
            return Set(page.events.map(\.event.id))
        }
        #expect(try found { $0.rules = ["bus-lane"] } == [other.id])
        #expect(try found { $0.rules = ["bus-lane", "no-stopping"] }.count == 4)
        #expect(try found { $0.zones = ["south-lane"] } == [south.id])
        #expect(try found { $0.states = [.open] } == [open.id])
        #expect(try found { $0.kinds = [.dwell] }.count == 4)
        #expect(try found { $0.minimumDwell = .seconds(890) } == [open.id])
        #expect(try found { $0.minimumDwell = .seconds(890.001) } == [])
        #expect(
            try found {
                $0.rules = ["no-stopping"]
                $0.zones = ["north-lane"]
                $0.states = [.ended]
            } == [first.id]
        )
    }

    @Test func `cameras are asked for by name or by pattern`() throws {
        for camera in ["gate-1", "gate-2", "gate-12", "东门 1", "a[b]"] {
            try index.record(.of(camera, events: [.sample(from: 0, to: 300, camera: camera)]))
        }
        func cameras(_ asked: String...) throws -> Set<String> {
            Set(try index.events(EventQuery(cameras: asked)).events.map(\.event.camera))
        }
        #expect(try cameras("gate-1") == ["gate-1"])
        #expect(try cameras("gate-?") == ["gate-1", "gate-2"])
        #expect(try cameras("gate-*") == ["gate-1", "gate-2", "gate-12"])
        #expect(try cameras("*1*") == ["gate-1", "gate-12", "东门 1"])
        #expect(try cameras("?门*") == ["东门 1"])
        #expect(try cameras("a[b]", "gate-2") == ["a[b]", "gate-2"])
        #expect(try cameras("*").count == 5)
        #expect(try cameras("GATE-1") == [])
    }

    @Test func `names that no camera bears are told`() throws {
        try index.record(.of("gate-1"))
        try index.record(.unknown(FootageID(stored: "f1"), camera: "clip"))
        let query = EventQuery(
            cameras: ["gate-1", "clip", "gaet-1", "x*", "g*"],
            from: utc(0),
            to: utc(1)
        )
        #expect(try index.events(query).unmatchedCameras == ["gaet-1", "x*"])
    }

    @Test func `a moment is shown by the file that began last before it`() throws {
        var batch = FactBatch.of(events: [.sample(from: 3000, to: 4000)])
        batch.footage = [.sample("f1"), .sample("f2", from: 3600, to: 7200)]
        try index.record(batch)
        let found = try #require(try index.events(EventQuery()).events.first)
        #expect(found.since?.file == "/footage/f1.mp4")
        #expect(found.since?.at == MediaTime(seconds: 3000))
        #expect(found.ended?.file == "/footage/f2.mp4")
        #expect(found.ended?.at == MediaTime(seconds: 400))
    }
}
