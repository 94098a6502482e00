import CameraIndex
import Foundation
import Testing

struct KeptStateTests {
    private let recorder: Recorder
    private let cameraman: LiveCameraman

    init() throws {
        recorder = try Recorder(.longStay)
        var cameraman = LiveCameraman(recorder: recorder)
        cameraman.limit = .seconds(160)
        self.cameraman = cameraman
    }

    /// The state from which the camera is watched on.
    private func state() throws -> StateFile {
        let index = try recorder.data.open()
        return try #require(try index.checkpoint(camera: "gate-2", timeline: .utc)).state
    }

    private func path(_ file: String) -> String {
        recorder.data.directory.statePath + "/" + file
    }

    private func size(_ file: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(file))
        return try #require(attributes[.size] as? Int)
    }

    private func losses() -> [LostState] {
        cameraman.news.of("gate-2").compactMap { news in
            if case .stateLost(let state) = news { state } else { nil }
        }
    }

    @Test func `a state leaves out what lies in those before it`() throws {
        try cameraman.watch(recorder.file(0, 350), from: 0)
        let state = try state()
        let files = state.earlier + [state.path]
        let sizes = try files.map { try size($0) }
        #expect(files.count > 2)
        #expect(try size(state.path) * 2 < sizes.reduce(0, +))
        // Nothing else is kept.
        let kept = try FileManager.default.contentsOfDirectory(atPath: path("gate-2"))
        #expect(Set(kept.map { "gate-2/" + $0 }) == Set(files))
    }

    @Test func `what stands goes on from a state that lies in several files`() throws {
        try cameraman.watch(recorder.file(0, 180), from: 0)
        let earlier = try state().earlier
        #expect(!earlier.isEmpty)
        try cameraman.watch(recorder.file(200, 350), from: 200)
        let facts = try recorder.facts()
        #expect(facts.events.count == 1)
        #expect(facts.stops.map(\.ending) == [.left])
        #expect(facts.events.first.map { $0.sinceSecond > 28 && $0.sinceSecond < 33 } == true)
        #expect(losses() == [])
    }

    @Test func `a state of which a part is gone is told, and the scene is learned anew`() throws {
        try cameraman.watch(recorder.file(0, 180), from: 0)
        let gone = path(try #require(try state().earlier.first))
        try FileManager.default.removeItem(atPath: gone)
        try cameraman.watch(recorder.file(200, 350), from: 200)
        #expect(
            losses().map(\.description) == [
                "cannot go on from where the camera was left: \(gone): the file is gone. How its "
                    + "scene looks is learned anew, and what stood there is interrupted."
            ]
        )
        let facts = try recorder.facts()
        #expect(facts.watched == [0...178, 200...348])
        #expect(facts.stops.first?.ending == .interrupted)
    }

    @Test func `a state of which a part is damaged is told, and the scene is learned anew`()
        throws
    {
        try cameraman.watch(recorder.file(0, 180), from: 0)
        for file in try state().earlier {
            let place = URL(fileURLWithPath: path(file))
            var bytes = try Data(contentsOf: place)
            for index in bytes.indices { bytes[index] ^= 0xff }
            try bytes.write(to: place)
        }
        try cameraman.watch(recorder.file(200, 350), from: 200)
        #expect(losses().count == 1)
        #expect(
            losses().first?.description.contains("its content is not what was written") == true
        )
        #expect(try recorder.facts().watched == [0...178, 200...348])
    }

    @Test func `states are written whole again where those before them are gone`() throws {
        try cameraman.watch(recorder.file(0, 180), from: 0)
        try FileManager.default.removeItem(atPath: path("gate-2"))
        try cameraman.watch(recorder.file(200, 350), from: 200)
        let state = try state()
        #expect(try state.read(in: recorder.data.directory).isEmpty == false)
        for file in state.earlier { #expect(try size(file) > 0) }
    }
}
