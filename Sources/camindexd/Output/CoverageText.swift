import CameraIndex
package import Foundation

/// Says how much of an asked time was watched: what "no events" is worth.
package struct CoverageText: Sendable {
    private let zone: TimeZone
    /// The most gaps that are told one by one.
    private let gapLimit = 8
    /// The most cameras and files that are told one by one.
    private let partLimit = 20

    /// Makes sentences with times on the clocks of `zone`.
    package init(zone: TimeZone) {
        self.zone = zone
    }

    /// A line for each camera and file; of many, a line for all and one for each with gaps.
    package func lines(_ parts: [WatchedTime]) -> [String] {
        guard !parts.isEmpty else {
            return ["nothing was watched: the index has no footage of what was asked for"]
        }
        guard parts.count > partLimit else {
            return parts.flatMap { [name($0) + ": " + text($0)] + zones($0) }
        }
        let incomplete = parts.filter { !$0.gaps.isEmpty }
        var lines = ["all \(parts.count) cameras and files: " + total(parts)]
        lines += incomplete.prefix(partLimit).map { name($0) + ": " + text($0) }
        if incomplete.count > partLimit {
            lines.append(
                "and \(incomplete.count - partLimit) more with gaps; --camera NAME tells of one"
            )
        }
        return lines + parts.filter { !$0.zones.isEmpty }.flatMap { zones($0) }.prefix(partLimit)
    }

    /// "zone kerb could be judged in 35.2 % of what was watched; not observable: …", for each zone
    /// of which that must be known.
    private func zones(_ part: WatchedTime) -> [String] {
        part.doubtfulZones.map { zone in
            let line =
                "\(name(part)): zone \(DisplayWidth.printable(zone.zone)) could be judged in "
                + "\(Self.percent(zone.judgedShare)) of what was watched"
            guard !zone.notObservable.isEmpty else { return line }
            let moments = MomentText(timeline: part.timeline, zone: self.zone)
            return line + "; not observable: "
                + list(zone.notObservable) { moments.stretch($0, of: part.span) }
        }
    }

    /// "watched 23 h 12 min of 24 h (96.7 %), every stop of 20 s or more; not watched: …".
    private func text(_ part: WatchedTime) -> String {
        var text = Self.share(part.watched, of: part.asked)
        guard part.watched > .zero else { return text }
        text += ", " + floors(part)
        if !part.gaps.isEmpty { text += "; not watched: " + gaps(part) }
        return text
    }

    private func total(_ parts: [WatchedTime]) -> String {
        let watched = parts.reduce(MediaDuration.zero) { $0 + $1.watched }
        let share = Self.share(watched, of: parts.reduce(.zero) { $0 + $1.asked })
        guard let floor = parts.flatMap(\.floors.keys).max() else { return share }
        return share + ", every stop of \(floor.shortText) or more"
    }

    private func name(_ part: WatchedTime) -> String {
        guard part.timeline != .utc, let file = part.file else { return part.camera }
        return "\(part.camera), \(URL(filePath: file).lastPathComponent) (time unknown)"
    }

    private static func share(_ watched: MediaDuration, of asked: MediaDuration) -> String {
        if watched == .zero { return "watched nothing of \(asked.shortText)" }
        if watched == asked { return "watched all \(asked.shortText)" }
        let share = percent(watched.seconds / asked.seconds)
        return "watched \(watched.shortText) of \(asked.shortText) (\(share))"
    }

    private static func percent(_ share: Double) -> String {
        let thousandths = Int(share * 1_000)
        return "\(thousandths / 10).\(thousandths % 10) %"
    }

    /// The shortest stop that cannot have been missed;
    /// each one with its share where there are several.
    private func floors(_ part: WatchedTime) -> String {
        let sorted = part.floors.sorted { $0.key < $1.key }
        guard sorted.count > 1 else {
            return "every stop of \(sorted.first?.key.shortText ?? "any length") or more"
        }
        return "every stop of "
            + sorted.map { "\($0.key.shortText) or more in \($0.value.shortText)" }
            .joined(separator: ", of ")
    }

    private func gaps(_ part: WatchedTime) -> String {
        let moments = MomentText(timeline: part.timeline, zone: zone)
        return list(part.gaps) { gap in
            let reasons = [(part.damaged, "damaged"), (part.frozen, "frozen")]
                .filter { $0.0.contains { $0.overlaps(gap) } }.map(\.1)
            let reason = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
            return moments.stretch(gap, of: part.span) + reason
        }
    }

    /// The first stretches one by one, of the others how many there are.
    private func list(_ stretches: [MediaRange], _ text: (MediaRange) -> String) -> String {
        let shown = stretches.prefix(gapLimit).map(text)
        let rest = stretches.dropFirst(gapLimit)
        guard !rest.isEmpty else { return shown.joined(separator: ", ") }
        let length = rest.reduce(MediaDuration.zero) { $0 + $1.duration }
        return shown.joined(separator: ", ") + " and \(rest.count) more (\(length.shortText))"
    }
}
