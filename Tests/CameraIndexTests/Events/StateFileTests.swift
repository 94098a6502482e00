import CameraIndex
import Foundation
import Testing

struct StateFileTests {
    private let folder: IndexFolder

    init() throws {
        folder = try IndexFolder()
    }

    private func write(
        _ bytes: [UInt8],
        reached: Double,
        leaningOn earlier: [String] = [],
        in folder: IndexFolder
    ) throws -> StateFile {
        try StateFile.write(
            bytes,
            camera: "gate-2",
            timeline: .utc,
            reached: moment(reached),
            leaningOn: earlier,
            in: folder.directory
        )
    }

    private func states(in folder: IndexFolder) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.directory.statePath)
            .filter { $0.hasSuffix(".state") || $0.hasSuffix(".tmp") }.sorted()
    }

    @Test func `a state is read as it was written`() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try write(bytes, reached: 10, in: folder)
        #expect(try file.read(in: folder.directory) == bytes)
        #expect(try write([], reached: 11, in: folder).read(in: folder.directory) == [])
    }

    @Test func `a damaged state is not taken`() throws {
        let file = try write([1, 2, 3], reached: 10, in: folder)
        let path = folder.directory.statePath + "/" + file.path
        try Data([1, 2, 4]).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: IndexError.self) { try file.read(in: folder.directory) }
        #expect(
            error?.description == """
                \(path) is damaged: its content is not what was written. \
                Move it away and scan the footage again, or put back a copy.
                """
        )
    }

    @Test func `a state that is gone is told`() throws {
        let file = try write([1, 2, 3], reached: 10, in: folder)
        let path = folder.directory.statePath + "/" + file.path
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: IndexError.damaged(path: path, detail: "the file is gone")) {
            try file.read(in: folder.directory)
        }
    }

    @Test func `files are kept while the newest state leans on them`() throws {
        let index = try folder.open()
        var files: [StateFile] = []
        for (number, earlier) in [[], [0], [0, 1], [1]].enumerated() {
            let paths = earlier.map { files[$0].path }
            let reached = Double(number + 1) * 10
            files.append(
                try write([UInt8(number)], reached: reached, leaningOn: paths, in: folder)
            )
            var batch = FactBatch.of()
            batch.checkpoint = Checkpoint(state: files[number], reached: moment(reached))
            try index.record(batch)
            #expect(try states(in: folder) == (paths + [files[number].path]).sorted())
        }
        let checkpoint = try #require(try index.checkpoint(camera: "gate-2", timeline: .utc))
        #expect(checkpoint.state == files[3])
        _ = try write([9], reached: 90, leaningOn: [files[3].path], in: folder)
        let lease = try index.lease("gate-2", holder: .thisProcess("camindexd scan"))
        #expect(try states(in: folder) == [files[1].path, files[3].path])
        lease.release()
    }

    @Test func `a checkpoint names its state and the one before is removed`() throws {
        let index = try folder.open()
        for reached in [10.0, 20.0] {
            var batch = FactBatch.of()
            batch.checkpoint = Checkpoint(
                state: try write([UInt8(reached)], reached: reached, in: folder),
                reached: moment(reached)
            )
            try index.record(batch)
        }
        let checkpoint = try #require(try index.checkpoint(camera: "gate-2", timeline: .utc))
        #expect(checkpoint.reached == moment(20))
        #expect(try checkpoint.state.read(in: folder.directory) == [20])
        #expect(try states(in: folder) == [checkpoint.state.path])
    }

    @Test func `a batch without a checkpoint leaves the last one`() throws {
        let index = try folder.open()
        var batch = FactBatch.of()
        batch.checkpoint = Checkpoint(
            state: try write([1], reached: 10, in: folder),
            reached: moment(10)
        )
        try index.record(batch)
        try index.record(.of(events: [.sample(from: 0, to: 300)]))
        #expect(try index.checkpoint(camera: "gate-2", timeline: .utc) == batch.checkpoint)
    }

    @Test func `the next lease removes states that a dead process left`() throws {
        let index = try folder.open()
        var batch = FactBatch.of()
        let named = try write([1], reached: 10, in: folder)
        batch.checkpoint = Checkpoint(state: named, reached: moment(10))
        try index.record(batch)
        let orphan = try write([2], reached: 20, in: folder)
        let half = folder.directory.statePath + "/gate-2/utc-30-abc.state.tmp"
        #expect(FileManager.default.createFile(atPath: half, contents: Data()))
        let other = try StateFile.write(
            [3],
            camera: "gate-3",
            timeline: .utc,
            reached: .zero,
            in: folder.directory
        )
        #expect(try states(in: folder).contains(orphan.path))
        let lease = try index.lease("gate-2", holder: .thisProcess("camindexd scan"))
        #expect(try states(in: folder) == [named.path, other.path])
        lease.release()
    }

    @Test func `a new scan of the stretch forgets the checkpoint in it`() throws {
        let index = try folder.open()
        var batch = FactBatch.of()
        batch.checkpoint = Checkpoint(
            state: try write([1], reached: 100, in: folder),
            reached: moment(100)
        )
        try index.record(batch)
        var again = FactBatch.of()
        again.replacing = stretch(0, 100)
        try index.record(again)
        #expect(try index.checkpoint(camera: "gate-2", timeline: .utc) == nil)
        #expect(try states(in: folder) == [])
    }
}
