import Dispatch
import Synchronization

/// Tasks that several threads share: whoever is free takes the next one.
///
/// The answers come in the order of the tasks, whoever did them.
final class SharedTasks<Worker: Sendable, Task: Sendable, Answer: Sendable>: Sendable {
    private struct State {
        /// The tasks that nobody took yet, by their places in the order.
        var open: [(place: Int, task: Task)] = []
        /// How many tasks there were.
        var count = 0
        /// What came of the tasks that are done, by their places.
        var results: [Int: Result<Answer, MediaError>] = [:]
        /// How many answers were given out.
        var given = 0
        /// Who waits for tasks on no thread.
        var idle: [Worker] = []

        mutating func add(_ task: Task) {
            open.append((count, task))
            count += 1
        }

        mutating func take() -> (place: Int, task: Task)? {
            open.isEmpty ? nil : open.removeFirst()
        }
    }

    private let work: @Sendable (Worker, Task) throws(MediaError) -> Answer
    private let state = Mutex(State())
    private let helpers = DispatchGroup()
    /// Counts up with each task that is done; who waits looks for itself what that was.
    private let done = DispatchSemaphore(value: 0)

    init(
        _ tasks: [Task] = [],
        _ work: @escaping @Sendable (Worker, Task) throws(MediaError) -> Answer
    ) {
        self.work = work
        state.withLock { state in
            for task in tasks { state.add(task) }
        }
    }

    /// Lets other threads begin, one for each worker.
    func begin(with workers: some Sequence<Worker>) {
        for worker in workers {
            DispatchQueue.global().async(group: helpers) { self.help(with: worker) }
        }
    }

    /// Adds a task behind the others.
    func add(_ task: Task) {
        let worker = state.withLock { state in
            state.add(task)
            return state.idle.popLast()
        }
        if let worker { begin(with: CollectionOfOne(worker)) }
    }

    /// Does tasks until none is left.
    func take(part worker: Worker) {
        while let next = state.withLock({ $0.take() }) { perform(next, worker) }
    }

    /// The same on a thread of its own, which comes back when there are tasks again.
    private func help(with worker: Worker) {
        while true {
            let next = state.withLock { state in
                let next = state.take()
                if next == nil { state.idle.append(worker) }
                return next
            }
            guard let next else { return }
            perform(next, worker)
        }
    }

    private func perform(_ next: (place: Int, task: Task), _ worker: Worker) {
        let result: Result<Answer, MediaError>
        do throws(MediaError) {
            result = .success(try work(worker, next.task))
        } catch {
            result = .failure(error)
        }
        state.withLock { $0.results[next.place] = result }
        done.signal()
    }

    /// The answers not given out yet, in the order of the tasks, once all are there.
    ///
    /// - Throws: the error of the first task that failed.
    func answers() throws(MediaError) -> [Answer] {
        helpers.wait()
        let results = state.withLock { state in
            defer { state.given = state.count }
            return (state.given..<state.count).compactMap { state.results.removeValue(forKey: $0) }
        }
        var answers: [Answer] = []
        for result in results { answers.append(try result.get()) }
        return answers
    }

    /// The answer to the next task in the order; while it is not there, `worker` does tasks.
    ///
    /// - Precondition: there is a task whose answer was not given out.
    /// - Throws: the error of that task.
    func nextAnswer(takingPart worker: Worker) throws(MediaError) -> Answer {
        while true {
            let result = state.withLock { state in
                let result = state.results.removeValue(forKey: state.given)
                if result != nil { state.given += 1 }
                return result
            }
            if let result { return try result.get() }
            if let next = state.withLock({ $0.take() }) {
                perform(next, worker)
            } else {
                done.wait()
            }
        }
    }

    /// Drops the tasks that nobody took yet, and waits for the others.
    func cancel() {
        state.withLock { $0.open.removeAll() }
        helpers.wait()
    }
}
