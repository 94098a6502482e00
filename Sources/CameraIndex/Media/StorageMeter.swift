import Glibc
import Synchronization

/// Knows how fast storage reads: measures each device once, when the first file of it is opened.
public final class StorageMeter: Sendable {
    /// What was measured of a device.
    public struct Reading: Hashable, Sendable {
        /// The file it was measured on.
        public let path: String
        /// How fast it reads.
        public let speed: StorageSpeed
    }

    private struct State {
        /// By the number of the device; nil where it cannot be measured.
        var devices: [UInt64: Reading?] = [:]
    }

    private enum Source {
        case measured
        case assumed(StorageSpeed?)
    }

    private let source: Source
    private let state = Mutex(State())

    /// Smaller files are not measured: there is little to win.
    private static let smallestBytes: Int64 = 16 * 1_024 * 1_024

    /// Makes a meter that measures.
    public init() {
        source = .measured
    }

    /// Makes a meter that measures nothing; with nil nothing is known of any storage.
    public init(assuming speed: StorageSpeed?) {
        source = .assumed(speed)
    }

    /// What was measured so far, by the names of the files.
    public var readings: [Reading] {
        state.withLock { $0.devices.values.compactMap(\.self) }.sorted { $0.path < $1.path }
    }

    /// How fast the storage of a file reads, or nil where nobody can tell.
    public func speed(ofFile path: String) -> StorageSpeed? {
        let opened = RawFile(path: path)
        guard let file = opened else { return nil }
        return speed(of: file)
    }

    /// How fast the storage of an open file reads, or nil where nobody can tell.
    func speed(of file: borrowing RawFile) -> StorageSpeed? {
        guard case .measured = source else {
            if case .assumed(let speed) = source { return speed }
            return nil
        }
        guard file.sizeBytes >= Self.smallestBytes else { return nil }
        // Held while it measures: other files of the device wait instead of disturbing it.
        return state.withLock { state in
            if let known = state.devices[file.device] { return known?.speed }
            let speed = StorageTrial(file).speed
            state.devices[file.device] = .some(speed.map { Reading(path: file.path, speed: $0) })
            return speed
        }
    }
}

/// One measurement: a few small reads far apart, then some megabytes on end.
private struct StorageTrial {
    let speed: StorageSpeed?

    /// Where the small reads lie, as shares of the file: at no even distance, never at its ends.
    private static let places = [0.618, 0.236, 0.854, 0.472, 0.09]
    /// Where the megabytes begin.
    private static let stretchPlace = 0.31
    private static let stretchBytes: Int64 = 4 * 1_024 * 1_024
    private static let pageBytes: Int64 = 4_096
    private static let pieceBytes = 128 * 1_024
    /// The small reads end after so long, and the megabytes as well.
    private static let longest = Duration.milliseconds(40)

    init(_ file: borrowing RawFile) {
        guard let seek = Self.seek(in: file),
            let bytesPerSecond = Self.bytesPerSecond(of: file, after: seek)
        else {
            speed = nil
            return
        }
        speed = StorageSpeed(seek: seek, bytesPerSecond: bytesPerSecond)
    }

    /// The middle of what small reads took, none of which memory could answer.
    private static func seek(in file: borrowing RawFile) -> MediaDuration? {
        let begin = ContinuousClock.now
        var times: [Duration] = []
        file.advise(POSIX_FADV_RANDOM)
        defer { file.advise(POSIX_FADV_NORMAL) }
        for share in places where ContinuousClock.now - begin < longest {
            let place = page(at: share, of: file)
            file.advise(POSIX_FADV_DONTNEED, place..<place + pageBytes)
            let start = ContinuousClock.now
            guard file.read(Int(pageBytes), at: place) == Int(pageBytes) else { return nil }
            times.append(ContinuousClock.now - start)
        }
        let middle = times.sorted()[times.count / 2]
        return MediaDuration.seconds(middle / .seconds(1))
    }

    /// How fast a stretch comes that was announced whole, beside the `seek` to it.
    ///
    /// Its pieces may come in another order, so that the first one may be there last.
    private static func bytesPerSecond(
        of file: borrowing RawFile,
        after seek: MediaDuration
    ) -> Double? {
        let place = page(at: stretchPlace, of: file)
        let stretch = place..<place + stretchBytes
        file.advise(POSIX_FADV_DONTNEED, stretch)
        let begin = ContinuousClock.now
        file.readAhead(stretch)
        // Announcing alone may take long, so one piece is read in any case.
        guard file.read(pieceBytes, at: place) == pieceBytes else { return nil }
        let first = ContinuousClock.now
        var read = Int64(pieceBytes)
        while read < stretchBytes, ContinuousClock.now - first < longest {
            guard file.read(pieceBytes, at: place + read) == pieceBytes else { return nil }
            read += Int64(pieceBytes)
        }
        let seconds = max(1e-6, (ContinuousClock.now - begin) / .seconds(1))
        return Double(read) / max(seconds - seek.seconds, seconds / 4)
    }

    private static func page(at share: Double, of file: borrowing RawFile) -> Int64 {
        Int64(Double(file.sizeBytes) * share) / pageBytes * pageBytes
    }
}
