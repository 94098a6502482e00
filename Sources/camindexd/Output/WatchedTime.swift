package import CameraIndex

/// How much of the asked time of one camera was watched, and how closely.
package struct WatchedTime: Sendable {
    /// The camera.
    let camera: String
    /// The axis of all times.
    let timeline: Timeline
    /// The file, where the timeline is one file's own.
    let file: String?
    /// From the first to the last moment asked for.
    let span: MediaRange
    /// How much was asked for.
    let asked: MediaDuration
    /// How much of it was watched.
    private(set) var watched = MediaDuration.zero
    /// How much was watched at each floor, the shortest stop that cannot have been missed.
    private(set) var floors: [MediaDuration: MediaDuration] = [:]
    /// What was not watched, in order.
    private(set) var gaps: [MediaRange] = []
    /// Where there is footage that cannot be read.
    private(set) var damaged: [MediaRange] = []
    /// Where the stream was frozen.
    private(set) var frozen: [MediaRange] = []
    /// How far the zones of rules could be judged.
    let zones: [ZoneObservability]

    /// Takes up what the index answered.
    package init(_ part: CoverageAnswer.Part) {
        camera = part.camera
        timeline = part.timeline
        file = part.file
        span = part.asked
        asked = part.asked.duration
        watched = part.watched
        gaps = part.gaps
        damaged = part.damaged
        frozen = part.frozen
        zones = part.zones
        for stretch in part.floors {
            floors[stretch.floor, default: .zero] += stretch.range.duration
        }
    }

    /// Makes it of the stretches asked for, which may overlap, and what the ledger says of them.
    package init(
        camera: String,
        timeline: Timeline,
        file: String?,
        asked stretches: [MediaRange],
        spans: [CoverageSpan],
        zones: [ZoneObservability] = []
    ) {
        self.camera = camera
        self.timeline = timeline
        self.file = file
        self.zones = zones
        let stretches = Self.joined(stretches)
        span = MediaRange(stretches.first?.start ?? .zero, stretches.last?.end ?? .zero)
        asked = stretches.reduce(.zero) { $0 + $1.duration }
        let spans = spans.sorted { $0.range.start < $1.range.start }
        for stretch in stretches { add(spans, within: stretch) }
    }

    /// Below this share of the samples a stop may be hidden for longer than its rule bears,
    /// which is a quarter of the limit where nobody says otherwise.
    private static let usualShare = 0.75

    /// The zones of which must be told how far they could be judged, each once.
    var doubtfulZones: [ZoneObservability] {
        var names: Set<String> = []
        return zones.sorted { $0.notObservable.count > $1.notObservable.count }.filter { zone in
            (!zone.notObservable.isEmpty || zone.judgedShare < Self.usualShare)
                && names.insert(zone.zone).inserted
        }.sorted { $0.zone < $1.zone }
    }

    private mutating func add(_ spans: [CoverageSpan], within stretch: MediaRange) {
        var reached = stretch.start
        for span in spans {
            // A span may come twice where two stretches lie in it.
            guard let range = span.range.intersection(with: stretch), range.end > reached else {
                continue
            }
            let new = MediaRange(max(reached, range.start), range.end)
            guard span.state == .watched, let floor = span.floor else {
                if span.state == .frozen { frozen.append(new) } else { damaged.append(new) }
                continue
            }
            if reached < new.start { gaps.append(MediaRange(reached, new.start)) }
            watched += new.duration
            floors[floor, default: .zero] += new.duration
            reached = new.end
        }
        if reached < stretch.end { gaps.append(MediaRange(reached, stretch.end)) }
    }

    /// The stretches in order, those that touch or overlap as one.
    private static func joined(_ stretches: [MediaRange]) -> [MediaRange] {
        var joined: [MediaRange] = []
        for stretch in stretches.sorted(by: { $0.start < $1.start }) {
            if let last = joined.last, stretch.start <= last.end {
                joined[joined.count - 1] = MediaRange(last.start, max(last.end, stretch.end))
            } else {
                joined.append(stretch)
            }
        }
        return joined
    }
}

extension MediaDuration {
    fileprivate static func += (left: inout MediaDuration, right: MediaDuration) {
        left = left + right
    }
}
