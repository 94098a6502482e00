import CameraIndex
import Foundation
import Testing

/// What becomes of a camera's events where other rules are applied while a daemon watches it.
struct WatchedRuleApplicationTests {
    private let facts: StoredFacts
    private let daemon = LeaseHolder.thisProcess("camindexd run")
    private let leases: (folder: DaemonLease, camera: CameraLease)

    init() throws {
        facts = try StoredFacts([
            StoredFacts.stop(100, 700),
            Stop.sample(from: 1000, to: 1500, box: Self.place, ending: nil),
            StoredFacts.stop(2000, 2200, place: 2),
        ])
        let directory = facts.index.directory
        leases = (
            try DaemonLease(of: directory, holder: daemon),
            try facts.index.lease("gate-2", holder: daemon)
        )
    }

    private static let place = Box(x: 100, y: 200, width: 80, height: 40)

    private func application(_ limit: MediaDuration) -> RuleApplication {
        let rules = [DwellRule(name: "no-stopping", limit: limit)]
        return RuleApplication(camera: "gate-2", rules: rules, timeZone: .gmt)
    }

    private func apply(_ limit: MediaDuration) throws -> RuleApplication.Outcome {
        try #require(try application(limit).run(on: facts.index))
    }

    private func events() throws -> [IndexedEvent] {
        try facts.index.events(of: "gate-2", on: .utc).sorted { $0.event.since < $1.event.since }
    }

    @Test func `what has ended is judged, and what stands is left to the daemon`() throws {
        let outcome = try apply(.minutes(3))
        #expect(outcome.watcher == daemon)
        #expect(outcome.raised == 1)
        #expect(outcome.vanished == 0)
        #expect(outcome.kept == 1)
        let found = try events().map(\.event)
        #expect(found.map(\.limit) == [.minutes(3), .minutes(4), .minutes(3)])
        #expect(found.map(\.state) == [.ended, .open, .ended])
    }

    @Test func `a limit that nothing has reached takes nothing from what stands`() throws {
        let outcome = try apply(.minutes(20))
        #expect(outcome.vanished == 1)
        #expect(try events().map(\.event.state) == [.open])
    }

    @Test func `the daemon makes the evidence of its own events`() throws {
        let outcome = try apply(.minutes(3))
        #expect(outcome.awaitingEvidence == 0)
        // The first was raised by the daemon, as was the second.
        let states = try events().map(\.evidence.name)
        #expect(states == ["pending", "pending", "incomplete"])
    }

    @Test func `two do not judge a camera at a time`() throws {
        let other = try CameraLease(
            camera: "gate-2",
            in: facts.index.directory,
            holder: .thisProcess("camindexd rules apply"),
            for: .judging
        )
        defer { other.release() }
        #expect(throws: IndexError.self) { try apply(.minutes(3)) }
        #expect(try events().count == 2)
    }

    @Test func `a camera that another than the daemon writes is not judged`() throws {
        leases.camera.release()
        var scan = daemon
        scan.process += 1
        let lease = try facts.index.lease("gate-2", holder: scan)
        defer { lease.release() }
        #expect(throws: IndexError.self) { try apply(.minutes(3)) }
        #expect(try events().count == 2)
    }
}
