import CameraIndex
import Foundation

/// Says how slow storage was found to be, where that decided how pictures were read of it.
enum StorageText {
    /// Quicker storage, such as a disk without moving parts, is not worth a word.
    private static let quick = MediaDuration.seconds(0.002)

    /// "storage of /rec: 12 ms a seek, 140 MB/s; …", or nil where it is quick.
    static func line(of reading: StorageMeter.Reading) -> String? {
        guard reading.speed.seek >= quick else { return nil }
        let folder = URL(filePath: reading.path).deletingLastPathComponent().path()
        let rate = Int((reading.speed.bytesPerSecond / 1_000_000).rounded())
        let near = max(1, reading.speed.bytesPerSeek / 1_024)
        return "storage of \(folder): \(reading.speed.seek.shortText) a seek, \(rate) MB/s; "
            + "gaps of up to \(near) KiB between pictures are read rather than skipped"
    }
}
