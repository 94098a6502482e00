/// What the detector saw at a moment, what became of it, and what the rules say of that.
public struct Explanation: Sendable {
    /// What was asked.
    public let request: ExplanationRequest
    /// When the shown picture was taken.
    public let shown: MediaTime
    /// The picture, upright.
    public let picture: ColourPicture
    /// What the detector saw and thought then.
    public let snapshot: DetectorSnapshot
    /// From when on the footage was watched for this.
    public let watchedFrom: MediaTime
    /// The stops that stood at the moment: those of the index, else those found now.
    public let stops: [Stop]
    /// The stops that were found now.
    let found: [Stop]

    /// Watches the footage again and takes down what is seen at the moment.
    ///
    /// - Parameters:
    ///   - request: what is to be explained.
    ///   - interrupt: stops the watching.
    /// - Throws: `MediaError` where footage cannot be read, `ExplanationError` where none shows the
    ///   moment.
    public init(
        of request: ExplanationRequest,
        interrupt: Interrupt = Interrupt()
    ) throws {
        var watch = ExplanationWatch(request)
        for piece in request.pieces where !watch.isOver {
            try watch.watch(piece, interrupt: interrupt)
        }
        watch.end()
        guard let seen = watch.seen, let snapshot = watch.snapshot else {
            throw ExplanationError.noPicture(
                path: request.pieces.last?.path ?? request.camera,
                moment: request.moment.text
            )
        }
        self.request = request
        shown = seen.time
        picture = seen.picture
        self.snapshot = snapshot
        watchedFrom = watch.begin ?? request.moment
        let time = seen.time
        found = watch.stops
        stops = request.stops ?? found.filter { $0.since <= time && time <= $0.lastSeen }
    }
}

/// The watching of footage up to a moment and on to what becomes of it.
private struct ExplanationWatch: ~Copyable {
    struct Seen {
        var time: MediaTime
        var picture: ColourPicture
    }

    private let request: ExplanationRequest
    private var pipeline: CameraPipeline?
    private(set) var seen: Seen?
    private(set) var snapshot: DetectorSnapshot?
    /// The first moment that was watched.
    private(set) var begin: MediaTime?
    /// All stops found, finished or not.
    private(set) var stops: [Stop] = []
    private(set) var isOver = false

    init(_ request: ExplanationRequest) {
        self.request = request
    }

    mutating func watch(
        _ piece: ExplanationRequest.Piece,
        interrupt: Interrupt
    ) throws(MediaError) {
        var reader = try VideoReader(path: piece.path, interrupt: interrupt)
        if let start = request.start, start > piece.offset {
            try reader.seek(toKeyframeAtOrBefore: MediaTime.zero + (start - piece.offset))
        }
        var pipeline =
            self.pipeline.take()
            ?? CameraPipeline(
                parameters: request.parameters,
                frameInterval: reader.format.frameRate.map { .seconds(1 / max(0.001, $0)) }
            )
        while !isOver, let reading = try reader.next() {
            switch consume reading {
            case .damaged: continue
            case .frame(let frame):
                let time = piece.offset + (frame.time - .zero)
                begin = begin ?? time
                try pipeline.step(frame, at: time)
                if seen == nil, time >= request.moment {
                    seen = Seen(time: time, picture: try frame.colourPicture())
                    snapshot = pipeline.snapshot
                }
                isOver = time >= request.moment + request.outlook
            }
        }
        self.pipeline = consume pipeline
    }

    /// Judges what was still open when the watching ended.
    mutating func end() {
        guard var pipeline = pipeline.take() else { return }
        stops = pipeline.takeFacts(isFinal: true).stops
    }
}
