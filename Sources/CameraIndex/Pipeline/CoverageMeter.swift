/// Keeps the ledger of how closely the footage was watched.
struct CoverageMeter: Sendable {
    /// The shortest stop that is found where samples follow each other closely.
    private let floor: MediaDuration
    /// The longest time between two samples that still counts as watching in any case.
    private let bearableGap: MediaDuration
    /// The stretch that is being watched: its start, its newest sample, its longest gap.
    private var open: (start: MediaTime, last: MediaTime, gap: MediaDuration)?
    private var spans: [CoverageSpan] = []

    /// Makes a meter; `frameInterval` is the usual time between frames, where it is known.
    init(floor: MediaDuration, frameInterval: MediaDuration?) {
        self.floor = floor
        bearableGap = max(floor / 4, Self.bearable(frameInterval))
    }

    /// A picture that comes late by less than half of the usual step is none that is missing.
    private static func bearable(_ step: MediaDuration?) -> MediaDuration {
        (step ?? .zero) * 1.5
    }

    /// The newest moment that was watched.
    var last: MediaTime? { open?.last }

    /// Notes that the footage was watched at `time`; `usualStep` is how far its pictures lie apart
    /// by now, where that is known better than from the beginning.
    mutating func watched(at time: MediaTime, usualStep: MediaDuration? = nil) {
        guard let current = open else {
            open = (time, time, .zero)
            return
        }
        let gap = time - current.last
        if gap > max(bearableGap, Self.bearable(usualStep)) {
            close()
            open = (time, time, .zero)
        } else {
            open = (current.start, time, max(current.gap, gap))
        }
    }

    /// Notes a stretch in which nothing could be told, and why.
    mutating func blind(_ range: MediaRange, _ state: CoverageSpan.State) {
        guard !range.isEmpty else { return }
        let current = open
        if let current, current.last > range.start {
            open = (current.start, max(current.start, range.start), current.gap)
        }
        close()
        spans.append(CoverageSpan(range: range, state: state, longestGap: nil, floor: nil))
        // What the detector could not read it tells later: what was watched since then holds.
        if let current, current.last > range.end {
            open = (max(current.start, range.end), current.last, current.gap)
        }
    }

    /// Notes that the footage was watched up to its end at `time`, a frame after its last sample.
    mutating func ended(at time: MediaTime) {
        guard let current = open, time > current.last, time - current.last <= bearableGap else {
            return
        }
        open = (current.start, time, current.gap)
    }

    /// The spans since the last call; the open one goes on from where this cuts it.
    mutating func take() -> [CoverageSpan] {
        let last = open?.last
        close()
        if let last { open = (last, last, .zero) }
        defer { spans.removeAll() }
        return spans
    }

    private mutating func close() {
        defer { open = nil }
        guard let open, open.last > open.start else { return }
        // Gaps differ by a frame or two from span to span, and the last piece before a stop may
        // have none: rounded up to half seconds, so that equal stretches stay one row.
        let half: Int64 = 500_000
        let halves = max(1, (open.gap.microseconds + half - 1) / half)
        let gap = MediaDuration(microseconds: halves * half)
        spans.append(
            .watched(
                MediaRange(open.start, open.last),
                longestGap: gap,
                floor: max(floor, gap * 4)
            )
        )
    }
}
