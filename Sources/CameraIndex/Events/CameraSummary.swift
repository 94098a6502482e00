/// What the index holds of a camera.
public struct CameraSummary: Hashable, Sendable {
    /// The camera.
    public var camera: String
    /// From the first to the last moment of footage with a known clock; nil where there is none.
    public var span: MediaRange?
    /// The stretches inside the span of which there is no footage.
    public var gaps: [MediaRange]
    /// How much of the span there is footage of.
    public var recorded: MediaDuration
    /// How much of the span was watched.
    public var watched: MediaDuration
    /// Files, those on an unknown clock included.
    public var footageCount: Int
    /// Files on an unknown clock.
    public var unknownClockCount: Int
    /// How much footage there is on an unknown clock.
    public var unknownClockRecorded: MediaDuration
    /// Size of all files in bytes.
    public var sizeBytes: Int64
    /// Events, those on an unknown clock included.
    public var eventCount: Int
}
