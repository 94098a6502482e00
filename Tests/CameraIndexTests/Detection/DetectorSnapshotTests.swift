import CameraIndex
import SyntheticScene
import Testing

struct DetectorSnapshotTests {
    private static let place = Box(x: 120, y: 60, width: 48, height: 30)

    private let watched = WatchedScene(
        scene: BoxScene(resting: [.init(place, since: MediaTime(seconds: 40), end: nil)]),
        seconds: 90
    )

    /// What a detector sees and thinks when it has watched the scene up to `seconds`.
    private func snapshot(at seconds: Double) -> DetectorSnapshot {
        var detector = StopDetector(geometry: watched.geometry, parameters: watched.parameters)
        for time in watched.moments where time.seconds <= seconds {
            detector.observe(watched.scene.luma(at: time).pixels, at: time)
        }
        return detector.snapshot
    }

    /// Index of the middle of the place in a plane.
    private var middle: Int {
        let factor = watched.geometry.factor
        let width = watched.geometry.plane.width
        return (Self.place.y + Self.place.height / 2) / factor * width
            + (Self.place.x + Self.place.width / 2) / factor
    }

    @Test func `before the scene is learned there is nothing to compare with`() {
        let snapshot = snapshot(at: 5)
        #expect(snapshot.isLearning)
        #expect(snapshot.tracks.isEmpty)
        #expect(snapshot.reference.allSatisfy { $0 == 0 })
        #expect(snapshot.sample.contains { $0 > 0 })
    }

    @Test func `what just came differs and begins to gather credit`() {
        let snapshot = snapshot(at: 41)
        #expect(!snapshot.isLearning)
        #expect(snapshot.foreground[middle] == 255)
        #expect(snapshot.credit[middle] > 0)
        #expect(snapshot.credit[middle] < 100)
        #expect(snapshot.claims[middle] == 0)
        #expect(snapshot.tracks.isEmpty)
    }

    @Test func `what stands is claimed by a track, and the reference does not learn it`() throws {
        let snapshot = snapshot(at: 80)
        let track = try #require(snapshot.tracks.first)
        #expect(snapshot.tracks.count == 1)
        #expect(track.nature == .thing)
        #expect(track.isFact)
        #expect(abs(track.since.seconds - 40) < 0.5)
        #expect(track.box.intersectionOverUnion(with: Self.place) > 0.7)
        #expect(snapshot.claims[middle] == 1)
        #expect(snapshot.foreground[middle] == 255)
        #expect(snapshot.sample[middle] != snapshot.reference[middle])
    }
}
