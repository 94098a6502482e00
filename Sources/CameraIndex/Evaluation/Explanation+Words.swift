public import Foundation

extension Explanation {
    /// What is to be said of the moment, a line each: what stood there, and what each rule made of
    /// it; times are told on the clocks of `zone`.
    public func lines(in zone: TimeZone) -> [String] {
        let words = ExplanationWords(clock: request.clock, zone: zone)
        var lines = [
            "\(request.camera) at \(words.time(shown)); watched again from "
                + words.time(watchedFrom)
        ]
        lines += circumstances(words)
        for (number, stop) in stops.enumerated() {
            lines.append("\(number + 1). " + words.stop(stop))
            for rule in request.rules { lines.append("   " + judgement(rule, stop, words)) }
        }
        let others = snapshot.tracks.filter { track in
            !stops.contains { $0.isLike(track) }
        }
        for track in others { lines.append("-  " + words.track(track, became: fate(of: track))) }
        if stops.isEmpty, others.isEmpty { lines.append("nothing keeps still then.") }
        return lines
    }

    /// What keeps the detector from seeing stops at all.
    private func circumstances(_ words: ExplanationWords) -> [String] {
        var lines: [String] = []
        if request.stops != nil {
            switch request.coverage?.state {
            case .watched:
                if let floor = request.coverage?.floor {
                    lines.append("the scan watched it: every stop of \(floor.shortText) or more")
                }
            case .damaged: lines.append("the scan saw nothing: the footage is damaged there")
            case .unreadable:
                lines.append("the scan could not compare the pictures with the scene there")
            case .frozen:
                lines.append("the scan saw nothing: the stream was frozen there, one picture")
            case nil: lines.append("the scan did not watch this moment")
            }
        }
        if snapshot.isLearning {
            lines.append("the scene is still being learned: what stands now becomes a part of it")
        }
        if let since = snapshot.unreadableSince {
            lines.append(
                "the pictures do not fit the scene since \(words.time(since)): broken, covered, or "
                    + "another view"
            )
        }
        return lines
    }

    /// What became of a track that is no stop at the moment.
    private func fate(of track: DetectorSnapshot.Track) -> Stop? {
        found.first { $0.isLike(track) }
    }

    private func judgement(
        _ rule: DwellRule,
        _ stop: Stop,
        _ words: ExplanationWords
    ) -> String {
        let name = "rule \(rule.name), zone \(rule.zone.name), limit \(rule.limit.tenthsText): "
        let clock = request.clock
        let book = RuleBook(camera: request.camera, rules: [rule])
        let earlier = request.stops == nil ? found : request.earlier
        let verdict = book.verdict(on: [stop], after: earlier, timeline: .utc) { _ in clock }
        if let event = verdict.events.first {
            let edge = event.onTheEdge ? "; on the edge of the limit" : ""
            let count = verdict.events.count
            let parts = count > 1 ? " and \(count - 1) more times" : ""
            return name + "raised at \(words.time(event.raisedAt))\(parts)\(edge)"
        }
        return name + "not raised: " + reason(rule, stop)
    }

    private func reason(_ rule: DwellRule, _ stop: Stop) -> String {
        guard rule.zone.holds(stop.box, frame: stop.frame, turn: stop.turn) else {
            let share = rule.zone.groundShare(of: stop.box, frame: stop.frame, turn: stop.turn)
            let percent = Int((100 * share).rounded(.down))
            return "\(percent) % of its ground contact lies in the zone, 50 % must"
        }
        let reading = rule.reading(of: stop, clock: request.clock)
        guard rule.concerns(stop, sizeClass: reading.sizeClass) else {
            let size = reading.sizeClass.map { "by its size it is a \($0.rawValue)" }
            return (size ?? "its size fits no class") + ", and the rule is about "
                + (rule.classes ?? []).map(\.rawValue).sorted().joined(separator: ", ")
        }
        if reading.isUnjudged {
            return "the rule holds at some hours, and nothing tells the time of day"
        }
        if stop.dwell < rule.limit {
            let still = stop.ending == nil ? "stands so far " : "stood "
            return "it \(still)\(stop.dwell.tenthsText)"
        }
        guard let longest = reading.rests.map(\.dwell).max() else {
            return "it stood outside of the rule's hours"
        }
        if longest < rule.limit {
            return "it stood \(stop.dwell.tenthsText), but in one piece, seen and within the "
                + "rule's hours, no longer than \(longest.tenthsText)"
        }
        return "it goes on with a stay in the same place that was raised before"
    }
}

extension Stop {
    /// Whether a track of the detector is this stop.
    fileprivate func isLike(_ track: DetectorSnapshot.Track) -> Bool {
        guard let shared = box.intersection(with: track.box)?.areaPixels else { return false }
        return 2 * shared > min(box.areaPixels, track.box.areaPixels)
            && (since - track.since).magnitude <= .seconds(10)
    }
}

/// Says what a stop or a track is.
private struct ExplanationWords {
    let clock: MediaClock
    let zone: TimeZone

    /// A moment as people write it.
    func time(_ time: MediaTime) -> String {
        clock.utc(at: time)?.rfc3339(in: zone) ?? time.text
    }

    /// Where and how long something stood.
    func stop(_ stop: Stop) -> String {
        let from =
            "a stop \(place(stop.box)) since \(time(stop.since)) ± "
            + stop.sinceUncertainty.hundredthsText
        let arrival = stop.arrivalSeen ? "" : ", there before it was watched"
        let end: String
        switch stop.ending {
        case nil: end = "still there at \(time(stop.lastSeen))"
        case .left: end = "left at \(time(stop.lastSeen)) ± \(stop.endUncertainty.hundredthsText)"
        case .replaced: end = "replaced by another after \(time(stop.lastSeen))"
        case .lost: end = "hidden for too long after \(time(stop.lastSeen))"
        case .interrupted: end = "the footage or the view broke off at \(time(stop.lastSeen))"
        }
        return "\(from)\(arrival), \(end): stood \(stop.dwell.tenthsText); seen in "
            + "\(percent(stop.seenRatio)) of the samples, hidden in \(percent(stop.hiddenRatio))"
    }

    /// What the detector thinks of something that is no stop, and what became of it.
    func track(_ track: DetectorSnapshot.Track, became stop: Stop?) -> String {
        let what: String
        switch track.nature {
        case .pending: what = "something keeps still, not judged yet,"
        case .thing: what = "something stands, too shortly or too rarely seen for a stop,"
        case .shadow: what = "a shadow or a patch of light, never a stop,"
        case .part: what = "a part of a larger stop, never one itself,"
        }
        var text =
            "\(what) \(place(track.box)) since \(time(track.since)); seen in "
            + "\(percent(track.seenRatio)) of the samples, hidden in \(percent(track.hiddenRatio))"
        if track.absence > .zero {
            text += "; its empty place seen for \(track.absence.tenthsText)"
        }
        if track.hiding > .zero { text += "; hidden for \(track.hiding.tenthsText)" }
        if let stop { text += "; becomes a stop of \(stop.dwell.tenthsText)" }
        return text
    }

    private func place(_ box: Box) -> String {
        "at \(box.x),\(box.y) \(box.width) × \(box.height)"
    }

    private func percent(_ share: Double) -> String { (100 * share).text(digits: 0) + " %" }
}
