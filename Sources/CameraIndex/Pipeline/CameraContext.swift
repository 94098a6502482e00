import Foundation

/// What the scan of one camera works with.
struct CameraContext: Sendable {
    let camera: String
    let index: EventIndex
    let rules: [DwellRule]
    let settings: ScanSettings
    /// Whether what is known is forgotten and watched again.
    let again: Bool
    /// The zone in which times are written on pictures.
    let timeZone: TimeZone
    /// The time between two steps to the disk.
    let commitInterval: Duration
    let interrupt: Interrupt
    let progress: ScanProgress

    /// The events that the rules make of a stop.
    func events(of stop: Stop, on timeline: Timeline, clock: MediaClock) -> [Event] {
        rules.flatMap { rule in
            rule.events(of: stop, camera: camera, timeline: timeline, clock: clock)
        }
    }

    /// All events of a timeline by the rules of now.
    func events(on timeline: Timeline) throws(IndexError) -> [IndexedEvent] {
        var query = EventQuery(cameras: [camera])
        query.rules = rules.map(\.name)
        query.includesCoverage = false
        var events: [IndexedEvent] = []
        repeat {
            let page = try index.events(query)
            events += page.events.filter {
                // A name with a wildcard in it finds its likes too.
                $0.timeline == timeline && $0.event.camera == camera
            }
            query.cursor = page.next
        } while query.cursor != nil
        return events
    }
}
