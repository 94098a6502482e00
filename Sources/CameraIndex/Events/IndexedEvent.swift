/// An event as the index knows it: the judgement, its evidence, and the footage it was seen in.
public struct IndexedEvent: Hashable, Sendable {
    /// A moment in a file.
    public struct Place: Hashable, Sendable {
        /// Absolute path of the file, where it was last seen.
        public var file: String
        /// The moment on the file's own media clock.
        public var at: MediaTime

        /// Makes a place.
        public init(file: String, at: MediaTime) {
            self.file = file
            self.at = at
        }
    }

    /// Where the signed statement of its evidence lies.
    public struct Manifest: Hashable, Sendable {
        /// Its number in the chain.
        public var sequence: Int64
        /// The file: path below the data folder.
        public var path: String
        /// SHA-256 of the file, in hexadecimal.
        public var sha256: String
        /// When it was signed, by the clock of the machine that did.
        public var signedAt: UTCTime

        /// Makes a reference.
        public init(sequence: Int64, path: String, sha256: String, signedAt: UTCTime) {
            self.sequence = sequence
            self.path = path
            self.sha256 = sha256
            self.signedAt = signedAt
        }
    }

    /// The judgement.
    public var event: Event
    /// The axis its times lie on.
    public var timeline: Timeline
    /// Its pictures, in the order of their moments.
    public var stills: [Still]
    /// Its clips, in order: one for each file that shows it.
    public var clips: [Clip]
    /// The newest signed statement of its evidence, or nil where none was signed.
    public var manifest: Manifest?
    /// Whether the set of pictures is whole.
    public var evidence: EvidenceState
    /// Where the footage shows the object come to rest, or nil where no file is known.
    public var since: Place?
    /// Where the footage shows its end, or nil while it is open or where no file is known.
    public var ended: Place?
    /// How far the clock of a live camera was off when it was raised; nil where nothing told it.
    public var cameraClock: CameraClock?

    /// Makes an indexed event.
    public init(
        event: Event,
        timeline: Timeline,
        stills: [Still] = [],
        clips: [Clip] = [],
        manifest: Manifest? = nil,
        evidence: EvidenceState = .pending,
        since: Place? = nil,
        ended: Place? = nil,
        cameraClock: CameraClock? = nil
    ) {
        self.event = event
        self.timeline = timeline
        self.stills = stills
        self.clips = clips
        self.manifest = manifest
        self.evidence = evidence
        self.since = since
        self.ended = ended
        self.cameraClock = cameraClock
    }
}

/// How far the evidence of an event has come.
public enum EvidenceState: Hashable, Sendable {
    /// It is still to be made.
    case pending
    /// All of it is there.
    case whole
    /// Some of it cannot be had, and why.
    case incomplete(reason: String)

    /// The state as one word.
    public var name: String {
        switch self {
        case .pending: "pending"
        case .whole: "whole"
        case .incomplete: "incomplete"
        }
    }

    /// Why it is incomplete, or nil where it is not.
    public var reason: String? {
        guard case .incomplete(let reason) = self else { return nil }
        return reason
    }
}
