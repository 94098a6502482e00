import Dispatch
import Foundation
import Synchronization

/// Looks at what came of many cameras on as many threads as there are cores, the camera first that
/// was not looked at for longest by what its rules bear.
final class DecodingPool: Sendable {
    private struct Queue {
        var cameras: [LiveCamera] = []
        var isClosed = false
        /// When what is left is not looked at any more, on the steady clock; nil where all is.
        var latest: MediaTime?
    }

    private let queue = Mutex(Queue())
    /// Counts what there is to do: cameras in the queue, and threads that are to end.
    private let work = DispatchSemaphore(value: 0)
    private let workers = DispatchGroup()
    /// How many threads there are.
    let threads: Int
    private let clock: any HostClock

    /// Makes a pool of so many threads, to which `clock` tells the time.
    init(threads: Int, clock: any HostClock) {
        self.threads = threads
        self.clock = clock
    }

    /// Cameras of which something waits and that no thread works on.
    var waitingCount: Int { queue.withLock { $0.cameras.count } }

    /// Starts the threads.
    func start() {
        for number in 1...threads {
            workers.enter()
            let thread = Thread { [self] in
                run()
                workers.leave()
            }
            thread.name = "decode-\(number)"
            thread.start()
        }
    }

    /// Hands over what came of a camera.
    func submit(_ items: [LiveItem], of camera: LiveCamera) {
        guard camera.lay(items) else { return }
        enqueue(camera)
    }

    /// Looks at what waits, then ends the threads.
    ///
    /// - Parameter latest: what waits for longer, on the steady clock, is not looked at; nil for
    ///   all of it.
    func finish(by latest: MediaTime?) {
        queue.withLock { queue in
            queue.isClosed = true
            queue.latest = latest
        }
        for _ in 0..<threads { work.signal() }
        workers.wait()
    }

    private func enqueue(_ camera: LiveCamera) {
        queue.withLock { $0.cameras.append(camera) }
        work.signal()
    }

    private func run() {
        let decoders = DecoderShelf()
        while true {
            work.wait()
            guard let camera = next() else {
                if queue.withLock({ $0.isClosed }) { return }
                continue
            }
            if camera.work(with: decoders) { enqueue(camera) }
        }
    }

    /// The camera that must be looked at most urgently.
    private func next() -> LiveCamera? {
        queue.withLock { queue in
            let now = clock.steady
            if let latest = queue.latest, now > latest { queue.cameras = [] }
            let urgencies = queue.cameras.map { $0.need.urgency(at: now) }
            guard let most = urgencies.max(), let place = urgencies.firstIndex(of: most) else {
                return nil
            }
            return queue.cameras.remove(at: place)
        }
    }
}
