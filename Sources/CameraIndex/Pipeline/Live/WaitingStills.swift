/// The pictures of a live camera that may become evidence of what rests now.
struct WaitingStills {
    private let camera: String
    private let index: EventIndex
    private var kept: KeptPictures
    /// The limits of the rules: what stands as long is shown at the half and behind it.
    private var limits: [MediaDuration] = []
    /// Whether stills are of a larger stream than the one that is watched.
    private var isOfLargeStream = false

    /// Takes up what an earlier run left.
    init(_ context: CameraContext) {
        camera = context.camera
        index = context.index
        kept = KeptPictures(
            dataFolder: context.index.directory.path,
            camera: context.camera,
            patience: EvidenceMaker.longestPatience
        )
    }

    /// Keeps pictures for rules of these limits from now on.
    ///
    /// - Parameters:
    ///   - limits: the limits of the rules.
    ///   - isOfLargeStream: whether stills are of a larger stream than the one that is watched.
    mutating func follow(_ limits: [MediaDuration], isOfLargeStream: Bool) {
        self.limits = Set(limits).sorted()
        self.isOfLargeStream = isOfLargeStream
    }

    /// How long after something came to rest that may be known.
    var lookback: MediaDuration {
        get { kept.lookback }
        set { kept.lookback = newValue }
    }

    /// How much later than what is watched the pictures of stills may come.
    var delay: MediaDuration {
        // A keyframe of the other stream, and the smaller one in its place.
        isOfLargeStream ? EvidenceMaker.longestPatience * 2 + .seconds(1) : .zero
    }

    /// Whether one of the limits passed for what rests since `resting`, within a stretch.
    func isLimit(of resting: [MediaTime], behind begin: MediaTime, before end: MediaTime) -> Bool {
        resting.contains { since in
            limits.contains { begin <= since + $0 && since + $0 < end }
        }
    }

    /// Takes a picture of the stream that is watched.
    mutating func note(_ picture: WaitingPicture) {
        kept.note(picture, isSmall: isOfLargeStream)
    }

    /// Takes keyframes of the larger stream.
    mutating func note(large keyframes: [TimedKeyframe]) {
        for keyframe in keyframes where isOfLargeStream {
            kept.note(WaitingPicture(keyframe), isSmall: false)
        }
    }

    /// Keeps what may have to be shown of what rests, as far as it was seen by `now`.
    ///
    /// - Throws: `IndexError.moved` where the data folder is gone, `EvidenceError` or `MediaError`
    ///   when the disk does not take it.
    mutating func hold(_ resting: [MediaTime], at now: MediaTime) throws {
        if !resting.isEmpty { try index.checkPlace() }
        try kept.hold(moments(of: resting), at: now)
    }

    /// Lets go of what shows neither what rests nor an event whose evidence is still to be made.
    ///
    /// - Throws: `IndexError` when the index cannot be read.
    mutating func release(besides resting: [MediaTime]) throws(IndexError) {
        let waiting = try index.eventsAwaitingEvidence(camera: camera, timeline: .utc)
        kept.release(besides: moments(of: resting + waiting.map(\.event.since)))
    }

    /// What is kept, each as footage of one picture of a watched stretch.
    func pictures(of session: Footage) -> [StillSource] {
        kept.held.map { held in
            var footage = session
            footage.path = kept.path(of: held)
            footage.offset = held.at
            footage.range = MediaRange(held.at, held.at + MediaDuration(microseconds: 1))
            footage.isLive = false
            return StillSource(footage: footage, isSmall: held.isSmall)
        }
    }

    /// The moments that may have to be shown of what rests now.
    private func moments(of resting: [MediaTime]) -> [MediaTime] {
        resting.flatMap { since in
            [since] + limits.flatMap { [since + $0 / 2, since + $0 + .init(microseconds: 1)] }
        }
    }
}
