import Foundation

/// What the scan of one camera works with.
struct CameraContext: Sendable {
    let camera: String
    let index: EventIndex
    let rules: [DwellRule]
    let settings: ScanSettings
    /// Whether what is known is forgotten and watched again.
    let again: Bool
    /// Whether events get clips beside their stills.
    let keepsClips: Bool
    /// The zone in which times are written on pictures.
    let timeZone: TimeZone
    /// The time between two steps to the disk.
    let commitInterval: Duration
    /// Whether stills are made of the events.
    let makesEvidence: Bool
    let interrupt: Interrupt
    let progress: ScanProgress

    /// The events that the rules make of a stop.
    func events(of stop: Stop, on timeline: Timeline, clock: MediaClock) -> [Event] {
        rules.flatMap { rule in
            rule.events(of: stop, camera: camera, timeline: timeline, clock: clock)
        }
    }

    /// The events of a timeline by the rules of now that were going on in one of `stretches`.
    func events(
        on timeline: Timeline,
        within stretches: [MediaRange]
    ) throws(IndexError) -> [IndexedEvent] {
        guard let start = stretches.map(\.start).min(), let end = stretches.map(\.end).max() else {
            return []
        }
        var query = EventQuery(cameras: [camera])
        if timeline == .utc {
            query.from = UTCTime(microseconds: start.microseconds)
            query.to = UTCTime(microseconds: end.microseconds)
            query.includesUnknownClock = false
        }
        query.rules = rules.map(\.name)
        query.includesCoverage = false
        var events: [IndexedEvent] = []
        repeat {
            let page = try index.events(query)
            events += page.events.filter { indexed in
                // A name with a wildcard in it finds its likes too.
                indexed.timeline == timeline && indexed.event.camera == camera
                    && stretches.contains { indexed.event.overlaps($0) }
            }
            query.cursor = page.next
        } while query.cursor != nil
        return events
    }
}
