import CameraIndex
import Foundation
import Testing

struct OutboxTests {
    private let folder: IndexFolder
    private let index: EventIndex
    private let clock = SimulatedClock(at: utc(0))

    init() throws {
        folder = try IndexFolder()
        index = try folder.open()
    }

    private func tell(_ destinations: OutboxDestination...) throws -> [OutboxState] {
        try index.tell(destinations, as: EventJSON(timeZone: .gmt), clock: clock)
    }

    private func waiting(_ destination: String = "room") throws -> [OutboxMessage] {
        try index.messages(to: destination, .waiting, limit: 1_000)
    }

    /// An event that goes on, of which nothing is written yet.
    private var open: Event { .sample(.sample(from: 0, to: 250, ending: nil)) }

    /// The same, ended.
    private var ended: Event {
        var event = open
        event.state = .ended
        event.endedAt = moment(400)
        event.dwell = .seconds(400)
        return event
    }

    private func makeEvidence(of event: Event, _ state: EvidenceState = .whole) throws {
        let stills = [Still.sample(.rest, at: moment(0))]
        try index.setStills(stills, evidence: state, of: event.id)
    }

    // MARK: - What is told

    @Test func `an event is told once its evidence is whole, and not before`() throws {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [open]))
        #expect(try waiting() == [])
        try makeEvidence(of: open)
        let message = try #require(try waiting().first)
        #expect(message.change == .begin)
        #expect(message.idempotencyKey == "\(open.id)-1")
        #expect(message.body.hasPrefix(#"{"id":"\#(open.id)","camera":"gate-2","#))
        let news = #""change":"begin","revision":1,"toldAt":"\#(clock.utc.rfc3339(in: .gmt))","#
        #expect(message.body.hasSuffix(news + #""evidenceSet":["stills"]}"#))
    }

    @Test func `evidence that never will be whole is told with its reason`() throws {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [open]))
        try makeEvidence(of: open, .incomplete(reason: "no clip: the disk was full"))
        let body = try #require(try waiting().first).body
        #expect(body.contains(#""evidenceState":"incomplete""#))
        #expect(body.contains(#""evidenceReason":"no clip: the disk was full""#))
    }

    @Test func `that something still goes on is no news, that it ended is`() throws {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [open]))
        try makeEvidence(of: open)
        var later = open
        later.dwell = .seconds(300)
        try index.record(.of(events: [later]))
        #expect(try waiting().map(\.change) == [.begin])
        try index.record(.of(events: [ended]))
        try index.record(.of(events: [ended]))
        #expect(try waiting().map(\.change) == [.begin, .end])
        #expect(try waiting().map(\.revision) == [1, 2])
    }

    @Test func `what ended before its evidence was made is told once`() throws {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [open]))
        try index.record(.of(events: [ended]))
        try makeEvidence(of: open)
        #expect(try waiting().map(\.change) == [.end])
    }

    @Test func `better evidence and another end are updates`() throws {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [ended]))
        try makeEvidence(of: ended, .incomplete(reason: "no midway"))
        try makeEvidence(of: ended)
        var other = ended
        other.endedAt = moment(410)
        try index.record(.of(events: [other]))
        #expect(try waiting().map(\.change) == [.end, .update, .update])
    }

    @Test func `another program tells what it changes of events that were told, and no others`()
        throws
    {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [open]))
        try makeEvidence(of: open)
        let beside = try folder.open()
        let room = OutboxDestination(name: "room")
        // Who is not told yet by the program that tells is none of the other's affair.
        let others = [room, OutboxDestination(name: "elsewhere")]
        try beside.tellChanges(to: others, as: EventJSON(timeZone: .gmt), clock: clock)
        let new = Event.sample(from: 1_000, to: 1_300)
        try beside.record(.of(events: [new]))
        try beside.setStills([.sample(.rest, at: moment(0))], evidence: .whole, of: new.id)
        #expect(try waiting().map(\.change) == [.begin])
        let gone = EventChange(timeline: .utc, removed: [open.id, new.id], events: [])
        try beside.change([gone], of: "gate-2")
        #expect(try waiting().map(\.change) == [.begin, .retract])
        #expect(try waiting().map(\.event) == [open.id, open.id])
        // What was taken back and holds again is news.
        try beside.record(.of(events: [ended]))
        try beside.setStills([.sample(.rest, at: moment(0))], evidence: .whole, of: ended.id)
        #expect(try waiting().map(\.change) == [.begin, .retract, .end])
        #expect(try waiting("elsewhere") == [])
    }

    @Test func `an event that proves wrong is retracted, and counts on when it comes back`() throws
    {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [open]))
        try makeEvidence(of: open)
        let gone = EventChange(timeline: .utc, removed: [open.id], events: [])
        try index.change([gone], of: "gate-2")
        #expect(try waiting().map(\.change) == [.begin, .retract])
        try index.record(.of(events: [open]))
        try makeEvidence(of: open)
        #expect(try waiting().map(\.change) == [.begin, .retract, .begin])
        #expect(try waiting().map(\.revision) == [1, 2, 3])
    }

    @Test func `what nobody was told of is not retracted`() throws {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [open]))
        try index.change([.init(timeline: .utc, removed: [open.id], events: [])], of: "gate-2")
        #expect(try waiting() == [])
    }

    @Test func `a camera's health is told at once, without stills`() throws {
        _ = try tell(.init(name: "room"))
        var dark = open
        dark.kind = .black
        dark.rule = "camera-health"
        dark.box = nil
        try index.record(.of(events: [dark]))
        dark.state = .ended
        dark.endedAt = moment(500)
        try index.record(.of(events: [dark]))
        #expect(try waiting().map(\.change) == [.begin, .end])
        #expect(try #require(try waiting().first).body.hasSuffix(#""evidenceSet":[]}"#))
    }

    // MARK: - Who is told

    @Test(arguments: [
        (OutboxFilter(cameras: ["gate-*"]), true), (OutboxFilter(cameras: ["yard"]), false),
        (OutboxFilter(rules: ["no-stopping"]), true), (OutboxFilter(rules: ["other"]), false),
        (OutboxFilter(kinds: [.dwell]), true), (OutboxFilter(kinds: [.black]), false),
    ])
    func `a destination is told of what its filter lets pass`(
        filter: OutboxFilter,
        passes: Bool
    ) throws {
        _ = try tell(.init(name: "room", filter: filter), .init(name: "all"))
        try index.record(.of(events: [open]))
        try makeEvidence(of: open)
        #expect(try waiting().count == (passes ? 1 : 0))
        #expect(try waiting("all").count == 1)
    }

    @Test func `who comes later is not told of what was over before`() throws {
        let old = Event.sample(from: -90_000, to: -80_000)
        try index.record(.of(events: [old]))
        _ = try tell(.init(name: "room"))
        try makeEvidence(of: old)
        try index.record(.of(events: [open]))
        try makeEvidence(of: open)
        #expect(try waiting().map(\.event) == [open.id])
    }

    @Test func `what was on its way to who is told no more is dropped`() throws {
        _ = try tell(.init(name: "room"), .init(name: "yard"))
        try index.record(.of(events: [open]))
        try makeEvidence(of: open)
        let gone = try tell(.init(name: "yard"))
        #expect(gone.map(\.destination) == ["room"])
        #expect(gone.map(\.waiting) == [1])
        #expect(try waiting() == [])
        #expect(try waiting("yard").count == 1)
        #expect(try index.outboxStates().map(\.destination) == ["yard"])
    }

    @Test func `another program that writes the index tells nobody`() throws {
        _ = try tell(.init(name: "room"))
        let other = try folder.open()
        try other.record(.of(events: [open]))
        try other.setStills([], evidence: .whole, of: open.id)
        #expect(try waiting() == [])
    }

    // MARK: - What becomes of messages

    @Test func `what was not sent is there when the index is opened again`() throws {
        _ = try tell(.init(name: "room"))
        try index.record(.of(events: [ended]))
        try makeEvidence(of: ended)
        let message = try #require(try waiting().first)
        try index.note(.waiting, because: "refused", of: message, to: "room", at: utc(9))
        let again = try folder.open(.reading).messages(to: "room", .waiting, limit: 5)
        #expect(again.map(\.body) == [message.body])
        #expect(again.map(\.attempts) == [1])
        #expect(again.map(\.triedSince) == [utc(9)])
        #expect(again.map(\.reason) == ["refused"])
    }

    @Test func `a message goes its own way to each destination`() throws {
        _ = try tell(.init(name: "room"), .init(name: "yard"))
        try index.record(.of(events: [ended]))
        try makeEvidence(of: ended)
        let message = try #require(try waiting().first)
        try index.note(.sent, of: message, to: "room", at: utc(9))
        try index.note(.dead, because: "it answered 400", of: message, to: "yard", at: utc(9))
        var room = OutboxState(destination: "room", sent: 1)
        #expect(try index.outboxStates().first == room)
        let yard = try #require(try index.outboxStates().last)
        #expect((yard.waiting, yard.dead, yard.failures) == (0, 1, 1))
        #expect(try index.revive(to: "yard") == 1)
        #expect(try waiting("yard").map(\.attempts) == [0])
        #expect(try index.revive(to: "nobody") == nil)
        room.sent = 1
        #expect(try index.outboxStates().first == room)
    }

    @Test func `of what was sent the newest hundred are kept`() throws {
        _ = try tell(.init(name: "room"))
        for number in 0..<103 {
            let event = Event.sample(from: Double(number) * 1_000, to: Double(number) * 1_000 + 300)
            try index.record(.of(events: [event]))
            try index.setStills([], evidence: .whole, of: event.id)
            let message = try #require(try waiting().first)
            try index.note(.sent, of: message, to: "room", at: utc(0))
        }
        let kept = try index.messages(to: "room", .sent, limit: 1_000)
        #expect(kept.count == 100)
        #expect(kept.first?.number == 4)
        #expect(try index.outboxStates().first?.sent == 103)
    }
}
