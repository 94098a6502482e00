import CameraIndex
import Foundation
import SyntheticScene
import Testing

/// Vehicles that stop together and touch in the picture; lights beside them.
struct TogetherTests {
    private let near = Box(x: 100, y: 80, width: 48, height: 34)
    /// Touches the lower right of `near` by a corner.
    private let far = Box(x: 142, y: 108, width: 48, height: 34)

    private func stops(_ first: (Double, Double), _ second: (Double, Double)) -> [Stop] {
        let scene = BoxScene(resting: [
            resting(near, first, level: 190), resting(far, second, level: 50),
        ])
        return WatchedScene(scene: scene, seconds: 160).stops().sorted { $0.box.x < $1.box.x }
    }

    private func resting(
        _ box: Box,
        _ span: (Double, Double),
        level: UInt8
    ) -> BoxScene.Resting {
        BoxScene.Resting(
            box,
            since: MediaTime(seconds: span.0),
            end: MediaTime(seconds: span.1),
            level: level,
            speed: 60
        )
    }

    @Test func `two that come at once and leave one after another are two stops`() throws {
        let stops = stops((40, 90), (40.2, 115))
        try #require(stops.count == 2)
        #expect(stops[0].matches(40, 90, within: 1))
        #expect(stops[1].matches(40.2, 115, within: 1))
    }

    @Test func `it does not matter which of the two leaves first`() throws {
        let stops = stops((40, 115), (40.2, 90))
        try #require(stops.count == 2)
        #expect(stops[0].matches(40, 115, within: 1))
        #expect(stops[1].matches(40.2, 90, within: 1))
    }

    @Test func `two that come one after another and leave at once are two stops`() throws {
        let stops = stops((40, 100), (43, 100.2))
        try #require(stops.count == 2)
        #expect(stops[0].matches(40, 100, within: 1))
        #expect(stops[1].matches(43, 100.2, within: 1))
    }

    @Test func `the state keeps the parts that are still to be told apart`() throws {
        let scene = BoxScene(resting: [
            resting(near, (40, 90), level: 190), resting(far, (40.2, 115), level: 50),
        ])
        let watched = WatchedScene(scene: scene, seconds: 160)
        var detector = StopDetector(geometry: watched.geometry, parameters: watched.parameters)
        var stops: [Stop] = []
        for (number, time) in watched.moments.enumerated() {
            if number % 100 == 99 {
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
        stops += detector.takeFinished() + detector.openStops
        #expect(Set(stops) == Set(watched.stops()))
        #expect(stops.count == 2)
    }

    @Test func `a pool of light with a soft edge that stays is no stop`() {
        let scene = BoxScene(noiseDeviation: 1)
        let stops = WatchedScene(scene: scene, seconds: 140).stops { time, plane in
            guard (40.0..<100).contains(time.seconds) else { return true }
            for y in 60..<130 {
                for x in 90..<230 {
                    let (dx, dy) = (Double(x - 160) / 45, Double(y - 95) / 22)
                    let gain = 1 + 1.1 * exp(-dx * dx - dy * dy)
                    let index = y * plane.size.width + x
                    plane.pixels[index] = UInt8(min(255, Double(plane.pixels[index]) * gain))
                }
            }
            return true
        }
        #expect(stops.isEmpty)
    }
}
