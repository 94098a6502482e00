import CameraIndex

/// How a daemon and its cameras are, for people: a summary, then the cameras, those in trouble
/// first.
package struct StatusTable {
    private let status: DaemonStatus
    private let before: DaemonStatus?

    /// What waits for longer, in seconds, waits because there is too much of it.
    private static let bearableWait = 10.0
    /// So far a camera's clock may be off by the standards of evidence.
    private static let bearableOffset = 1.0

    /// Prepares a table.
    ///
    /// - Parameters:
    ///   - status: how it is.
    ///   - before: how it was some seconds before, so that what is used now can be told; nil for
    ///     what was used on the average.
    package init(_ status: DaemonStatus, since before: DaemonStatus? = nil) {
        self.status = status
        self.before = before
    }

    /// All of it.
    package var text: String {
        let told = status.destinations.isEmpty ? "" : destinationTable.text + "\n"
        return summary + "\n" + told + table(of: cameras).text
    }

    /// As much of it as a terminal shows, each line cut where the terminal ends.
    ///
    /// - Parameters:
    ///   - columns: characters in a line.
    ///   - rows: lines.
    /// - Returns: the lines.
    package func lines(columns: Int, rows: Int) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        // The cursor stands in the last line.
        let room = max(4, rows - 1)
        if lines.count > room {
            let hidden = cameras.suffix(lines.count - room + 1)
            let well = hidden.allSatisfy { Self.trouble(of: $0) == nil } ? ", all well" : ""
            lines = lines.prefix(room - 1) + ["… and \(hidden.count) more\(well)"]
        }
        return lines.map { Self.cut($0, to: columns) }
    }

    // MARK: - The summary

    private var summary: String {
        let watch = status.watch
        let counts = watch.counts
        let states = CameraStatus.State.allCases.compactMap { state in
            counts[state].map { "\($0) \(state.rawValue)" }
        }
        let count = watch.cameras.count
        let cameras = count == 1 ? "1 camera" : "\(count) cameras"
        var parts = [
            "\(cameras): \(states.joined(separator: ", "))",
            "CPU \(Self.share(processorShare))",
            "memory \(status.process.residentBytes / 1_000_000) MB",
        ]
        if let lag = watch.cameras.compactMap(\.lagSeconds).max() {
            parts.append("longest lag \(MediaDuration.seconds(lag).shortText)")
        }
        parts.append("up \(MediaDuration.seconds(watch.uptimeSeconds).shortText)")
        if watch.phase != .running { parts.append(watch.phase.rawValue) }
        let lines = [parts.joined(separator: "  ")] + warnings
        return lines.map { $0 + "\n" }.joined()
    }

    private var warnings: [String] {
        var lines: [String] = []
        let pool = status.watch.pool
        if let trouble = Liveness.trouble(afterWorking: .seconds(pool.longestWorkSeconds)) {
            lines.append(trouble)
        } else if pool.longestWaitSeconds >= Self.bearableWait {
            lines.append(
                "what cameras send waits for up to \(Self.length(pool.longestWaitSeconds)): this "
                    + "machine has too little time for all of them"
            )
        }
        let clock = status.watch.hostClock
        if clock.isSynchronised == false {
            lines.append("this machine's clock is kept right by nobody (timedatectl)")
        }
        if clock.stepSeconds.magnitude > 1 {
            let step = MediaDuration.seconds(clock.stepSeconds).shortText
            lines.append("this machine's clock was set by \(step) since the start")
        }
        return lines
    }

    private var processorShare: Double {
        let (now, then) = (status, before)
        guard let then, now.watch.uptimeSeconds > then.watch.uptimeSeconds else {
            return now.process.processorSeconds / max(now.watch.uptimeSeconds, 0.001)
        }
        return (now.process.processorSeconds - then.process.processorSeconds)
            / (now.watch.uptimeSeconds - then.watch.uptimeSeconds)
    }

    // MARK: - The cameras

    /// The cameras, those in trouble first, else in their own order.
    private var cameras: [CameraStatus] {
        let troubled = status.watch.cameras.filter { Self.trouble(of: $0) != nil }
        return troubled.sorted { Self.rank($0) < Self.rank($1) }
            + status.watch.cameras.filter { Self.trouble(of: $0) == nil }
    }

    private func table(of cameras: [CameraStatus]) -> TextTable {
        var table = TextTable(columns: [
            .words("CAMERA"), .words("STATE"), .numbers("FOR"), .words("GEAR"), .numbers("GAP"),
            .numbers("LAG"), .numbers("CLOCK"), .numbers("CPU"), .numbers("RESTING"),
            .numbers("OPEN"), .numbers("LOSSES"), .words("NOTE"),
        ])
        let known = Dictionary(
            (before?.watch.cameras ?? []).map { ($0.id, $0) },
            uniquingKeysWith: { $1 }
        )
        for camera in cameras {
            table.append([
                camera.id, camera.state.rawValue, Self.length(camera.stateSeconds),
                camera.gear, camera.gapSeconds.map(Self.length) ?? "–",
                camera.lagSeconds.map(Self.length) ?? "–",
                camera.clockOffset.map { Self.offset($0.seconds) } ?? "–",
                Self.share(share(of: camera, since: known[camera.id])),
                Self.count(camera.restingCount), Self.count(camera.openEventCount),
                Self.count(camera.counts.losses), Self.note(on: camera),
            ])
        }
        return table
    }

    private func share(of camera: CameraStatus, since then: CameraStatus?) -> Double {
        let passed = status.watch.uptimeSeconds - (before?.watch.uptimeSeconds ?? 0)
        guard let then, passed > 0 else {
            return camera.processorSeconds / max(status.watch.uptimeSeconds, 0.001)
        }
        return (camera.processorSeconds - then.processorSeconds) / passed
    }

    // MARK: - Those who are told of events

    private var destinationTable: TextTable {
        var table = TextTable(columns: [
            .words("DESTINATION"), .words("KIND"), .numbers("WAITING"), .numbers("OLDEST"),
            .numbers("DEAD"), .numbers("SENT"), .words("NOTE"),
        ])
        for destination in status.destinations {
            table.append([
                destination.name, destination.kind, String(destination.waiting),
                destination.waiting == 0 ? "–" : Self.length(destination.oldestSeconds),
                Self.count(destination.dead), String(destination.sent), destination.trouble ?? "",
            ])
        }
        return table
    }

    // MARK: - Trouble

    private static func rank(_ camera: CameraStatus) -> Int {
        let order: [CameraStatus.State] = [.unwritable, .lost, .stalled, .connecting, .learning]
        return order.firstIndex(of: camera.state) ?? order.count
    }

    /// What is worth knowing of a camera.
    private static func note(on camera: CameraStatus) -> String {
        if let trouble = trouble(of: camera) { return trouble }
        // It was wanted so, and is never silent.
        return camera.tls == StreamTrust.insecure.word ? "its certificate is not checked" : ""
    }

    /// What is not as it should be with a camera, or nil.
    private static func trouble(of camera: CameraStatus) -> String? {
        if let reason = camera.reason { return reason }
        switch camera.state {
        case .unwritable, .lost: return "no reason is known"
        case .stalled: return "nothing comes"
        case .connecting, .learning: return ""
        case .watching: break
        }
        if camera.isPastBound {
            let gap = max(camera.gapSeconds ?? 0, camera.longestGapSeconds ?? 0)
            return "gaps of \(length(gap)) where its rules bear \(length(camera.boundSeconds))"
        }
        if let large = camera.large, !large.isReceived {
            return "the large stream: \(large.reason ?? "nothing comes")"
        }
        let isOff = (camera.clockOffset?.seconds.magnitude ?? 0) > bearableOffset
        let clock = Event.Kind.clockOff.rawValue
        let told = camera.conditions + (isOff && !camera.conditions.contains(clock) ? [clock] : [])
        return told.isEmpty ? nil : told.joined(separator: ", ")
    }

    // MARK: - Texts

    private static func length(_ seconds: Double) -> String {
        MediaDuration.seconds(max(0, seconds)).shortText
    }

    private static func offset(_ seconds: Double) -> String {
        (seconds < 0 ? "-" : "+") + length(seconds.magnitude)
    }

    private static func count(_ count: Int) -> String { count == 0 ? "" : String(count) }

    /// A share of a core: "0.4 %".
    private static func share(_ share: Double) -> String {
        let tenths = Int((max(0, share) * 1_000).rounded())
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) %" : "\((tenths + 5) / 10) %"
    }

    /// As much of a line as fits, with a mark where something is missing.
    private static func cut(_ line: String, to columns: Int) -> String {
        guard DisplayWidth.of(line) > columns else { return line }
        var cut = ""
        var width = 1
        for character in line {
            width += DisplayWidth.of(String(character))
            if width > columns { break }
            cut.append(character)
        }
        return cut + "…"
    }
}

extension CameraStatus {
    /// Processor time that was used for it.
    fileprivate var processorSeconds: Double {
        receivingProcessorSeconds + watchingProcessorSeconds
            + (large?.receivingProcessorSeconds ?? 0)
    }
}
