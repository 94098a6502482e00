import CameraIndex
import Foundation
import Testing

struct HoursTests {
    private let rule: DwellRule

    init() throws {
        let hours = try Schedule.Hours(text: "07:00-19:00", on: Schedule.Day.days(text: "daily"))
        rule = .of240 { $0.schedule = Schedule(hours: [hours], timeZone: .gmt) }
    }

    private static let hour = 3600.0

    @Test func `only time within the hours counts`() {
        let early = StopMaker.stop(6.9 * Self.hour, 7 * Self.hour + 239)
        #expect(rule.events(of: [early]).isEmpty)
        let longer = StopMaker.stop(6.9 * Self.hour, 7 * Self.hour + 240, uncertainty: 0.3)
        let found = rule.events(of: [longer])
        #expect(found.map(\.seconds) == [7 * Self.hour...7 * Self.hour + 240])
        #expect(found.map(\.arrivalSeen) == [false])
        #expect(found.map(\.cutByHours) == [.start])
        #expect(found.map(\.uncertainty) == [.seconds(0.3)])
    }

    @Test func `an event ends with the hours`() {
        let late = StopMaker.stop(18 * Self.hour, 20 * Self.hour, ending: nil)
        let found = rule.events(of: [late])
        #expect(found.map(\.seconds) == [18 * Self.hour...19 * Self.hour])
        #expect(found.map(\.state) == [.ended])
        #expect(found.map(\.cutByHours) == [.end])
    }

    @Test func `a stay within the hours is told as it is`() {
        let stop = StopMaker.stop(8 * Self.hour, 9 * Self.hour, ending: nil)
        let found = rule.events(of: [stop])
        #expect(found.map(\.state) == [.open])
        #expect(found.map(\.cutByHours) == [.none])
        #expect(found == DwellRule.of240().events(of: [stop]))
    }

    @Test func `what stands for days is an event on each of them`() {
        let stop = StopMaker.stop(18 * Self.hour, 57 * Self.hour)
        let found = rule.events(of: [stop])
        #expect(found.map(\.cutByHours) == [.end, .both, .start])
        #expect(Set(found.map(\.id)).count == 3)
    }

    @Test func `a day that gets other hours leaves the events of other days their names`() throws {
        let stop = StopMaker.stop(18 * Self.hour, 57 * Self.hour)
        var festive = rule
        festive.schedule?.holidays = [try CalendarDay(text: "2026-01-06")]
        festive.schedule?.hours[0].days.remove(.holiday)
        let before = rule.events(of: [stop]).map(\.id)
        let after = festive.events(of: [stop]).map(\.id)
        #expect(after == [before[0], before[2]])
    }

    @Test func `hours twice a day make two events`() throws {
        var twice = rule
        twice.schedule?.hours = try ["07:00-09:30", "16:00-19:00"].map {
            try Schedule.Hours(text: $0, on: [.monday])
        }
        let found = twice.events(of: [StopMaker.stop(0, 24 * Self.hour)])
        #expect(found.map(\.dwell) == [.minutes(150), .minutes(180)])
        #expect(Set(found.map(\.id)).count == 2)
    }

    @Test func `without a clock nothing is judged, and that is told`() {
        let book = RuleBook(camera: "gate-2", rules: [rule])
        let (long, short) = (StopMaker.stop(0, 300), StopMaker.stop(400, 500))
        let verdict = book.verdict(on: [long, short], timeline: .footage(.init(stored: "f"))) {
            _ in .unknown
        }
        #expect(verdict.events.isEmpty)
        #expect(verdict.unjudged.map(\.stop) == [long.id])
        #expect(verdict.unjudged.map(\.rule) == ["no-stopping"])
    }
}
