import Dispatch
import Synchronization

/// Tasks that several threads share: whoever is free takes the next one.
///
/// The answers come in the order of the tasks, whoever did them.
final class SharedTasks<Task: Sendable, Answer: Sendable>: Sendable {
    private let tasks: [Task]
    private let work: @Sendable (FootageWorker, Task) throws(MediaError) -> Answer
    private let next = Atomic<Int>(0)
    private let results: Mutex<[Result<Answer, MediaError>?]>
    private let helpers = DispatchGroup()

    init(
        _ tasks: [Task],
        _ work: @escaping @Sendable (FootageWorker, Task) throws(MediaError) -> Answer
    ) {
        self.tasks = tasks
        self.work = work
        results = Mutex([Result<Answer, MediaError>?](repeating: nil, count: tasks.count))
    }

    /// Lets other threads begin, one for each worker.
    func begin(with workers: some Sequence<FootageWorker>) {
        for worker in workers {
            DispatchQueue.global().async(group: helpers) { self.take(part: worker) }
        }
    }

    /// Does tasks until none is left.
    func take(part worker: FootageWorker) {
        while true {
            let place = next.add(1, ordering: .relaxed).oldValue
            guard place < tasks.count else { return }
            let result: Result<Answer, MediaError>
            do throws(MediaError) {
                result = .success(try work(worker, tasks[place]))
            } catch {
                result = .failure(error)
            }
            results.withLock { $0[place] = result }
        }
    }

    /// The answers, in the order of the tasks, once all are there.
    ///
    /// - Throws: the error of the first task that failed.
    func answers() throws(MediaError) -> [Answer] {
        helpers.wait()
        var answers: [Answer] = []
        for result in results.withLock({ $0 }) {
            if let result { answers.append(try result.get()) }
        }
        return answers
    }

    /// Drops the tasks that nobody took yet, and waits for the others.
    func cancel() {
        next.store(tasks.count, ordering: .relaxed)
        helpers.wait()
    }
}
