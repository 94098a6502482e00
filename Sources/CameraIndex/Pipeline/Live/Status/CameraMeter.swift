import Synchronization

/// Knows how a live camera is, for whoever asks, without holding up who works for it.
package final class CameraMeter: Sendable {
    /// What of a camera changes only with the order by which it is watched.
    package struct Terms: Sendable {
        let id: String
        let source: String
        /// How its server is known, by the configuration's word; nil where it goes without TLS.
        let trust: String?
        /// How far keyframes may lie apart for its rules.
        let bound: MediaDuration
        /// When nothing has come for so long, it has stalled.
        let patience: MediaDuration

        /// Makes terms.
        package init(
            id: String,
            source: String,
            trust: String? = nil,
            bound: MediaDuration,
            patience: MediaDuration
        ) {
            self.id = id
            self.source = source
            self.trust = trust
            self.bound = bound
            self.patience = patience
        }
    }

    /// What came of a piece of work.
    package enum Look: Sendable {
        /// A stream began.
        case began
        /// A keyframe of a moment was looked at; false where it could not be decoded.
        case keyframe(MediaTime, isSeen: Bool)
        /// The stream broke off.
        case broke
        /// Anything else.
        case other
    }

    private let terms: Mutex<Terms>
    private let clock: any HostClock
    private let tally: Mutex<CameraTally>
    /// What is added to the steady clock to have the camera's timeline.
    private let origin: Mutex<MediaDuration>

    /// Gaps so much wider than the rules bear are no chance: keyframes do not come by the clock.
    private static let bearable = 1.25

    /// Makes a meter of a camera that was not connected to yet.
    package init(_ terms: Terms, clock: any HostClock) {
        self.terms = Mutex(terms)
        self.clock = clock
        tally = Mutex(CameraTally(since: clock.steady))
        origin = Mutex(.zero)
    }

    /// Lays the camera's timeline on the steady clock.
    package func begin(at origin: MediaDuration) {
        self.origin.withLock { $0 = origin }
    }

    /// The camera is watched by another order from now on.
    func follow(_ order: WatchOrder) {
        terms.withLock { $0 = order.terms(patience: $0.patience) }
    }

    /// Takes note of what happened to the camera.
    package func note(_ news: CameraNews) {
        let now = clock.steady
        tally.withLock { $0.note(news, at: now) }
    }

    /// Takes note of packets that the calling thread received.
    package func noteReceived(
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
    package func note(_ look: Look, costing used: MediaDuration, _ watch: WatchProgress) {
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
                if tally.unseenSince != nil { tally.unseenSince = now }
            case .keyframe(_, false): tally.counts.undecodable += 1
            case .other: break
            }
            tally.restingCount = watch.restingCount
            tally.openEventCount = watch.openEventCount
            tally.conditions = watch.conditions
            guard watch.isWritable, tally.failure != nil else { return }
            tally.failure = nil
            tally.since = now
        }
    }

    /// How far the camera's own clock is off; nil where it has not told often enough.
    package var cameraClock: CameraClock? {
        tally.withLock { $0.leads }.clock(isHostKept: ClockSynchronisation.current?.isSynchronised)
    }

    /// How the camera is, where what it sent has waited for so long.
    package func status(waiting wait: MediaDuration) -> CameraStatus {
        let tally = tally.withLock { $0 }
        let now = clock.steady
        let silence = tally.heard.map { now - $0 } ?? .zero
        let isOpen = [.watching, .learning].contains(tally.state)
        let terms = terms.withLock { $0 }
        let isStalled = isOpen && silence > terms.patience
        let bound = terms.bound
        // A gap that has not ended counts once it is too long: it may never end.
        let isWatching = tally.state == .watching && !isStalled
        let open = isWatching ? tally.unseenSince.map { now - $0 } : nil
        let gaps = [tally.gaps.longest, open.flatMap { $0 > bound * Self.bearable ? $0 : nil }]
        let longest = gaps.compactMap(\.self).max()
        let isPast =
            (tally.gap.map { $0 > bound } ?? false)
            || (longest.map { $0 > bound * Self.bearable } ?? false)
        return CameraStatus(
            id: terms.id,
            source: terms.source,
            state: isStalled ? .stalled : tally.state,
            stateSeconds: (isStalled ? silence : now - tally.since).seconds,
            reason: tally.failure ?? tally.loss,
            picture: tally.format.map {
                .init(codec: $0.codec, width: $0.frame.width, height: $0.frame.height)
            },
            gear: tally.gear.rawValue,
            gapSeconds: tally.gap?.seconds,
            longestGapSeconds: longest?.seconds,
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
            openEventCount: tally.openEventCount,
            conditions: tally.conditions.map(\.rawValue),
            tls: terms.trust
        )
    }
}
