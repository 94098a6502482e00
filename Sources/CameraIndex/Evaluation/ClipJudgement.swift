/// Judges what was found in a clip by what is true.
struct ClipJudgement {
    private let truth: ClipTruth
    private let findings: ClipEvaluation.Findings
    private let limit: MediaDuration
    private let zones: [Zone]
    /// Size and turn of the frames, as the findings tell; nil where nothing was found.
    private let view: Stop?

    private(set) var outcomes: [StopOutcome] = []
    private(set) var falseEvents: [FalseEvent] = []
    private(set) var unjudgedEvents: [Event] = []
    private(set) var otherStops: [Stop] = []

    /// Judges `findings` by `truth`.
    init(
        _ truth: ClipTruth,
        _ findings: ClipEvaluation.Findings,
        limit: MediaDuration,
        zones: [Zone]
    ) {
        self.truth = truth
        self.findings = findings
        self.limit = limit
        self.zones = zones
        view = findings.stops.first
        judge()
    }

    private mutating func judge() {
        let end = MediaTime.zero + findings.length
        let truths = truth.stops.map {
            TruthMatching.Stay(range: MediaRange($0.since, $0.end ?? end), box: $0.box)
        }
        let stops = TruthMatching(
            truths: truths,
            found: findings.stops.map { .init(range: $0.range, box: $0.box) }
        )
        let events = TruthMatching(
            truths: truths,
            found: findings.events.map {
                .init(range: MediaRange($0.since, $0.endedAt ?? end), box: $0.box)
            }
        )
        let byName = Dictionary(
            findings.stops.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for (index, stop) in truth.stops.enumerated() {
            let event = events.findings[index].map { findings.events[$0] }
            let own = stops.findings[index].map { findings.stops[$0] }
            let fact = event.flatMap { byName[$0.stop] } ?? own
            outcomes.append(outcome(of: stop, event, fact, until: end))
        }
        let known = Set(stops.findings.compactMap { $0 })
        otherStops = findings.stops.indices.filter { !known.contains($0) }
            .map { findings.stops[$0] }
        sortOut(events)
    }

    // MARK: - Stops

    private func outcome(
        of stop: TruthStop,
        _ event: Event?,
        _ fact: Stop?,
        until end: MediaTime
    ) -> StopOutcome {
        let dwell = (stop.end ?? end) - stop.since
        let stated = fact.map { $0.sinceUncertainty + $0.endUncertainty }
        let uncertainty = stated ?? ClipEvaluation.usualUncertainty
        // What still stands was last seen up to one frame before the clip's end.
        let unseen = fact?.ending == nil ? fact.map { max(.zero, end - $0.lastSeen) } : nil
        let verdict = verdict(
            on: stop,
            isRaised: event != nil,
            margin: dwell - limit,
            slack: uncertainty + truth.tolerance + (unseen ?? .zero)
        )
        return StopOutcome(
            truth: stop,
            verdict: verdict,
            event: event,
            stop: fact,
            dwell: dwell,
            limit: limit,
            uncertainty: uncertainty,
            reason: verdict == .missed ? reason(forMissing: stop, fact) : nil
        )
    }

    private func verdict(
        on stop: TruthStop,
        isRaised: Bool,
        margin: MediaDuration,
        slack: MediaDuration
    ) -> StopOutcome.Verdict {
        let range = MediaRange(stop.since, stop.end ?? .zero + findings.length)
        guard stop.expectation != .either, !isIgnored(range) else { return .unasked }
        guard stop.expectation == .yes, isInZone(stop) else {
            return isRaised ? .raisedUnasked : .unasked
        }
        if margin >= slack { return isRaised ? .found : .missed }
        if margin <= .zero - slack { return isRaised ? .raisedEarly : .spared }
        return .onTheEdge
    }

    private func isInZone(_ stop: TruthStop) -> Bool {
        if zones == [truth.zone], let isInZone = stop.isInZone { return isInZone }
        guard let box = stop.box, let view else { return true }
        return zones.contains { $0.holds(box, frame: view.frame, turn: view.turn) }
    }

    private func isIgnored(_ range: MediaRange) -> Bool {
        truth.ignored.contains { $0.overlaps(range) }
    }

    private func reason(forMissing stop: TruthStop, _ fact: Stop?) -> String {
        guard let fact else { return "no stop was found there" }
        guard zones.contains(where: { $0.holds(fact.box, frame: fact.frame, turn: fact.turn) })
        else { return "it was found outside of the zone" }
        guard fact.dwell >= limit else {
            let ending = fact.ending?.rawValue ?? "standing at the end"
            return "it was found to stand \(fact.dwell.tenthsText) (\(ending))"
        }
        return fact.gaps.isEmpty
            ? "another stop there is its event" : "breaks in the footage cut it in parts"
    }

    // MARK: - Events

    private mutating func sortOut(_ matching: TruthMatching) {
        let verdicts = Dictionary(
            zip(matching.findings, outcomes.map(\.verdict)).compactMap { finding, verdict in
                finding.map { ($0, verdict) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        for (index, event) in findings.events.enumerated() {
            switch verdicts[index] {
            case .found, .onTheEdge: continue
            case .unasked: unjudgedEvents.append(event)
            case .raisedEarly: add(event, .leftInTime)
            case .raisedUnasked: add(event, .notAsked)
            case .missed, .spared, nil:
                add(event, matching.duplicates.contains(index) ? .duplicate : .nothingStopped)
            }
        }
    }

    private mutating func add(_ event: Event, _ reason: FalseEvent.Reason) {
        let range = MediaRange(event.since, event.endedAt ?? .zero + findings.length)
        if truth.isComplete, !isIgnored(range) {
            falseEvents.append(FalseEvent(event, reason))
        } else {
            unjudgedEvents.append(event)
        }
    }
}
