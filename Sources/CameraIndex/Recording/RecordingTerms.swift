/// What of a camera is recorded, and how long it is kept.
public struct RecordingTerms: Hashable, Sendable {
    /// What is recorded.
    public var mode: RecordingMode
    /// How long it is kept; nil for as long as there is room.
    public var age: MediaDuration?
    /// How many bytes are kept; nil for as many as there is room.
    public var bytes: Int64?
    /// Bytes of the newest packets that wait in memory, in case something came to rest in them.
    public var preRollBytes: Int

    /// The bytes that wait in memory where nobody says otherwise.
    public static let usualPreRollBytes = 32_000_000

    /// Makes terms.
    public init(
        mode: RecordingMode = .off,
        age: MediaDuration? = nil,
        bytes: Int64? = nil,
        preRollBytes: Int = Self.usualPreRollBytes
    ) {
        self.mode = mode
        self.age = age
        self.bytes = bytes
        self.preRollBytes = preRollBytes
    }

    /// Whether the same is recorded by other terms; how long it is kept does not matter.
    func isRecorded(as other: RecordingTerms) -> Bool {
        mode == other.mode && preRollBytes == other.preRollBytes
    }
}
