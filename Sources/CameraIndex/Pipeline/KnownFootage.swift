/// The files of one timeline as the index knows them, kept up to date while they are watched.
struct KnownFootage: Sendable {
    /// The files in the order of their time.
    private(set) var files: [Footage]

    init(_ files: [Footage]) {
        self.files = files.sorted { $0.offset < $1.offset }
    }

    /// Takes up what is known of a file now.
    mutating func note(_ footage: Footage) {
        files.removeAll { $0.id == footage.id }
        files.insert(footage, at: files.firstIndex { $0.offset > footage.offset } ?? files.count)
    }

    /// Forgets a file that is no more.
    mutating func forget(_ id: FootageID) {
        files.removeAll { $0.id == id }
    }

    /// The files whose place on the disk another one has taken that tells of the same time.
    func superseded(by planned: PlannedFootage) -> [Footage] {
        files.filter {
            $0.id != planned.footage.id && $0.path == planned.footage.path
                && $0.range.overlaps(planned.footage.range)
        }
    }

    /// What is known of a file that is to be watched, where it is known at this place of the time.
    func file(like planned: PlannedFootage) -> Footage? {
        files.first { $0.id == planned.footage.id && $0.offset == planned.footage.offset }
    }

    /// What a moment means in the world, by the file that shows it.
    func clock(at time: MediaTime) -> MediaClock? {
        (files.last { $0.offset <= time } ?? files.first)?.clock
    }

    /// Where the footage shows a moment: in the file that began last before it.
    func place(of time: MediaTime) -> IndexedEvent.Place? {
        files.last { $0.range.start <= time }.map { file in
            IndexedEvent.Place(file: file.path, at: MediaTime.zero + (time - file.offset))
        }
    }

    /// The other file that was watched over the moment at which `planned` begins, farthest; who has
    /// a file scanned of what was watched live wants more than that gave.
    func covering(_ planned: PlannedFootage) -> Footage? {
        let start = planned.footage.offset
        return files.filter {
            !$0.isLive && $0.id != planned.footage.id && $0.path != planned.footage.path
                && $0.offset <= start && $0.watchedUntil > start
        }.max { $0.watchedUntil < $1.watchedUntil }
    }

    /// Whether more was watched within `stretch` than clocks that are rounded make files overlap.
    func wasWatched(in stretch: MediaRange) -> Bool {
        files.contains { file in
            let watched = MediaRange(file.offset, file.watchedUntil)
            guard let shared = watched.intersection(with: stretch) else { return false }
            return shared.duration > ScanPlan.clockRounding
        }
    }

    /// Whether something was watched that begins at `time` or later.
    func wasWatched(from time: MediaTime) -> Bool {
        files.contains {
            $0.offset >= time - ScanPlan.clockRounding
                && $0.watchedUntil > time + ScanPlan.clockRounding
        }
    }

    /// The file that was watched to its end and goes on, at once or soon, where another one was
    /// watched up to `reached`.
    func following(
        _ file: FootageID,
        watchedUntil reached: MediaTime,
        _ parameters: DetectorParameters
    ) -> Footage? {
        files.first {
            $0.id != file && $0.isComplete && $0.offset - reached <= parameters.longestGap
                && $0.watchedUntil > reached + ScanPlan.clockRounding
        }
    }
}
