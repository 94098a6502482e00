import Foundation
import Glibc

/// A file of a recording while it is written: what has come up to the newest keyframe but one is
/// readable, also after a kill.
struct SegmentFile: ~Copyable {
    /// When its first picture was taken.
    let start: MediaTime
    private let path: String
    private let first: RecordablePacket
    private var writer: ClipWriter
    private var end: MediaTime

    /// Makes a file that begins with a keyframe; its folder is there.
    ///
    /// - Throws: `RecordingError` when the file is there already or cannot be written.
    init(_ path: String, from first: RecordablePacket) throws(RecordingError) {
        do throws(OpenFile.Failure) {
            // What stands there may be a recording.
            _ = try OpenFile(path: path, flags: O_WRONLY | O_CREAT | O_EXCL)
        } catch {
            throw RecordingError(error, path: path)
        }
        do throws(MediaError) {
            var writer = try ClipWriter(path, of: first.pictures, origin: first.timestamp)
            try writer.begin(
                creationTime: UTCTime(microseconds: first.moment.microseconds).rfc3339(in: .gmt),
                isGrowing: true
            )
            try writer.write(try first.packet.reference(path: path))
            self.writer = consume writer
        } catch {
            throw .media(error)
        }
        self.path = path
        self.first = first
        start = first.moment
        end = first.end
    }

    /// Whether a packet belongs behind what it holds.
    func isContinued(by packet: RecordablePacket) -> Bool { packet.continues(first) }

    /// Adds a packet.
    ///
    /// - Throws: `RecordingError.media` when the disk does not take it.
    mutating func append(_ packet: RecordablePacket) throws(RecordingError) {
        do throws(MediaError) {
            let copy = try packet.packet.reference(path: path)
            try writer.write(copy)
        } catch {
            throw .media(error)
        }
        end = max(end, packet.end)
    }

    /// Ends the file and waits until it is on the disk; its folder is not flushed.
    ///
    /// - Returns: when its last picture ends, and its size in bytes.
    consuming func finish() throws(RecordingError) -> (end: MediaTime, sizeBytes: Int64) {
        do throws(MediaError) {
            _ = try writer.finish()
        } catch {
            throw .media(error)
        }
        try DiskFlush.file(path)
        return (end, try DiskFlush.size(of: path))
    }
}

extension RecordablePacket {
    /// Its time as the stream counts it.
    fileprivate var timestamp: Int64 { packet.withPacket { $0.timestamp } }

    /// When its picture is followed by the next.
    fileprivate var end: MediaTime { moment + packet.withPacket { pictures.length(of: $0) } }
}
