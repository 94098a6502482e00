/// How much of an asked time was watched, and how closely: what "0 events" is worth.
public struct CoverageAnswer: Hashable, Sendable {
    /// A stretch that was watched at one floor.
    public struct Stretch: Hashable, Sendable {
        /// The stretch, on the timeline.
        public var range: MediaRange
        /// The shortest stop that cannot have been missed.
        public var floor: MediaDuration
        /// The longest time between two samples inside.
        public var longestGap: MediaDuration
    }

    /// The answer for one timeline of a camera.
    public struct Part: Hashable, Sendable {
        /// The camera.
        public var camera: String
        /// The axis of the part's times.
        public var timeline: Timeline
        /// The file, where the timeline is one file's own.
        public var file: String?
        /// What was asked; where an end was left open, it reaches as far as the footage does.
        public var asked: MediaRange
        /// How much of it was watched.
        public var watched: MediaDuration
        /// The watched stretches; one for each change of the floor.
        public var floors: [Stretch]
        /// The stretches that were not watched: no footage, damaged, or not scanned yet.
        public var gaps: [MediaRange]
        /// Those of the gaps in which the footage is damaged.
        public var damaged: [MediaRange]
        /// Those of the gaps in which the stream was frozen.
        public var frozen: [MediaRange] = []
        /// How far zones could be judged in what was watched; those of which nothing is known are
        /// left out.
        public var zones: [ZoneObservability] = []

        /// Makes the part from the spans that overlap what was asked, in order.
        init(
            camera: String,
            timeline: Timeline,
            file: String?,
            asked: MediaRange,
            spans: [CoverageSpan]
        ) {
            self.camera = camera
            self.timeline = timeline
            self.file = file
            self.asked = asked
            watched = .zero
            floors = []
            gaps = []
            damaged = []
            for span in spans { add(span) }
            closeGap(at: asked.end, watchedFrom: floors.last?.range.end ?? asked.start)
        }

        /// What is known to be the matter in a gap: "damaged", "frozen", both or nothing.
        public func reasons(of gap: MediaRange) -> [String] {
            [(damaged, "damaged"), (frozen, "frozen")]
                .filter { stretches, _ in stretches.contains { $0.overlaps(gap) } }.map(\.1)
        }

        private mutating func add(_ span: CoverageSpan) {
            guard let range = span.range.intersection(with: asked) else { return }
            guard span.state == .watched, let floor = span.floor else {
                if span.state == .frozen {
                    frozen.appendOrExtend(range)
                } else {
                    damaged.appendOrExtend(range)
                }
                return
            }
            watched = watched + range.duration
            let longestGap = span.longestGap ?? .zero
            let reached = floors.last?.range.end ?? asked.start
            if let last = floors.last, reached == range.start, last.floor == floor {
                floors[floors.count - 1].range = MediaRange(last.range.start, range.end)
                floors[floors.count - 1].longestGap = max(last.longestGap, longestGap)
                return
            }
            closeGap(at: range.start, watchedFrom: reached)
            floors.append(Stretch(range: range, floor: floor, longestGap: longestGap))
        }

        private mutating func closeGap(at moment: MediaTime, watchedFrom reached: MediaTime) {
            if reached < moment { gaps.append(MediaRange(reached, moment)) }
        }
    }

    /// One part for each asked camera with a known clock, then one for each file without.
    public var parts: [Part]
    /// Whether it was asked how far zones could be judged, but of more footage than is told.
    public var isObservabilityLeftOut = false

    /// Makes an answer of its parts.
    init(parts: [Part]) {
        self.parts = parts
    }

    /// All asked time, over all parts.
    public var asked: MediaDuration { parts.reduce(.zero) { $0 + $1.asked.duration } }

    /// All watched time, over all parts.
    public var watched: MediaDuration { parts.reduce(.zero) { $0 + $1.watched } }

    /// The shortest stop that cannot have been missed anywhere in the watched time.
    public var floor: MediaDuration? { parts.flatMap(\.floors).map(\.floor).max() }
}

extension [MediaRange] {
    /// Adds a stretch that begins no earlier than the last, and joins the two where they touch.
    mutating func appendOrExtend(_ range: MediaRange) {
        if let last, range.start <= last.end {
            self[count - 1] = MediaRange(last.start, Swift.max(last.end, range.end))
        } else {
            append(range)
        }
    }
}
