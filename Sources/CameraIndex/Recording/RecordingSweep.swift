import Foundation

/// Deletes recordings that need not be kept: those that are too old or too many, and the oldest of
/// all cameras where the disk gets full.
///
/// What shows an event whose evidence is still to be made, or that is going on, stays; so does what
/// is written.
struct RecordingSweep: Sendable {
    let place: RecordingPlace
    let index: EventIndex
    /// What is kept of each camera; of others only the disk says.
    let cameras: [String: RecordingTerms]
    /// Bytes that are free on the disk of a folder.
    var freeBytes: @Sendable (String) throws(IndexError) -> Int64 = { path throws(IndexError) in
        try FileSystem.holding(path).freeBytes
    }

    /// So many segments are looked at in one step.
    private static let page = 200

    /// Deletes what need not be kept.
    ///
    /// - Returns: the bytes that are free, where that is less than the reserve and nothing more may
    ///   be deleted; else nil.
    /// - Throws: `RecordingError`.
    func run(at now: UTCTime) throws(RecordingError) -> Int64? {
        do throws(IndexError) {
            try remove(index.discardedSegments())
            for (camera, terms) in cameras.sorted(by: { $0.key < $1.key }) {
                let pinned = try pinned(of: camera)
                if let age = terms.age {
                    let oldest = MediaTime(microseconds: (now - age).microseconds)
                    try discardOld(of: camera, before: oldest, pinned)
                }
                if let bytes = terms.bytes { try discardSurplus(of: camera, over: bytes, pinned) }
            }
            return try makeRoom()
        } catch {
            throw .index(error)
        }
    }

    private func discardOld(
        of camera: String,
        before moment: MediaTime,
        _ pinned: [MediaRange]
    ) throws(IndexError) {
        var walk = SegmentWalk(of: camera, endingBefore: moment, by: Self.page)
        while let page = try walk.next(in: index) {
            try delete(page.filter { !Self.isPinned($0, by: pinned) })
        }
    }

    private func discardSurplus(
        of camera: String,
        over bytes: Int64,
        _ pinned: [MediaRange]
    ) throws(IndexError) {
        var surplus = try index.recordedBytes(of: camera) - bytes
        var walk = SegmentWalk(of: camera, by: Self.page)
        while surplus > 0, let page = try walk.next(in: index) {
            var due: [RecordedSegment] = []
            for segment in page where surplus > 0 && !Self.isPinned(segment, by: pinned) {
                due.append(segment)
                surplus -= segment.sizeBytes
            }
            try delete(due)
        }
    }

    /// Deletes the oldest of all cameras until the reserve is free.
    private func makeRoom() throws(IndexError) -> Int64? {
        // A folder that is not there yet has the room of the one in which it will be made.
        guard let folder = Self.existing(place.folder) else { return nil }
        var pins: [String: [MediaRange]] = [:]
        var walk = SegmentWalk(of: nil, by: Self.page)
        let free = try freeBytes(folder)
        // Some file systems tell of what was deleted only later.
        var missing = place.reserve - free
        while missing > 0, let page = try walk.next(in: index) {
            var due: [RecordedSegment] = []
            for segment in page where missing > 0 {
                let camera = segment.camera
                if pins[camera] == nil { pins[camera] = try pinned(of: camera) }
                guard !Self.isPinned(segment, by: pins[camera] ?? []) else { continue }
                due.append(segment)
                missing -= segment.sizeBytes
            }
            // Where nothing can be deleted, more of it does not help.
            guard try delete(due) else { return free }
        }
        return missing > 0 ? free : nil
    }

    // MARK: - Steps

    private func pinned(of camera: String) throws(IndexError) -> [MediaRange] {
        try index.unsettledStays(of: camera).map(RecordingNeeds.surroundings)
    }

    private static func isPinned(_ segment: RecordedSegment, by pinned: [MediaRange]) -> Bool {
        pinned.contains { $0.overlaps(segment.range) }
    }

    /// Deletes segments; whether all of them could be.
    @discardableResult
    private func delete(_ segments: [RecordedSegment]) throws(IndexError) -> Bool {
        try index.discard(segments)
        return try remove(segments)
    }

    /// Deletes the files of garbage, then its rows; what cannot be deleted is tried again.
    @discardableResult
    private func remove(_ segments: [RecordedSegment]) throws(IndexError) -> Bool {
        var isDone = true
        for (camera, segments) in Dictionary(grouping: segments, by: \.camera) {
            let journal = SegmentJournal(camera: camera, place: place, index: index)
            do throws(RecordingError) {
                try journal.remove(segments)
            } catch {
                if case .index(let error) = error { throw error }
                isDone = false
            }
        }
        return isDone
    }

    private static func existing(_ folder: String) -> String? {
        var path = folder
        while path.count > 1, !FileManager.default.fileExists(atPath: path) {
            path = (path as NSString).deletingLastPathComponent
        }
        return path.isEmpty ? nil : path
    }
}

/// Walks through whole segments from the oldest on, page by page.
private struct SegmentWalk {
    private let camera: String?
    private let end: MediaTime
    private let count: Int
    private var last: RecordedSegment?

    init(of camera: String?, endingBefore end: MediaTime = .distantFuture, by count: Int) {
        self.camera = camera
        self.end = end
        self.count = count
    }

    /// The next page; nil behind the last.
    mutating func next(in index: EventIndex) throws(IndexError) -> [RecordedSegment]? {
        let page = try index.wholeSegments(
            of: camera,
            behind: last,
            endingBefore: end,
            atMost: count
        )
        last = page.last ?? last
        return page.isEmpty ? nil : page
    }
}
