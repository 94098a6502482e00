/// Packets of the footage around an event, untouched, in a file of their own.
public struct Clip: Hashable, Sendable {
    /// What it shows, on the camera's timeline: from its first picture to the end of its last.
    public var range: MediaRange
    /// The file: path below the data folder.
    public var path: String
    /// SHA-256 of the file, in hexadecimal.
    public var sha256: String
    /// Size of the file.
    public var sizeBytes: Int64
    /// The footage that its packets come from.
    public var footage: FootageID

    /// Makes a clip.
    public init(
        range: MediaRange,
        path: String,
        sha256: String,
        sizeBytes: Int64,
        footage: FootageID
    ) {
        self.range = range
        self.path = path
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.footage = footage
    }
}
