/// Where recordings lie, and how much room is left free beside them.
public struct RecordingPlace: Hashable, Sendable {
    /// The folder, as an absolute path.
    public var folder: String
    /// Bytes of its disk that recordings leave free.
    public var reserve: Int64

    /// The room that is left free where nobody says otherwise.
    public static let usualReserve: Int64 = 5_000_000_000

    /// Makes a place.
    public init(folder: String, reserve: Int64 = Self.usualReserve) {
        self.folder = folder
        self.reserve = reserve
    }

    /// The place in a data folder where nobody says otherwise.
    public static func usual(in dataFolder: String) -> RecordingPlace {
        RecordingPlace(folder: dataFolder + "/recordings")
    }

    /// The file of a segment.
    public func file(of segment: RecordedSegment) -> String { "\(folder)/\(segment.path)" }
}
