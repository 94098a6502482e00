/// Scans the footage of one camera: each of its timelines, one after the other.
struct CameraScan {
    let context: CameraContext
    let footage: [PlannedFootage]
    /// Whether the gear of the context was asked for; else the cheapest that serves is taken.
    let isGearAsked: Bool

    /// Watches what is to be watched and tells what the index knows of it then.
    func run() throws(IndexError) -> ScanSummary.Camera {
        var summary = ScanSummary.Camera(camera: context.camera)
        var timelines: [Timeline] = []
        for planned in footage where !timelines.contains(planned.footage.timeline) {
            timelines.append(planned.footage.timeline)
        }
        for timeline in timelines {
            let own = footage.filter { $0.footage.timeline == timeline }
            let outcome = try watch(own, timeline)
            summary.watched += outcome.watched
            summary.skipped += outcome.skipped
            summary.problems += outcome.problems
            summary.decodedCount += outcome.decodedCount
            if !outcome.watched.isEmpty, let gear = outcome.gear { summary.gears.insert(gear) }
            try addAnswer(to: &summary, timeline, own)
        }
        return summary
    }

    /// Watches the files of a timeline in the gear that serves.
    private func watch(
        _ footage: [PlannedFootage],
        _ timeline: Timeline
    ) throws(IndexError) -> TimelineOutcome {
        let length = try length(of: footage, timeline)
        let choice =
            isGearAsked
            ? GearChoice(context.settings, of: footage, lasting: length)
            : GearChoice(cheapestFor: context.settings, of: footage, lasting: length)
        var context = context
        context.settings = choice.settings
        context.readThrough = choice.readThrough
        var outcome = TimelineOutcome()
        if context.settings.gear == .survey {
            var scan = try TimelineScan<SurveyPipeline>(context, timeline: timeline)
            outcome = try scan.run(footage)
        } else {
            var scan = try TimelineScan<CameraPipeline>(context, timeline: timeline)
            outcome = try scan.run(footage)
        }
        outcome.problems += choice.notes
        outcome.gear = choice.settings.gear
        return outcome
    }

    /// How long footage is, with what is known of its timeline already.
    private func length(
        of footage: [PlannedFootage],
        _ timeline: Timeline
    ) throws(IndexError) -> MediaDuration {
        let asked = Set(footage.map(\.footage.id))
        let known = try context.index.footage(of: context.camera).filter {
            $0.timeline == timeline && !asked.contains($0.id)
        }
        return (known + footage.map(\.footage)).reduce(.zero) { $0 + $1.range.duration }
    }

    /// Adds what the index knows of the asked footage of one timeline.
    private func addAnswer(
        to summary: inout ScanSummary.Camera,
        _ timeline: Timeline,
        _ footage: [PlannedFootage]
    ) throws(IndexError) {
        let known = try context.index.footage(of: context.camera)
        var ranges: [MediaRange] = []
        for planned in footage {
            // What the container claims may differ from what is really there.
            let file =
                known.first { $0.id == planned.footage.id && $0.timeline == timeline }
                ?? planned.footage
            ranges.append(file.range)
            summary.asked.append(
                ScanSummary.Asked(path: planned.footage.path, timeline: timeline, range: file.range)
            )
            try addCoverage(of: file, to: &summary)
        }
        summary.events += try context.events(on: timeline, within: ranges)
        summary.zones[timeline] = try context.index.observability(
            of: context.book.judgedZones,
            camera: context.camera,
            timeline: timeline,
            within: ranges
        )
    }

    /// Adds how much of a file was watched, and where it is damaged.
    private func addCoverage(
        of file: Footage,
        to summary: inout ScanSummary.Camera
    ) throws(IndexError) {
        let spans = try context.index.coverage(
            camera: context.camera,
            timeline: file.timeline,
            overlapping: file.range
        )
        if file.isComplete, !spans.contains(where: { $0.range.overlaps(file.range) }) {
            summary.problems.append(
                .missed("\(file.path): none of its pictures could be decoded.")
            )
        }
        for span in spans {
            guard let shared = span.range.intersection(with: file.range) else { continue }
            switch span.state {
            case .watched:
                summary.watchedDuration = summary.watchedDuration + shared.duration
                if let floor = span.floor { summary.floor = max(summary.floor ?? floor, floor) }
            case .damaged:
                summary.problems.append(
                    .missed(
                        "\(file.path) is damaged \(Self.text(shared, of: file)): "
                            + "nothing was seen there."
                    )
                )
            case .frozen:
                summary.problems.append(
                    .missed(
                        "\(file.path) shows one picture \(Self.text(shared, of: file)): "
                            + "the stream was frozen, and nothing was seen there. "
                            + "See to the camera or its recorder."
                    )
                )
            case .unreadable: continue
            }
        }
    }

    /// "from 00:01:00.000 to 00:02:00.000", in the time of a file.
    private static func text(_ range: MediaRange, of file: Footage) -> String {
        let start = MediaTime.zero + (range.start - file.offset)
        let end = MediaTime.zero + (range.end - file.offset)
        return "from \(start.text) to \(end.text)"
    }
}
