/// A stretch of a camera's recording: a file, and when what it shows was taken.
public struct RecordedSegment: Hashable, Sendable {
    /// What is known of the file.
    public enum State: String, Hashable, Sendable {
        /// It is written, or was when its program was killed.
        case open
        /// It is on the disk as a whole.
        case whole
        /// It is to be deleted, or was and its row is left.
        case garbage
    }

    /// Number in the index; nil before it is known there.
    public var number: Int64?
    /// The camera that took it.
    public var camera: String
    /// The file, below the folder of the recordings.
    public var path: String
    /// From the first picture to the end of the last, on the camera's UTC axis; empty while it is
    /// written.
    public var range: MediaRange
    /// Bytes of the file; 0 while it is written.
    public var sizeBytes: Int64
    /// What it holds.
    public var format: Footage.Format
    /// What is known of the file.
    public var state: State
    /// Whether it is kept only where an event comes of what was resting then.
    public var isSpool: Bool

    /// Makes a segment that begins to be written.
    public init(
        of camera: String,
        path: String,
        from start: MediaTime,
        format: Footage.Format,
        isSpool: Bool = false
    ) {
        self.camera = camera
        self.path = path
        range = MediaRange(start, start)
        sizeBytes = 0
        self.format = format
        state = .open
        self.isSpool = isSpool
    }
}
