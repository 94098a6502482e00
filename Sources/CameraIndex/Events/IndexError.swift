/// What can go wrong with a data folder and the index in it: what, where, and what to do next.
public enum IndexError: Error, Hashable, Sendable {
    /// There is no index in the folder.
    case missing(path: String)
    /// The folder or a file in it cannot be read.
    case notReadable(path: String, reason: String)
    /// The folder or a file in it cannot be written.
    case notWritable(path: String, reason: String)
    /// The index is not where it was opened: the folder was moved or removed.
    case moved(path: String)
    /// The folder lies on a network file system.
    case networkFileSystem(path: String, kind: String)
    /// The index was made by a newer version of the program.
    case newerVersion(path: String)
    /// The index was made by an older version and may only be read here.
    case olderVersion(path: String)
    /// No room is left.
    case diskFull(path: String, freeBytes: Int64)
    /// Another process writes this camera.
    case cameraHeld(camera: String, by: LeaseHolder?)
    /// Another daemon runs on this folder.
    case folderHeld(path: String, by: LeaseHolder?)
    /// Another process kept the index locked for longer than we wait.
    case busy(path: String)
    /// A file is not what was written.
    case damaged(path: String, detail: String)
    /// A cursor that no answer gave out.
    case badCursor(String)
    /// No event has this name.
    case unknownEvent(String)
    /// Several events begin with this name.
    case ambiguousEvent(String, matches: [EventID])
    /// An event of this name lies on another timeline already.
    case eventElsewhere(EventID, camera: String)
    /// Anything else, in the words of the system.
    case failed(path: String, reason: String)
}

extension IndexError: CustomStringConvertible {
    /// The error as sentences for a user.
    public var description: String {
        switch self {
        case .missing, .notReadable, .notWritable, .moved, .networkFileSystem, .newerVersion,
            .olderVersion, .diskFull, .busy, .damaged, .failed:
            folderDescription
        case .cameraHeld(let camera, let holder):
            "camera \"\(camera)\" is being written by \(Self.name(holder)); "
                + "wait for it or stop it."
        case .folderHeld(let path, let holder):
            "the data folder \(path) is run by \(Self.name(holder)); "
                + "stop it, or give this daemon another folder with --data."
        case .badCursor(let text):
            "\"\(text)\" is not a cursor of an answer; "
                + "copy it from the answer before, or leave --cursor away to begin at the start."
        case .unknownEvent(let name):
            "no event is named \"\(name)\"; `camindexd query` lists the events and their names."
        case .ambiguousEvent(let name, let matches):
            "\"\(name)\" begins the names of several events "
                + "(\(matches.map(\.description).joined(separator: ", "))); write more of it."
        case .eventElsewhere(let id, let camera):
            "the event \(id) of camera \"\(camera)\" belongs to other footage already; "
                + "nothing was recorded. This is a fault of camindexd: please report it."
        }
    }

    /// What is wrong, in a sentence without what to do next where that is to try again: for who
    /// does so by itself.
    public var fact: String {
        switch self {
        case .diskFull(let path, let freeBytes):
            "the disk that holds \(path) is full (\(Self.size(freeBytes)) free)."
        case .busy(let path): "\(path) stayed locked by another process for too long."
        default: description
        }
    }

    private var folderDescription: String {
        switch self {
        case .missing(let path):
            "there is no index in \(path): scan footage first "
                + "(`camindexd scan PATH`), or name the right folder with --data."
        case .notReadable(let path, let reason):
            "cannot read \(path): \(reason). Give this user the right to read it, "
                + "or name another folder with --data."
        case .notWritable(let path, let reason):
            "cannot write in the data folder \(path): \(reason). "
                + "Give this user the right to write there, or name another folder with --data."
        case .moved(let path):
            "\(path) is not where it was any more: the data folder was moved or removed. Put it "
                + "back, or start anew with another one."
        case .networkFileSystem(let path, let kind):
            "the data folder \(path) lies on a network file system (\(kind)), where locks and "
                + "shared memory cannot be trusted and an index would be damaged. "
                + "Name a folder on a local disk with --data; footage may stay on the network."
        case .newerVersion(let path):
            "\(path) was made by a newer camindexd; upgrade this one to read it."
        case .olderVersion(let path):
            "\(path) was made by an older camindexd; "
                + "the next `camindexd scan` on this folder brings it up to date."
        case .diskFull:
            fact
                + " All that was recorded before is kept. Free some space and run the same command "
                + "again: it goes on where it stopped."
        case .busy:
            fact + " Nothing was changed. Run the command again."
        case .damaged(let path, let detail):
            "\(path) is damaged: \(detail). Move it away and scan the footage again, "
                + "or put back a copy."
        case .failed(let path, let reason):
            "\(path): \(reason)."
        default:
            ""
        }
    }

    private static func name(_ holder: LeaseHolder?) -> String {
        holder.map(\.description) ?? "another process"
    }

    private static func size(_ bytes: Int64) -> String {
        let tenths = bytes / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
