import Foundation

/// Why packets could not be recorded, or a recording not be read.
public enum RecordingError: Error, Hashable, Sendable {
    /// The index refused.
    case index(IndexError)
    /// A file could not be written or read.
    case media(MediaError)
    /// The system refused to make, flush or delete something, for a reason.
    case refused(path: String, reason: String)
    /// Too little room is left, and nothing may be deleted.
    case noRoom(path: String, free: Int64, reserve: Int64)
    /// The stream was coded otherwise from a moment on.
    case changed(at: MediaTime)
    /// Nothing was recorded in the stretch.
    case nothing(camera: String)
    /// Something lies where a clip was to go.
    case exists(path: String)
}

extension RecordingError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .index(let error): error.description
        case .media(let error): error.description
        case .refused(let path, let reason):
            "cannot write \(path): \(reason). Check the folder of the recordings and its disk."
        case .noRoom(let path, let free, let reserve):
            "the disk of \(path) has \(free.sizeText) free, less than the \(reserve.sizeText) that "
                + "recording.keep_free leaves, and nothing recorded may be deleted. Make room."
        case .changed(let moment):
            "the stream was coded otherwise from "
                + UTCTime(microseconds: moment.microseconds).rfc3339(in: .gmt)
                + " on, and one file cannot hold both. Ask for the time before and after it."
        case .nothing(let camera):
            "nothing of camera \(camera) was recorded in that time."
        case .exists(let path):
            "\(path) is there already; nothing was written. Name another file with -o."
        }
    }
}

extension RecordingError {
    init(_ failure: OpenFile.Failure, path: String) {
        self = .refused(path: path, reason: failure.reason)
    }
}

extension Int64 {
    /// A number of bytes for people, rounded down: "4.9 GB".
    var sizeText: String {
        let units: [(size: Int64, name: String)] = [
            (1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB"),
        ]
        guard let unit = units.first(where: { self >= $0.size }) else { return "\(self) bytes" }
        let tenths = self / (unit.size / 10)
        return tenths % 10 == 0
            ? "\(tenths / 10) \(unit.name)" : "\(tenths / 10).\(tenths % 10) \(unit.name)"
    }
}
