/// A picture that is evidence for an event.
public struct Still: Hashable, Sendable, Codable {
    /// Which moment of the event it shows.
    public enum Moment: String, Hashable, Sendable, Codable, CaseIterable {
        /// The object has come to rest.
        case rest
        /// Half of the limit has passed.
        case midway
        /// The first sample after the whole limit has passed.
        case limit
    }

    /// Which moment of the event it shows.
    public var moment: Moment
    /// When the shown frame was taken, on the camera's timeline.
    public var at: MediaTime
    /// The picture with time, camera and rule in its margin: path below the data folder.
    public var path: String
    /// SHA-256 of that file, in hexadecimal.
    public var sha256: String
    /// The frame alone, untouched: path below the data folder.
    public var framePath: String
    /// SHA-256 of that file, in hexadecimal.
    public var frameSHA256: String

    /// Makes a still.
    public init(
        moment: Moment,
        at: MediaTime,
        path: String,
        sha256: String,
        framePath: String,
        frameSHA256: String
    ) {
        self.moment = moment
        self.at = at
        self.path = path
        self.sha256 = sha256
        self.framePath = framePath
        self.frameSHA256 = frameSHA256
    }

    /// What the names of pictures end with that are of the smaller of a camera's streams.
    static let smallMark = "-small"

    /// Whether it is of the smaller of the camera's streams, as there was no picture of the other.
    public var isSmall: Bool { path.hasSuffix("\(Self.smallMark).jpg") }
}

extension Still.Moment {
    /// The moment in words.
    public var words: String {
        switch self {
        case .rest: "at rest"
        case .midway: "midway"
        case .limit: "after the limit"
        }
    }
}
