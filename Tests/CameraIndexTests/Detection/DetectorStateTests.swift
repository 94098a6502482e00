import CameraIndex
import SyntheticScene
import Testing

struct DetectorStateTests {
    private let scene = BoxScene(
        resting: [
            BoxScene.Resting(
                Box(x: 120, y: 80, width: 48, height: 30),
                since: MediaTime(seconds: 40),
                end: MediaTime(seconds: 90),
                speed: 60
            )
        ],
        passing: [
            BoxScene.Passing(
                Box(x: -80, y: 70, width: 80, height: 60),
                start: MediaTime(seconds: 60),
                speedX: 90
            )
        ]
    )

    private func stops(interruptedAt breaks: Set<Int>) throws -> [Stop] {
        let watched = WatchedScene(scene: scene, seconds: 110)
        var detector = StopDetector(geometry: watched.geometry, parameters: watched.parameters)
        var stops: [Stop] = []
        for (number, time) in watched.moments.enumerated() {
            if breaks.contains(number) {
                stops += detector.takeFinished()
                detector = try StopDetector(
                    geometry: watched.geometry,
                    parameters: watched.parameters,
                    state: detector.archivedState()
                )
            }
            detector.observe(scene.luma(at: time).pixels, at: time)
        }
        detector.finish()
        return stops + detector.takeFinished() + detector.openStops
    }

    @Test func `a restored detector finds exactly what it would have found`() throws {
        let whole = try stops(interruptedAt: [])
        #expect(whole.count == 1)
        // While learning, while it stands unjudged, while it is hidden, after it left.
        #expect(try stops(interruptedAt: [30, 260, 385, 600]) == whole)
    }

    @Test func `a state of other settings is refused`() {
        let watched = WatchedScene(scene: scene, seconds: 10)
        let state = StopDetector(geometry: watched.geometry, parameters: watched.parameters)
            .archivedState()
        #expect(throws: DetectionError.foreignState) {
            try StopDetector(
                geometry: watched.geometry,
                parameters: DetectorParameters(floor: .seconds(10)),
                state: state
            )
        }
    }

    @Test(arguments: [0, 8, 40, 400])
    func `a state that was cut off is refused`(length: Int) {
        let watched = WatchedScene(scene: scene, seconds: 30)
        var detector = StopDetector(geometry: watched.geometry, parameters: watched.parameters)
        for time in watched.moments { detector.observe(scene.luma(at: time).pixels, at: time) }
        let state = Array(detector.archivedState().prefix(length))
        #expect(throws: DetectionError.self) {
            try StopDetector(
                geometry: watched.geometry,
                parameters: watched.parameters,
                state: state
            )
        }
    }
}
