/// A file of a camera, or what was watched of its stream without a break of the program: what it
/// is, where its time lies, and how far it was watched.
///
/// Its name is made of its content, so that a moved file is recognised. One file may belong to two
/// cameras where an operator said so; it is then two pieces of footage with one name.
public struct Footage: Hashable, Sendable {
    /// What the file holds, as the container says.
    public struct Format: Hashable, Sendable {
        /// The codec as FFmpeg names it, such as `h264`.
        public var codec: String
        /// Size of the coded frame.
        public var frame: PixelSize
        /// How far the coded frame is turned before it is shown.
        public var turn: QuarterTurn
        /// Frames in a second, or nil where the container does not say.
        public var frameRate: Double?

        /// Makes a format.
        public init(
            codec: String,
            frame: PixelSize,
            turn: QuarterTurn = .none,
            frameRate: Double? = nil
        ) {
            self.codec = codec
            self.frame = frame
            self.turn = turn
            self.frameRate = frameRate
        }
    }

    /// The last keyframe that was read: a file that still has it there has only grown.
    public struct Tail: Hashable, Sendable {
        /// Media time of the keyframe in the file.
        public var at: MediaTime
        /// SHA-256 of its packet, in hexadecimal.
        public var sha256: String

        /// Makes a tail.
        public init(at: MediaTime, sha256: String) {
            self.at = at
            self.sha256 = sha256
        }
    }

    /// Name made of the content.
    public var id: FootageID
    /// The camera that took it.
    public var camera: String
    /// Where the file was last seen: an absolute path; the address of a stream.
    public var path: String
    /// Size of the file in bytes when it was last seen.
    public var sizeBytes: Int64
    /// The axis its facts lie on.
    public var timeline: Timeline
    /// The stretch of the timeline it fills, as far as the container tells.
    public var range: MediaRange
    /// What the timeline means in the world, as far as this file tells.
    public var clock: MediaClock
    /// What the file holds.
    public var format: Format
    /// The moment of the timeline at which the file's media time is zero.
    public var offset: MediaTime
    /// The moment of the timeline up to which it was watched.
    public var watchedUntil: MediaTime
    /// Whether it was watched to its end.
    public var isComplete: Bool
    /// Digest of the detector settings it was watched with.
    public var settings: String
    /// The last keyframe that was read, or nil where none was.
    public var tail: Tail?
    /// Whether it was watched as it came and lies in no file; its path is the stream's address.
    public var isLive = false

    /// Makes a piece of footage.
    public init(
        id: FootageID,
        camera: String,
        path: String,
        sizeBytes: Int64,
        timeline: Timeline,
        range: MediaRange,
        clock: MediaClock,
        format: Format,
        offset: MediaTime,
        watchedUntil: MediaTime,
        isComplete: Bool,
        settings: String,
        tail: Tail? = nil
    ) {
        self.id = id
        self.camera = camera
        self.path = path
        self.sizeBytes = sizeBytes
        self.timeline = timeline
        self.range = range
        self.clock = clock
        self.format = format
        self.offset = offset
        self.watchedUntil = watchedUntil
        self.isComplete = isComplete
        self.settings = settings
        self.tail = tail
    }
}
