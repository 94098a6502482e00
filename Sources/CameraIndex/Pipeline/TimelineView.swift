import Dispatch
import Synchronization

/// Shows moments of a camera's timeline out of its files, on several threads.
///
/// What is shown does not depend on the number of threads.
struct TimelineView: ~Copyable, FootageView {
    private let geometry: AnalysisGeometry
    private let workers: [FootageWorker]
    /// The files in the order of their time.
    private var files: [Footage] = []

    /// The most time between two pictures of a stretch that is shown whole.
    private static let usualStep = MediaDuration.seconds(0.08)

    /// Makes a view of footage of `geometry`, worked for by `threads`.
    init(
        _ geometry: AnalysisGeometry,
        threads: Int,
        log: PictureLog? = nil,
        interrupt: Interrupt
    ) {
        self.geometry = geometry
        workers = (0..<max(1, threads)).map { _ in FootageWorker(geometry, log, interrupt) }
    }

    /// Pictures that were decoded so far.
    var decodedCount: Int { workers.reduce(0) { $0 + $1.decodedCount } }

    /// Takes up a file; one that was known is known anew.
    mutating func add(_ file: Footage) {
        files.removeAll { $0.id == file.id }
        files.append(file)
        files.sort { $0.offset < $1.offset }
    }

    /// Closes all files; they are opened again when they are needed.
    func close() {
        for worker in workers { worker.close() }
    }

    mutating func planes(at wishes: [PictureWish]) throws(MediaError) -> [TimedPlane?] {
        let files = files
        return try shared(wishes, by: \.time) { worker, wish throws(MediaError) in
            for file in Self.files(files, near: wish) {
                if let plane = try worker.plane(for: wish, in: file) { return plane }
            }
            return nil
        }
    }

    mutating func planes(
        within stretches: [StretchWish]
    ) throws(MediaError) -> [[TimedPlane]] {
        let files = files
        return try shared(stretches, by: \.range.start) { worker, wish throws(MediaError) in
            var planes: [TimedPlane] = []
            for file in files where file.range.overlaps(wish.range) {
                try worker.show(wish, of: file, apart: Self.usualStep, to: &planes)
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
    /// Neighbours in time go to one worker, so that few files are opened twice.
    private func shared<Task: Sendable, Answer: Sendable>(
        _ tasks: [Task],
        by time: (Task) -> MediaTime,
        _ work: @Sendable (FootageWorker, Task) throws(MediaError) -> Answer
    ) throws(MediaError) -> [Answer] {
        let order = tasks.indices.sorted { (time(tasks[$0]), $0) < (time(tasks[$1]), $1) }
        let count = min(workers.count, tasks.count)
        guard count > 1 else {
            var answers: [Answer] = []
            for task in tasks { answers.append(try work(workers[0], task)) }
            return answers
        }
        let results = Mutex([Result<Answer, MediaError>?](repeating: nil, count: tasks.count))
        DispatchQueue.concurrentPerform(iterations: count) { share in
            for place in (share * order.count / count)..<((share + 1) * order.count / count) {
                let task = order[place]
                let result: Result<Answer, MediaError>
                do throws(MediaError) {
                    result = .success(try work(workers[share], tasks[task]))
                } catch {
                    result = .failure(error)
                }
                results.withLock { $0[task] = result }
            }
        }
        var answers: [Answer] = []
        for result in results.withLock({ $0 }) {
            if let result { answers.append(try result.get()) }
        }
        return answers
    }
}
