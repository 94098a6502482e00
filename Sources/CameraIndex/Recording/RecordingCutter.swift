import Foundation

/// Makes one file of a stretch of a camera's recording; nothing is decoded.
///
/// It begins with the last keyframe at or before the stretch. Pictures lie as far apart as they
/// were taken, also where a stretch between them was not recorded.
public struct RecordingCutter {
    private let camera: String
    private let place: RecordingPlace
    private let index: EventIndex
    private let interrupt: Interrupt

    /// A shorter stretch between two segments is that between two pictures.
    private static let bearableGap = MediaDuration.seconds(0.5)

    /// Names a camera and where its recording lies.
    public init(
        of camera: String,
        in place: RecordingPlace,
        index: EventIndex,
        interrupt: Interrupt = Interrupt()
    ) {
        self.camera = camera
        self.place = place
        self.index = index
        self.interrupt = interrupt
    }

    /// What was cut.
    public struct Cut: Sendable {
        /// The container it was written in.
        public var container: CutClip.Container
        /// From the first picture to the end of the last, on the camera's UTC axis.
        public var range: MediaRange
        /// What of the stretch was not recorded, or cannot be read any more.
        public var missing: [MediaRange]
        /// How the pictures are coded.
        public var format: FootageFormat
    }

    /// Writes what was recorded in `range`, on the camera's UTC axis, to a new file.
    ///
    /// - Parameters:
    ///   - range: the stretch.
    ///   - path: the file; it is there as a whole or not at all.
    /// - Returns: what was written.
    /// - Throws: `RecordingError.exists` where something lies there, or what `cut` throws.
    public func write(_ range: MediaRange, to path: String) throws(RecordingError) -> Cut {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { throw .exists(path: path) }
        let draft = DurableFile(path: path).temporaryPath
        defer {
            if files.fileExists(atPath: draft) { discard(draft) }
        }
        let cut = try cut(range, to: draft)
        try DiskFlush.file(draft)
        do {
            // Unlike a new name, this never takes the place of something.
            try files.moveItem(atPath: draft, toPath: path)
        } catch {
            guard !files.fileExists(atPath: path) else { throw .exists(path: path) }
            throw .refused(path: path, reason: error.localizedDescription)
        }
        return cut
    }

    private func discard(_ draft: String) {
        do throws(RecordingError) {
            try DiskFlush.remove(draft)
        } catch {
            // It costs room, nothing else.
        }
    }

    /// Writes what was recorded in `range`, on the camera's UTC axis, to `target`.
    ///
    /// - Parameters:
    ///   - range: the stretch.
    ///   - target: the file to write; what was there is gone.
    /// - Returns: what was written.
    /// - Throws: `RecordingError.nothing` where nothing was recorded, `.changed` where the stream
    ///   was coded otherwise within the stretch, or what keeps files from being read or written.
    func cut(_ range: MediaRange, to target: String) throws(RecordingError) -> Cut {
        let segments: [RecordedSegment]
        do throws(IndexError) {
            segments = try index.recording(of: camera, overlapping: range)
        } catch {
            throw .index(error)
        }
        var joined = JoinedClip(range, target)
        var recorded: [MediaRange] = []
        for segment in segments {
            if let part = try append(segment, to: &joined) { recorded.append(part) }
        }
        guard let made = try Self.finished(joined) else { throw .nothing(camera: camera) }
        return Cut(
            container: made.container,
            range: made.range,
            missing: Self.missing(of: range, in: recorded),
            format: made.format
        )
    }

    /// Adds what a segment shows; nil where there is nothing, or nothing any more.
    private func append(
        _ segment: RecordedSegment,
        to joined: inout JoinedClip
    ) throws(RecordingError) -> MediaRange? {
        let start = segment.range.start
        do throws(MediaError) {
            var file = try UnfinishedFile(path: place.file(of: segment), interrupt: interrupt)
            if joined.takes(file.pictures) {
                return MediaRange(start, try joined.append(&file, from: start))
            }
        } catch {
            guard error.meansNoPictures else { throw .media(error) }
            return nil
        }
        throw .changed(at: start)
    }

    private static func finished(
        _ joined: consuming JoinedClip
    ) throws(RecordingError) -> (
        container: CutClip.Container, range: MediaRange, format: FootageFormat
    )? {
        do throws(MediaError) { return try joined.finish() } catch { throw .media(error) }
    }

    /// The parts of `range` that lie in none of `recorded`, which are in order.
    static func missing(of range: MediaRange, in recorded: [MediaRange]) -> [MediaRange] {
        var reached = range.start
        var missing: [MediaRange] = []
        for part in recorded {
            if part.start - reached > bearableGap {
                missing.append(MediaRange(reached, min(part.start, range.end)))
            }
            reached = max(reached, part.end)
        }
        if range.end - reached > bearableGap { missing.append(MediaRange(reached, range.end)) }
        return missing
    }
}
