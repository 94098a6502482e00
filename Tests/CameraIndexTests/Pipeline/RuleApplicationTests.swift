import CameraIndex
import Foundation
import Testing

struct RuleApplicationTests {
    private let facts: StoredFacts
    private let long = StoredFacts.stop(100, 700)
    private let late = StoredFacts.stop(5000, 5300, place: 2)

    init() throws {
        facts = try StoredFacts([long, StoredFacts.stop(1000, 1200, place: 1), late])
    }

    @discardableResult
    private func apply(
        _ limit: MediaDuration,
        name: String = "no-stopping",
        from: Double? = nil,
        to: Double? = nil
    ) throws -> RuleApplication.Outcome {
        let application = RuleApplication(
            camera: "gate-2",
            rules: [DwellRule(name: name, limit: limit)],
            from: from.map { utc($0) },
            to: to.map { utc($0) },
            timeZone: .gmt
        )
        return try #require(try application.run(on: facts.index))
    }

    private func event(of stop: Stop) throws -> Event {
        try #require(StoredFacts.rule.events(of: stop, camera: "gate-2", clock: .given).first)
    }

    @Test func `the index holds what a trial has told`() throws {
        let outcome = try apply(.minutes(3))
        #expect(outcome.raised == 1)
        #expect(outcome.vanished == 0)
        #expect(outcome.kept == 2)
        let found = try facts.index.events(of: "gate-2", on: .utc).map(\.event)
        #expect(found.map(\.limit) == [.minutes(3), .minutes(3), .minutes(3)])
        let again = RuleTrial(
            camera: "gate-2",
            rules: [DwellRule(name: "no-stopping", limit: .minutes(3))]
        )
        #expect(try again.run(on: facts.index)?.count(.kept) == 3)
    }

    @Test func `reviews outlive a rule that takes their events away and brings them back`() throws {
        let event = try event(of: late)
        try facts.index.setReview(.dismissed, of: event.id)
        #expect(try apply(.minutes(6)).vanished == 1)
        #expect(try !facts.eventIDs().contains(event.id))
        #expect(try apply(.minutes(4)).raised == 1)
        #expect(try facts.index.event(event.id.description).event.review == .dismissed)
        #expect(try facts.index.reviews(of: event.id).count == 1)
    }

    @Test func `events outside of the asked time stay as they are`() throws {
        try apply(.minutes(6), from: 0, to: 4000)
        let found = try facts.index.events(of: "gate-2", on: .utc).map(\.event.limit)
        #expect(found == [.minutes(6), .minutes(4)])
    }

    @Test func `events of rules that are no more vanish`() throws {
        let outcome = try apply(.minutes(4), name: "renamed")
        #expect(outcome.vanished == 2)
        #expect(outcome.raised == 2)
        let rules = try facts.index.events(of: "gate-2", on: .utc).map(\.event.rule)
        #expect(rules == ["renamed", "renamed"])
    }

    @Test func `evidence of events that stay is kept`() throws {
        let event = try event(of: long)
        let still = Still.sample(.rest, at: long.since)
        try facts.index.setStills([still], evidence: .whole, of: event.id)
        try apply(.minutes(4))
        let kept = try facts.index.event(event.id.description)
        #expect(kept.stills == [still])
        #expect(kept.evidence == .whole)
    }

    @Test func `stills whose footage is gone are told to be incomplete`() throws {
        try apply(.minutes(3))
        let states = try facts.index.events(of: "gate-2", on: .utc).map(\.evidence.name)
        #expect(states == ["incomplete", "incomplete", "incomplete"])
    }

    @Test func `a camera that is being scanned is not judged`() throws {
        let holder = LeaseHolder.thisProcess("camindexd scan")
        let lease = try facts.index.lease("gate-2", holder: holder)
        defer { lease.release() }
        #expect(throws: IndexError.self) { try apply(.minutes(3)) }
        #expect(try facts.eventIDs().count == 2)
    }

    @Test func `an unknown camera is told`() throws {
        let application = RuleApplication(camera: "nobody", rules: [], timeZone: .gmt)
        #expect(try application.run(on: facts.index) == nil)
    }
}
