import CameraIndex
import Foundation
import Testing

struct RuleTrialTests {
    private let facts: StoredFacts
    private let long = StoredFacts.stop(100, 700)
    private let middling = StoredFacts.stop(1000, 1200, place: 1)
    private let late = StoredFacts.stop(5000, 5300, place: 2)

    init() throws {
        facts = try StoredFacts([long, middling, late, StoredFacts.stop(2000, 2030, place: 3)])
    }

    private func answer(
        _ rules: [DwellRule],
        from: Double? = nil,
        to: Double? = nil,
        matching: RuleTrial.Matching = .names
    ) throws -> RuleTrial.Answer {
        let trial = RuleTrial(
            camera: "gate-2",
            rules: rules,
            from: from.map { utc($0) },
            to: to.map { utc($0) },
            matching: matching
        )
        return try #require(try trial.run(on: facts.index))
    }

    private func words(_ answer: RuleTrial.Answer) -> [String] {
        answer.lines.map { "\($0.change) \(($0.event.event.since - moment(0)).seconds)" }
    }

    private func rule(_ limit: MediaDuration) -> DwellRule {
        DwellRule(name: "no-stopping", limit: limit)
    }

    @Test func `the rules of now change nothing`() throws {
        #expect(words(try answer([StoredFacts.rule])) == ["kept 100.0", "kept 5000.0"])
    }

    @Test func `a shorter limit raises more, a longer one less`() throws {
        let shorter = try answer([rule(.minutes(3))])
        #expect(words(shorter) == ["kept 100.0", "raised 1000.0", "kept 5000.0"])
        let longer = try answer([rule(.minutes(6))])
        #expect(words(longer) == ["kept 100.0", "vanished 5000.0"])
        #expect(longer.count(.vanished) == 1)
    }

    @Test func `nothing is written`() throws {
        let before = try facts.eventIDs()
        _ = try answer([rule(.minutes(3))])
        #expect(try facts.eventIDs() == before)
    }

    @Test func `only what was going on in the asked time is told`() throws {
        let found = try answer([rule(.minutes(3))], from: 650, to: 1100)
        #expect(words(found) == ["kept 100.0", "raised 1000.0"])
        #expect(words(try answer([rule(.minutes(3))], from: 700, to: 1000)) == [])
        #expect(found.coverage.asked == .seconds(450))
    }

    @Test func `a rule of another name is another rule`() throws {
        let renamed = DwellRule(name: "other", limit: .minutes(4))
        #expect(try answer([renamed]).count(.vanished) == 2)
        #expect(try answer([renamed]).count(.raised) == 2)
    }

    @Test func `tried as the only rule, events are known by their stops`() throws {
        let own = DwellRule(name: "dwell", limit: .minutes(3))
        let found = try answer([own], matching: .stops)
        #expect(words(found) == ["kept 100.0", "raised 1000.0", "kept 5000.0"])
        let strict = try answer([DwellRule(limit: .minutes(6))], matching: .stops)
        #expect(words(strict) == ["kept 100.0", "vanished 5000.0"])
    }

    @Test func `stills and reviews of what is there are told`() throws {
        let event = try #require(
            StoredFacts.rule.events(of: long, camera: "gate-2", clock: .given).first
        )
        try facts.index.setStills([.sample(.rest, at: long.since)], evidence: .whole, of: event.id)
        try facts.index.setReview(.confirmed, of: event.id)
        let kept = try #require(try answer([rule(.minutes(3))]).lines.first)
        #expect(kept.event.event.review == .confirmed)
        #expect(kept.event.event.limit == .minutes(3))
        #expect(kept.event.stills.count == 1)
        // A rule of another name finds the pictures of the same stop.
        let renamed = try answer([DwellRule(name: "other", limit: .minutes(4))])
        let raised = renamed.lines.filter { $0.change == .raised }
        #expect(raised.map(\.event.stills.count) == [1, 0])
        #expect(raised.first?.event.since?.file == "/footage/f1.mp4")
    }

    @Test func `a limit below the floor was not watched closely enough`() throws {
        let found = try answer([rule(.seconds(10))], from: 0, to: 3600)
        let shortfall = try #require(found.shortfalls.first)
        #expect(found.shortfalls.count == 1)
        #expect(shortfall.range == stretch(0, 3600))
        #expect(shortfall.floor == .seconds(20))
        #expect(shortfall.need == .seconds(10))
        #expect(shortfall.files == ["/footage/f1.mp4"])
        #expect(shortfall.canBeWatchedCloser)
        #expect(try answer([rule(.seconds(20))]).shortfalls.isEmpty)
        #expect(try answer([]).shortfalls.isEmpty)
    }

    @Test func `where pictures are far apart no scan can tell more`() throws {
        let slow = try StoredFacts([], floor: .seconds(40), longestGap: .seconds(10))
        let trial = RuleTrial(camera: "gate-2", rules: [rule(.seconds(30))])
        let found = try #require(try trial.run(on: slow.index))
        #expect(found.shortfalls.map(\.canBeWatchedCloser) == [false])
    }

    @Test func `a camera that the index does not know has no answer`() throws {
        let trial = RuleTrial(camera: "gate-*", rules: [StoredFacts.rule])
        #expect(try trial.run(on: facts.index) == nil)
    }

    @Test func `footage of unknown time is tried where no time is asked for`() throws {
        let footage = FootageID(stored: "c1")
        var batch = FactBatch.unknown(footage)
        var stop = StoredFacts.stop(0, 300)
        (stop.since, stop.lastSeen) = (.zero, MediaTime(seconds: 300))
        batch.stops = [stop.inPlainSight]
        batch.footage = [.sample("c1", timeline: .footage(footage))]
        try facts.index.record(batch)
        #expect(try answer([StoredFacts.rule]).count(.raised) == 1)
        #expect(try answer([StoredFacts.rule], from: 0).count(.raised) == 0)
        let hours = try Schedule.Hours(text: "07:00-19:00", on: [.monday])
        var timed = StoredFacts.rule
        timed.schedule = Schedule(hours: [hours], timeZone: .gmt)
        #expect(
            try answer([timed]).problems.map(\.description) == [
                "/footage/c1.mp4: 1 stop was not judged by the rule no-stopping, which holds at "
                    + "some hours: nothing tells when it was taken. Scan it with --start or "
                    + "--time-template."
            ]
        )
    }

    @Test func `thirty days of a busy camera are answered in less than a second`() throws {
        let month = 30 * 86_400.0
        let stops = (0..<6_000).map { number in
            let start = Double(number) * month / 6_000
            return StoredFacts.stop(
                start,
                start + 30 + Double(number * 7 % 400),
                place: number % 16
            )
            .inPlainSight
        }
        let busy = try StoredFacts(stops, until: month)
        let hours = try Schedule.Hours(text: "07:00-19:00", on: Schedule.Day.days(text: "daily"))
        var rule = rule(.minutes(3))
        rule.schedule = Schedule(hours: [hours], timeZone: try TimeZone(named: "Asia/Shanghai"))
        let trial = RuleTrial(camera: "gate-2", rules: [rule], from: utc(0), to: utc(month))
        let begin = ContinuousClock.now
        let found = try #require(try trial.run(on: busy.index))
        let elapsed = ContinuousClock.now - begin
        #expect(found.count(.raised) > 100)
        #expect(found.count(.kept) > 1_000)
        #expect(found.count(.vanished) > 1_000)
        #expect(elapsed < .seconds(1))
    }
}
