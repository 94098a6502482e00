import Foundation

/// Keeps the index and the files of one camera's recording in step.
///
/// A row goes ahead of its file and outlives it: *open* before the file is made; *whole* once its
/// bytes and then its name are on the disk; *garbage* before it is deleted; no row once its name is
/// gone from the disk. So each file has a row, whenever the power fails.
struct SegmentJournal: Sendable {
    let camera: String
    let place: RecordingPlace
    let index: EventIndex

    /// A file that is written, and its row.
    struct Entry: ~Copyable {
        var file: SegmentFile
        var segment: RecordedSegment
    }

    /// Notes a new segment and makes its file; where another one is given, that is ended first and
    /// is on the disk before it counts as whole.
    ///
    /// - Parameters:
    ///   - first: the keyframe with which it begins.
    ///   - isSpool: whether it is kept only where an event comes.
    ///   - previous: the one before it.
    /// - Returns: the new one.
    /// - Throws: `RecordingError`.
    func begin(
        with first: RecordablePacket,
        isSpool: Bool,
        closing previous: consuming Entry? = nil
    ) throws(RecordingError) -> Entry {
        var closed: RecordedSegment?
        if let previous = previous.take() { closed = try finish(previous) }
        let format = first.pictures.format
        let ending: String
        do throws(MediaError) {
            ending = try ClipWriter.container(for: first.pictures).fileExtension
        } catch {
            throw .media(error)
        }
        var segment = RecordedSegment(
            of: camera,
            path: SegmentName.path(of: camera, at: first.moment, ending: ending),
            from: first.moment,
            format: Footage.Format(
                codec: format.codec,
                frame: format.frame,
                turn: format.turn,
                frameRate: format.frameRate
            ),
            isSpool: isSpool
        )
        let path = place.file(of: segment)
        try DiskFlush.makeFolder(
            (path as NSString).deletingLastPathComponent,
            below: place.folder
        )
        segment.number = try noted(segment, closing: closed)
        do throws(RecordingError) {
            return Entry(file: try SegmentFile(path, from: first), segment: segment)
        } catch {
            // The row of a file that was not made is of no use; where it cannot be taken back
            // either, that is done when the program starts again.
            if !FileManager.default.fileExists(atPath: path) { try forget([segment]) }
            throw error
        }
    }

    /// Ends a segment.
    ///
    /// - Throws: `RecordingError`.
    func close(_ entry: consuming Entry) throws(RecordingError) {
        let closed = try finish(entry)
        _ = try noted(nil, closing: closed)
    }

    /// Puts in order what a program left that was killed: segments that it did not close, files
    /// that the index does not know, and rows without files.
    ///
    /// - Throws: `RecordingError`.
    func repair() throws(RecordingError) {
        do throws(IndexError) {
            var gone: [RecordedSegment] = []
            for segment in try index.allSegments(of: camera) where segment.state != .garbage {
                let exists = FileManager.default.fileExists(atPath: place.file(of: segment))
                if !exists { gone.append(segment) }
            }
            // A disk that is not mounted is no recording that is lost.
            if FileManager.default.fileExists(atPath: place.folder) { try index.forget(gone) }
        } catch {
            throw .index(error)
        }
        try settleOpen()
        try adopt()
    }

    /// Ends the segments that were not closed: none is written.
    ///
    /// - Throws: `RecordingError`.
    func settleOpen() throws(RecordingError) {
        let open: [RecordedSegment]
        do throws(IndexError) {
            open = try index.openSegments(of: camera)
        } catch {
            throw .index(error)
        }
        for segment in open { try settle(segment) }
    }

    /// Ends a segment that was not closed: its length is read from its file.
    func settle(_ segment: RecordedSegment) throws(RecordingError) {
        let path = place.file(of: segment)
        guard let length = try Self.length(of: path) else {
            return try delete([segment])
        }
        try DiskFlush.file(path)
        try DiskFlush.folder(of: path)
        var closed = segment
        closed.range.end = segment.range.start + length
        closed.sizeBytes = try DiskFlush.size(of: path)
        _ = try noted(nil, closing: closed)
    }

    /// Deletes segments in two steps, so that none is half gone after a power cut.
    ///
    /// - Throws: `RecordingError`; what could not be deleted yet is tried again.
    func delete(_ segments: [RecordedSegment]) throws(RecordingError) {
        do throws(IndexError) { try index.discard(segments) } catch { throw .index(error) }
        try remove(segments)
    }

    /// Deletes the files of segments that are garbage, then their rows.
    func remove(_ segments: [RecordedSegment]) throws(RecordingError) {
        let paths = segments.map(place.file)
        for path in paths { try DiskFlush.remove(path) }
        for folder in Set(paths.map { ($0 as NSString).deletingLastPathComponent })
        where FileManager.default.fileExists(atPath: folder) {
            try DiskFlush.folder(of: folder + "/")
        }
        try forget(segments)
    }

    // MARK: - Steps

    private func finish(_ entry: consuming Entry) throws(RecordingError) -> RecordedSegment {
        var segment = entry.segment
        let path = place.file(of: segment)
        let written = try entry.file.finish()
        try DiskFlush.folder(of: path)
        segment.range.end = written.end
        segment.sizeBytes = written.sizeBytes
        segment.state = .whole
        return segment
    }

    private func noted(
        _ segment: RecordedSegment?,
        closing closed: RecordedSegment?
    ) throws(RecordingError) -> Int64? {
        do throws(IndexError) {
            return try index.begin(segment, closing: closed)
        } catch {
            throw .index(error)
        }
    }

    private func forget(_ segments: [RecordedSegment]) throws(RecordingError) {
        do throws(IndexError) { try index.forget(segments) } catch { throw .index(error) }
    }

    /// How long what a file holds is; nil where it holds nothing.
    private static func length(of path: String) throws(RecordingError) -> MediaDuration? {
        do throws(MediaError) {
            let file = try UnfinishedFile(path: path)
            return try file.measured().map { $0 - MediaTime.zero }
        } catch {
            guard error.meansNoPictures else { throw .media(error) }
            return nil
        }
    }
}
