import CameraIndex
import Foundation
import Synchronization
import Testing

struct ScanProgressTests {
    @Test func `events are counted as they are found, each once`() throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        let job = try ScanJob(planning: recorder.request(files) { $0.commitInterval = .zero })
        let progress = job.progress
        let counts = Mutex<Set<Int>>([])
        let isOver = Atomic<Bool>(false)
        let watcher = Thread {
            while !isOver.load(ordering: .relaxed) {
                let count = progress.snapshot.events
                counts.withLock { _ = $0.insert(count) }
                sched_yield()
            }
        }
        watcher.start()
        try job.run(on: recorder.data.open())
        isOver.store(true, ordering: .relaxed)
        #expect(progress.snapshot.events == 2)
        #expect(counts.withLock { $0 }.isSuperset(of: [0, 1]))
        #expect(counts.withLock { $0.max() ?? 0 } <= 2)
    }

    @Test func `events of footage that is passed over are counted too`() throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        try recorder.scan(files[0], files[1])
        let all = try ScanJob(planning: recorder.request(files))
        try all.run(on: recorder.data.open())
        #expect(all.progress.snapshot.events == 2)
        #expect(all.progress.snapshot.done == .seconds(110))
        #expect(all.progress.snapshot.watched == .zero)
        let first = try ScanJob(planning: recorder.request([files[0]]))
        try first.run(on: recorder.data.open())
        #expect(first.progress.snapshot.events == 1)
    }

    @Test func `the whole of the footage is done at the end`() throws {
        let recorder = try Recorder()
        let job = try ScanJob(planning: recorder.request([recorder.file(0, 60)]))
        try job.run(on: recorder.data.open())
        let end = job.progress.snapshot
        #expect(end.total == .seconds(60))
        #expect(end.done == end.total)
        #expect(end.watched == end.total)
        #expect(end.camera == "gate-2")
        #expect(end.reached == Recorder.moment(60))
        #expect(end.clock.source == .name)
    }
}
