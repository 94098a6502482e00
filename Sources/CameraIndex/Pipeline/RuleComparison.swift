/// What rules make of the facts of a timeline, beside the events that the index holds of it.
public struct RuleComparison: Sendable {
    /// An event that the rules make and the index holds, perhaps with other words.
    public struct Kept: Sendable {
        /// As the index holds it.
        public var held: IndexedEvent
        /// As the rules make it.
        public var event: Event
    }

    /// The axis.
    public let timeline: Timeline
    /// Events that the rules make and the index does not hold.
    public private(set) var raised: [Event] = []
    /// Events that the index holds and the rules do not make.
    public private(set) var vanished: [IndexedEvent] = []
    /// Events that both have.
    public private(set) var kept: [Kept] = []
    /// What the rules cannot judge.
    public let unjudged: [RuleBook.Unjudged]

    private let held: [IndexedEvent]

    /// Compares what the rules make with what the index holds.
    init(
        timeline: Timeline,
        verdict: RuleBook.Verdict,
        held: [IndexedEvent],
        matching: RuleTrial.Matching
    ) {
        self.timeline = timeline
        self.held = held
        unjudged = verdict.unjudged
        switch matching {
        case .names: compareNames(verdict.events)
        case .stops: compareStops(verdict.events)
        }
    }

    private mutating func compareNames(_ events: [Event]) {
        let byName = Dictionary(held.map { ($0.event.id, $0) }) { first, _ in first }
        for event in events {
            if let old = byName[event.id] {
                kept.append(Kept(held: old, event: event))
            } else {
                raised.append(event)
            }
        }
        let made = Set(events.map(\.id))
        vanished = held.filter { !made.contains($0.event.id) }
    }

    private mutating func compareStops(_ events: [Event]) {
        let byStop = Dictionary(grouping: held, by: \.event.stop)
        var matched: Set<EventID> = []
        for event in events {
            let old = byStop[event.stop, default: []].filter {
                $0.event.overlaps(MediaRange(event.since, event.since + event.dwell))
            }
            matched.formUnion(old.map(\.event.id))
            if let first = old.first {
                kept.append(Kept(held: first, event: event))
            } else {
                raised.append(event)
            }
        }
        vanished = held.filter { !matched.contains($0.event.id) }
    }

    /// Leaves what goes on, and what came of some stops, as the index holds it.
    mutating func leave(_ stops: Set<StopID>) {
        func isLeft(_ event: Event) -> Bool { event.state == .open || stops.contains(event.stop) }
        raised.removeAll(where: isLeft)
        vanished.removeAll { isLeft($0.event) }
        kept.removeAll { isLeft($0.event) || isLeft($0.held.event) }
    }

    /// A new event as the index would tell it, with the stills that it has of the same stop.
    func indexed(_ event: Event, _ known: KnownFootage) -> IndexedEvent {
        IndexedEvent(
            event: event,
            timeline: timeline,
            stills: held.first { $0.event.stop == event.stop && !$0.stills.isEmpty }?.stills ?? [],
            since: known.place(of: event.since),
            ended: event.endedAt.flatMap { known.place(of: $0) }
        )
    }

    /// All events that the rules make.
    var events: [Event] { kept.map(\.event) + raised }

    /// What could not be judged, as problems: of which rule, in which file, and what to do.
    func problems(of known: KnownFootage) -> [ScanProblem] {
        let rules = Dictionary(grouping: unjudged, by: \.rule).sorted { $0.key < $1.key }
        return rules.map { rule, stops in
            let path = known.files.last { $0.offset <= stops[0].since }?.path ?? "the footage"
            let count = stops.count == 1 ? "1 stop was" : "\(stops.count) stops were"
            return .missed(
                "\(path): \(count) not judged by the rule \(rule), which holds at some hours: "
                    + "nothing tells when it was taken. Scan it with --start or --time-template."
            )
        }
    }

    /// The change that brings the index to what the rules say.
    var change: EventChange {
        let changed = kept.filter { kept in
            var event = kept.event
            event.review = kept.held.event.review
            return event != kept.held.event
        }
        return EventChange(
            timeline: timeline,
            removed: vanished.map(\.event.id),
            events: changed.map(\.event) + raised
        )
    }
}
