/// Shows moments of a camera's timeline out of its files, on several threads.
///
/// What is shown does not depend on the number of threads.
struct TimelineView: ~Copyable, FootageView {
    private typealias Looks = SharedTasks<FootageWorker, Look, TimedPlane?>

    /// A moment that is looked at, and those that come next.
    private struct Look {
        let wish: PictureWish
        let following: [MediaTime]
    }

    private let workers: [FootageWorker]
    /// The files in the order of their time.
    private var files: [Footage] = []
    /// Their names: with months of files none is looked for one by one.
    private var known: Set<FootageID> = []
    /// Those of them whose pictures cannot be found one by one.
    private var readThrough: [FootageID: ReadThroughFootage] = [:]
    /// What is looked at beforehand, or nil.
    private var ahead: (wishes: [PictureWish], looks: Looks)?

    /// The most time between two pictures of a stretch that is shown whole.
    private static let usualStep = MediaDuration.seconds(0.08)
    /// So many looks are read ahead: enough for a disk to be busy while pictures are decoded.
    private static let looksAhead = 4

    /// Makes a view of footage of `geometry`, worked for by `threads`.
    init(
        _ geometry: AnalysisGeometry,
        threads: Int,
        storage: StorageMeter,
        log: PictureLog? = nil,
        interrupt: Interrupt
    ) {
        workers = (0..<max(1, threads)).map { _ in
            FootageWorker(geometry, storage, log, interrupt)
        }
    }

    /// Pictures that were decoded so far.
    var decodedCount: Int {
        workers.reduce(0) { $0 + $1.decodedCount }
            + readThrough.values.reduce(0) { $0 + $1.decodedCount }
    }

    /// Takes up a file; one that was known is known anew.
    mutating func add(_ file: Footage) {
        if !known.insert(file.id).inserted { files.removeAll { $0.id == file.id } }
        // Mostly they come in the order of their time.
        let place = files.lastIndex { $0.offset <= file.offset }.map { $0 + 1 } ?? 0
        files.insert(file, at: place)
    }

    /// Takes up a file whose pictures cannot be found one by one.
    mutating func add(_ file: Footage, readBy reader: ReadThroughFootage) {
        add(file)
        readThrough[file.id] = reader
    }

    /// Lets go of what was kept of the files that end before `time`.
    func forget(before time: MediaTime) {
        for file in files where file.range.end < time { readThrough[file.id]?.close() }
    }

    /// Whether a file was taken up.
    func knows(_ file: Footage) -> Bool { known.contains(file.id) }

    /// The newest moment of a file that is found by reading on up to `time`, or nil where its end
    /// is known without that.
    func newest(of file: Footage, readingTo time: MediaTime) throws(MediaError) -> MediaTime? {
        try readThrough[file.id]?.newest(readingTo: time)
    }

    /// Closes all files; they are opened again when they are needed.
    mutating func close() {
        ahead.take()?.looks.cancel()
        for worker in workers { worker.close() }
    }

    mutating func planes(at wishes: [PictureWish]) throws(MediaError) -> [TimedPlane?] {
        try shared(Self.looks(at: wishes), by: \.wish.time, look)
    }

    /// Looks that each know which moments come next, so that these are read meanwhile.
    private static func looks(at wishes: [PictureWish]) -> [Look] {
        let times = wishes.map(\.time).sorted()
        return wishes.map { wish in
            let following = times.lazy.filter { $0 > wish.time }.prefix(looksAhead)
            return Look(wish: wish, following: Array(following))
        }
    }

    /// How a moment is looked at in the files that are known now.
    private var look: @Sendable (FootageWorker, Look) throws(MediaError) -> TimedPlane? {
        let (files, readThrough) = (files, readThrough)
        return { worker, look throws(MediaError) in
            for file in Self.files(files, near: look.wish) {
                let plane =
                    if let reader = readThrough[file.id] {
                        try reader.plane(for: look.wish)
                    } else {
                        try worker.plane(for: look.wish, in: file, following: look.following)
                    }
                if let plane { return plane }
            }
            return nil
        }
    }

    // MARK: - Beforehand

    /// Lets the other threads look at moments that will be asked for next.
    mutating func lookAhead(to wishes: [PictureWish]) {
        guard workers.count > 1, !wishes.isEmpty else { return }
        let looks = SharedTasks(Self.looks(at: wishes), look)
        looks.begin(with: workers.dropFirst())
        ahead = (wishes, looks)
    }

    /// The same as `planes(at:)`; what was looked at beforehand is not looked at again.
    mutating func expectedPlanes(at wishes: [PictureWish]) throws(MediaError) -> [TimedPlane?] {
        guard let ahead = ahead.take() else { return try planes(at: wishes) }
        ahead.looks.take(part: workers[0])
        let planes = try ahead.looks.answers()
        let known = Dictionary(zip(ahead.wishes, planes)) { first, _ in first }
        let others = wishes.filter { known[$0] == nil }
        let added = Dictionary(zip(others, try self.planes(at: others))) { first, _ in first }
        return wishes.map { (known[$0] ?? added[$0]).flatMap(\.self) }
    }

    mutating func planes(
        within stretches: [StretchWish]
    ) throws(MediaError) -> [[TimedPlane]] {
        let (files, readThrough) = (files, readThrough)
        return try shared(stretches, by: \.range.start) { worker, wish throws(MediaError) in
            var planes: [TimedPlane] = []
            // The end of a wish may be the first picture of the next file.
            for file in files
            where file.range.start <= wish.range.end && wish.range.start <= file.range.end {
                if let reader = readThrough[file.id] {
                    planes = try reader.planes(for: wish, after: planes)
                } else {
                    try worker.show(wish, of: file, apart: Self.usualStep, to: &planes)
                }
            }
            return planes
        }
    }

    /// The files that may serve a wish, the one that shows its moment first.
    private static func files(_ files: [Footage], near wish: PictureWish) -> [Footage] {
        let able = files.filter {
            $0.range.start <= wish.range.end && wish.range.start <= $0.range.end
        }
        // Where two overlap, the one that began first is believed.
        let best = able.last { $0.range.start <= wish.time } ?? able.first
        return able.filter { $0.id == best?.id } + able.filter { $0.id != best?.id }
    }

    /// Lets the workers share tasks; the answers come in the order of the tasks.
    ///
    /// They are taken in the order of time, so that few files are opened twice.
    private func shared<Task: Sendable, Answer: Sendable>(
        _ tasks: [Task],
        by time: (Task) -> MediaTime,
        _ work: @escaping @Sendable (FootageWorker, Task) throws(MediaError) -> Answer
    ) throws(MediaError) -> [Answer] {
        let order = tasks.indices.sorted { (time(tasks[$0]), $0) < (time(tasks[$1]), $1) }
        let shared = SharedTasks(order.map { tasks[$0] }, work)
        shared.begin(with: workers.dropFirst().prefix(max(0, tasks.count - 1)))
        shared.take(part: workers[0])
        let answers = try shared.answers()
        var sorted = [Answer?](repeating: nil, count: tasks.count)
        for (place, answer) in zip(order, answers) { sorted[place] = answer }
        return sorted.compactMap(\.self)
    }
}
