package import CameraIndex
package import Foundation

/// Everything about one event, as a page of text.
package struct EventPortrait {
    private let indexed: IndexedEvent
    private let moments: MomentText
    private let root: String
    private let zone: TimeZone
    private let reviews: [ReviewEntry]

    private var event: Event { indexed.event }

    /// Describes an event with what was said of it, with times on the clocks of `zone` and pictures
    /// below `root`.
    package init(
        _ indexed: IndexedEvent,
        reviews: [ReviewEntry] = [],
        zone: TimeZone,
        root: String
    ) {
        self.indexed = indexed
        self.reviews = reviews
        self.root = root
        self.zone = zone
        moments = MomentText(clock: indexed.event.clock, zone: zone)
    }

    /// The page.
    package var text: String {
        let parts = [heading, facts, timeline, history, event.kind.isHealth ? "" : evidence]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var heading: String {
        if event.kind.isHealth {
            return "Event \(event.id): \(event.kind.rawValue), camera \(event.camera)\n".printable
        }
        return "Event \(event.id): rule \(event.rule), zone \(event.zone), camera \(event.camera)\n"
            .printable
    }

    private var facts: String {
        var table = TextTable(columns: [.words(""), .words("")])
        table.append(["state", state])
        if let box = event.box {
            table.append(["stood", stood])
            table.append(["place", place(box)])
        } else {
            table.append(["lasted", lasted])
            if let detail = event.detail { table.append(["because", detail]) }
        }
        table.append(["clock", clock])
        if let own = indexed.cameraClock { table.append(["camera's clock", text(of: own)]) }
        table.append(["severity", severity])
        if let kind = event.sizeClass { table.append(["size", "that of a \(kind.rawValue)"]) }
        table.append(["review", event.review.rawValue])
        guard !event.kind.isHealth else { return table.textWithoutTitles }
        if let place = indexed.since { table.append(["came to rest in", source(place)]) }
        if let place = indexed.ended { table.append(["ended in", source(place)]) }
        return table.textWithoutTitles
    }

    private var state: String {
        switch event.state {
        case .open where event.kind.isHealth: "open: still so when the camera was looked at last"
        case .ended where event.kind.isHealth: "ended: the camera is well again"
        case .interrupted where event.kind.isHealth: "interrupted: the camera was watched no longer"
        case .ended where event.cutByHours.isAtEnd:
            "ended: the rule's hours ended while it stood"
        case .open where event.clock.source == .arrival: "open: still there when it was last seen"
        case .open: "open: still there when the footage ended; more footage may continue it"
        case .ended: "ended: it was seen to leave"
        case .interrupted: "interrupted: lost from view or footage while it stood"
        }
    }

    private var stood: String {
        var text = "\(event.dwell.shortText) (limit \(event.limit.shortText)"
        text += ", times within \(event.uncertainty.shortText))"
        if event.cutByHours.isAtStart {
            text += "; there when the rule's hours began, which count it from then on"
        } else if !event.arrivalSeen {
            text += "; there from the first frame, so it may be longer"
        }
        if event.onTheEdge { text += "; on the edge of the limit" }
        return text
    }

    private var lasted: String {
        "\(event.dwell.shortText), times within \(event.uncertainty.shortText)"
    }

    private var severity: String {
        event.severity.rawValue + (event.violationCode.map { ", violation code \($0)" } ?? "")
    }

    private func place(_ box: Box) -> String {
        let frame = event.frame
        return "\(box.width) × \(box.height) pixels at \(box.x),\(box.y) "
            + "of the \(frame.width) × \(frame.height) frame"
    }

    private var clock: String {
        let source =
            switch event.clock.source {
            case .given: "as given by the operator"
            case .name: "read from the file's name"
            case .container: "read from the container, which may be wrong"
            case .arrival: "by when the pictures arrived"
            case .unknown: "unknown: times count from the file's beginning"
            }
        guard event.clock.isKnown, let uncertainty = event.clock.uncertainty else { return source }
        return "\(source), within \(uncertainty.shortText)"
    }

    private func text(of own: CameraClock) -> String {
        "\(own.sideText) this machine's, within \(own.uncertainty.shortText)"
            + (own.isHostKept == false ? ", which is kept right by nobody" : "")
    }

    private func source(_ place: IndexedEvent.Place) -> String {
        "\(place.file) at \(place.at.text)"
    }

    // MARK: - Timeline

    /// What happened when, in order.
    private var timeline: String {
        var steps: [(at: MediaTime, what: String)] = [
            (event.since, begin),
            (event.raisedAt, raised),
        ]
        for still in indexed.stills { steps.append((still.at, "still \(still.moment.rawValue)")) }
        switch (event.endedAt, event.state) {
        case (let end?, _) where event.cutByHours.isAtEnd:
            steps.append((end, "stands there when the rule's hours end"))
        case (let end?, _) where event.kind.isHealth: steps.append((end, "well again"))
        case (nil, _) where event.kind.isHealth:
            steps.append((event.since + event.dwell, "still so, the last time seen"))
        case (let end?, .interrupted): steps.append((end, "was last seen"))
        case (let end?, _): steps.append((end, "left"))
        case (nil, _): steps.append((event.since + event.dwell, "still there, the last time seen"))
        }
        var table = TextTable(columns: [.words(""), .numbers(""), .words("")])
        for step in steps.sorted(by: { $0.at < $1.at }) {
            table.append([
                moments.exact(step.at), "+" + (step.at - event.since).stopwatchText, step.what,
            ])
        }
        return table.textWithoutTitles
    }

    private var raised: String {
        event.kind.isHealth
            ? "has lasted for \(event.limit.shortText)"
            : "has stood for the limit of \(event.limit.shortText)"
    }

    private var begin: String {
        if event.kind.isHealth { return "was so for the first time" }
        if event.cutByHours.isAtStart { return "stands there when the rule's hours begin" }
        return event.arrivalSeen ? "came to rest" : "stands there in the first frame"
    }

    // MARK: - Reviews

    /// Who said what of it, in order.
    private var history: String {
        guard !reviews.isEmpty else { return "" }
        var table = TextTable(columns: [.words(""), .words(""), .words(""), .words("")])
        for entry in reviews {
            table.append([
                entry.at.localText(in: zone), entry.decision.rawValue, "by \(entry.by)", entry.note,
            ])
        }
        return table.textWithoutTitles
    }

    // MARK: - Evidence

    private var evidence: String {
        var text = "evidence: \(indexed.evidence.name)"
        if let reason = indexed.evidence.reason { text += ", \(reason)" }
        text += "\n"
        for still in indexed.stills {
            text +=
                "  \(still.moment.rawValue)  \(root)/\(still.path)\n    SHA-256 \(still.sha256)\n"
            text += "    frame alone \(root)/\(still.framePath)\n    SHA-256 \(still.frameSHA256)\n"
        }
        for clip in indexed.clips {
            text += "  clip  \(root)/\(clip.path)\n    SHA-256 \(clip.sha256)\n"
            text += "    \(moments.exact(clip.range.start)), \(clip.range.duration.shortText), "
            text += "\(clip.sizeBytes) bytes\n"
        }
        return (text + signature).printable
    }

    /// Whether what is there was signed; evidence that is still to be made has nothing to sign.
    private var signature: String {
        guard indexed.evidence != .pending else { return "" }
        guard let manifest = indexed.manifest else {
            return "  not signed: the next scan of the camera or export of the event signs it\n"
        }
        return "  signed as number \(manifest.sequence) of the chain: \(root)/\(manifest.path)\n"
            + "    SHA-256 \(manifest.sha256)\n"
    }
}

extension String {
    /// The lines with their control characters made visible.
    fileprivate var printable: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { DisplayWidth.printable(String($0)) }.joined(separator: "\n")
    }
}
