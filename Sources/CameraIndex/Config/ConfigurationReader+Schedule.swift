internal import Foundation
internal import Yams

extension ConfigurationReader {
    /// Reads what stands under `schedule`.
    mutating func schedule(_ place: Place) -> ScheduleConfiguration? {
        guard place.node.mapping != nil else {
            report(
                "\(place.path) is \(Self.kind(of: place.node)); write hours under it, such as "
                    + #""hours: {mon-fri: 07:00-19:00}"."#,
                at: place.spot
            )
            return nil
        }
        let values = values(of: place, by: ScheduleKey.self)
        var schedule = ScheduleConfiguration(hours: [])
        if let hours = values[.hours], !Self.isEmpty(hours.node) {
            schedule.hours = self.hours(hours)
        } else {
            report(
                "\(place.path) has no hours; write them by day, such as "
                    + #""hours: {mon-fri: 07:00-19:00}"."#,
                at: place.spot
            )
        }
        schedule.holidays = values[.holidays].map { dates($0) }
        if let zone = values[.timeZone] {
            schedule.timeZone = timeZone(zone)
        } else {
            schedulesWithoutZone.append(place)
        }
        return schedule
    }

    /// Reads the name of a time zone.
    mutating func timeZone(_ place: Place) -> TimeZone? {
        parsed(place, example: "write a time zone such as Asia/Shanghai") {
            name throws(TimeTextError) in try TimeZone(named: name)
        }
    }

    /// Reads a list of dates, or one.
    mutating func dates(_ place: Place) -> Set<CalendarDay> {
        let example = "write dates such as [2026-01-01, 2026-05-01]"
        return Set(
            oneOrMore(place, example: example).compactMap { element in
                parsed(element, example: example) { text throws(TimeTextError) in
                    try CalendarDay(text: text)
                }
            }
        )
    }

    /// The elements of a list, or the one value that stands in its place.
    mutating func oneOrMore(_ place: Place, example: String) -> [Place] {
        place.node.sequence == nil ? [place] : elements(of: place, example: example)
    }

    private mutating func hours(_ place: Place) -> [Schedule.Hours] {
        let example = #"write hours such as "mon-fri: 07:00-19:00""#
        var hours: [Schedule.Hours] = []
        for entry in entries(of: place, example: example) {
            let days: Set<Schedule.Day>
            do throws(TimeTextError) {
                days = try Schedule.Day.days(text: entry.key)
            } catch {
                report(error.message(at: "a key of \(place.path)"), at: entry.spot)
                continue
            }
            for element in oneOrMore(entry.value, example: example) {
                let read = parsed(element, example: example) { text throws(TimeTextError) in
                    try Schedule.Hours(text: text, on: days)
                }
                if let read { hours.append(read) }
            }
        }
        return hours
    }

    /// Reports the schedules of which nothing tells on whose clocks they are meant.
    mutating func checkTimeZones() {
        for place in schedulesWithoutZone {
            report(
                "\(place.path) has no time zone; write time_zone under it, or for all of the file "
                    + "at its top.",
                at: place.spot
            )
        }
    }
}
