/// Scans the footage of one camera: each of its timelines, one after the other.
struct CameraScan {
    let context: CameraContext
    let footage: [PlannedFootage]

    /// Watches what is to be watched and tells what the index knows of it then.
    func run() throws(IndexError) -> ScanSummary.Camera {
        var summary = ScanSummary.Camera(camera: context.camera)
        var timelines: [Timeline] = []
        for planned in footage where !timelines.contains(planned.footage.timeline) {
            timelines.append(planned.footage.timeline)
        }
        for timeline in timelines {
            let own = footage.filter { $0.footage.timeline == timeline }
            var scan = TimelineScan(context, timeline: timeline)
            let outcome = try scan.run(own)
            summary.watched += outcome.watched
            summary.skipped += outcome.skipped
            summary.problems += outcome.problems
            try addAnswer(to: &summary, timeline, own)
        }
        return summary
    }

    /// Adds what the index knows of the asked footage of one timeline.
    private func addAnswer(
        to summary: inout ScanSummary.Camera,
        _ timeline: Timeline,
        _ footage: [PlannedFootage]
    ) throws(IndexError) {
        let known = try context.index.footage(of: context.camera)
        for planned in footage {
            // The range the container claims may be longer than what is really there.
            let range =
                known.first { $0.id == planned.footage.id && $0.timeline == timeline }?.range
                ?? planned.footage.range
            summary.asked.append(
                ScanSummary.Asked(path: planned.footage.path, timeline: timeline, range: range)
            )
            let spans = try context.index.coverage(
                camera: context.camera,
                timeline: timeline,
                overlapping: range
            )
            for span in spans where span.state == .watched {
                guard let shared = span.range.intersection(with: range) else { continue }
                summary.watchedDuration = summary.watchedDuration + shared.duration
                if let floor = span.floor { summary.floor = max(summary.floor ?? floor, floor) }
            }
        }
        let ranges = footage.map(\.footage.range)
        summary.events += try events(on: timeline).filter { indexed in
            let event = indexed.event
            let end = event.endedAt ?? event.since + event.dwell
            return ranges.contains { $0.start <= end && event.since < $0.end }
        }
    }

    /// All events of a timeline by the rules of the scan.
    private func events(on timeline: Timeline) throws(IndexError) -> [IndexedEvent] {
        var query = EventQuery(cameras: [context.camera])
        query.rules = context.rules.map(\.name)
        query.includesCoverage = false
        var events: [IndexedEvent] = []
        repeat {
            let page = try context.index.events(query)
            events += page.events.filter {
                // A name with a wildcard in it finds its likes too.
                $0.timeline == timeline && $0.event.camera == context.camera
            }
            query.cursor = page.next
        } while query.cursor != nil
        return events
    }
}
