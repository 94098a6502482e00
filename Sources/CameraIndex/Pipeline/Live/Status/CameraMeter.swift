import Synchronization

/// Knows how a live camera is, for whoever asks, without holding up who works for it.
final class CameraMeter: Sendable {
    /// What of a camera does not change while it is watched.
    struct Terms: Sendable {
        let id: String
        let source: String
        /// How far keyframes may lie apart for its rules.
        let bound: MediaDuration
        /// When nothing has come for so long, it has stalled.
        let patience: MediaDuration
    }

    /// What came of a piece of work.
    enum Look: Sendable {
        /// A stream began.
        case began
        /// A keyframe of a moment was looked at; false where it could not be decoded.
        case keyframe(MediaTime, isSeen: Bool)
        /// The stream broke off.
        case broke
    }

    private let terms: Terms
    private let clock: any HostClock
    private let tally: Mutex<CameraTally>
    /// What is added to the steady clock to have the camera's timeline.
    private let origin: Mutex<MediaDuration>

    /// Gaps so much wider than the rules bear are no chance: keyframes do not come by the clock.
    private static let bearable = 1.25

    /// Makes a meter of a camera that was not connected to yet.
    init(_ terms: Terms, clock: any HostClock) {
        self.terms = terms
        self.clock = clock
        tally = Mutex(CameraTally(since: clock.steady))
        origin = Mutex(.zero)
    }

    /// Lays the camera's timeline on the steady clock.
    func begin(at origin: MediaDuration) {
        self.origin.withLock { $0 = origin }
    }

    /// Takes note of what happened to the camera.
    func note(_ news: CameraNews) {
        let now = clock.steady
        tally.withLock { $0.note(news, at: now) }
    }

    /// Takes note of packets that the calling thread received.
    func noteReceived(
        _ packets: Int,
        bytes: Int,
        keyframes: Int,
        lead: MediaDuration?,
        at time: MediaTime
    ) {
        let used = ProcessorTime.ofThisThread
        tally.withLock { tally in
            tally.counts.packets += packets
            tally.counts.bytes += bytes
            tally.counts.keyframes += keyframes
            if let lead { tally.leads.note(lead) }
            (tally.heard, tally.hasPackets) = (time, true)
            tally.receiving = used
        }
    }

    /// Takes note of work for the camera, and of how it is written.
    func note(_ look: Look, costing used: MediaDuration, _ watch: CameraWatch.Progress) {
        let now = clock.steady
        let moment = MediaTime.zero + (now - MediaTime.zero) + origin.withLock { $0 }
        tally.withLock { tally in
            tally.watching = tally.watching + used
            switch look {
            case .began, .broke: tally.gaps.breakOff()
            case .keyframe(let taken, true):
                tally.counts.looked += 1
                tally.lag = moment - taken
                tally.gaps.note(taken)
            case .keyframe(_, false): tally.counts.undecodable += 1
            }
            tally.restingCount = watch.restingCount
            tally.openEventCount = watch.openEventCount
            guard watch.isWritable, tally.failure != nil else { return }
            tally.failure = nil
            tally.since = now
        }
    }

    /// How the camera is, where what it sent has waited for so long.
    func status(waiting wait: MediaDuration) -> CameraStatus {
        let tally = tally.withLock { $0 }
        let now = clock.steady
        let silence = tally.heard.map { now - $0 } ?? .zero
        let isOpen = [.watching, .learning].contains(tally.state)
        let isStalled = isOpen && silence > terms.patience
        let bound = terms.bound
        let isPast =
            (tally.gap.map { $0 > bound } ?? false)
            || (tally.gaps.longest.map { $0 > bound * Self.bearable } ?? false)
        return CameraStatus(
            id: terms.id,
            source: terms.source,
            state: isStalled ? .stalled : tally.state,
            stateSeconds: (isStalled ? silence : now - tally.since).seconds,
            reason: tally.failure ?? tally.loss,
            picture: tally.format.map {
                .init(codec: $0.codec, width: $0.frame.width, height: $0.frame.height)
            },
            gear: Gear.keyframes.rawValue,
            gapSeconds: tally.gap?.seconds,
            longestGapSeconds: tally.gaps.longest?.seconds,
            boundSeconds: bound.seconds,
            isPastBound: isPast,
            lagSeconds: tally.lag?.seconds,
            waitSeconds: wait.seconds,
            packetAgeSeconds: tally.hasPackets ? silence.seconds : nil,
            counts: tally.counts,
            receivingProcessorSeconds: tally.receiving.seconds,
            watchingProcessorSeconds: tally.watching.seconds,
            clockOffset: tally.leads.offset,
            restingCount: tally.restingCount,
            openEventCount: tally.openEventCount
        )
    }
}
