import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct LightTests {
    private let place = Box(x: 120, y: 80, width: 48, height: 30)

    private func stops(
        since: Double? = 40,
        end: Double = 100,
        seconds: Double = 140,
        noise: Double = 2,
        light: @escaping @Sendable (MediaTime) -> BoxScene.Light
    ) -> [Stop] {
        let resting = since.map { since in
            BoxScene.Resting(
                place,
                since: MediaTime(seconds: since),
                end: MediaTime(seconds: end),
                level: 180,
                speed: 60
            )
        }
        let scene = BoxScene(
            resting: resting.map { [$0] } ?? [],
            noiseDeviation: noise,
            light: light
        )
        return WatchedScene(scene: scene, seconds: seconds).stops()
    }

    @Test func `a stop outlasts a cloud that takes a third of the light`() {
        let stops = stops { time in
            let shade = max(0, 1 - abs(time.seconds - 70) / 15)
            return BoxScene.Light(gain: 1 - 0.33 * shade)
        }
        #expect(stops.count == 1)
        #expect(stops.first?.matches(40, 100, within: 1) == true)
    }

    @Test func `steps of the exposure neither end a stop nor make one`() {
        let stops = stops { time in
            BoxScene.Light(gain: time.seconds < 60 ? 1 : time.seconds < 80 ? 0.6 : 1.3)
        }
        #expect(stops.count == 1)
        #expect(stops.first?.matches(40, 100, within: 1) == true)
    }

    @Test func `haze that lifts the black is followed`() {
        let stops = stops { time in
            BoxScene.Light(gain: 0.8, offset: 20 * sin(time.seconds / 20))
        }
        #expect(stops.count == 1)
    }

    @Test func `changing light alone makes no stop`() {
        let stops = stops(since: nil) { time in
            BoxScene.Light(
                gain: 1 + 0.3 * sin(time.seconds / 7),
                offset: 10 * cos(time.seconds / 11)
            )
        }
        #expect(stops.isEmpty)
    }

    @Test func `a thin uneven shadow with a hard edge makes no stop`() {
        let scene = WatchedScene(scene: BoxScene(), seconds: 120)
        let stops = scene.stops { time, plane in
            guard time.seconds >= 40 else { return true }
            for y in 90..<94 {
                for x in 60..<220 {
                    let index = y * plane.size.width + x
                    let share = 0.5 + 0.3 * abs(sin(Double(x) / 25))
                    plane.pixels[index] = UInt8(Double(plane.pixels[index]) * share)
                }
            }
            return true
        }
        #expect(stops.isEmpty)
    }

    @Test(arguments: [0.0, 255.0])
    func `a picture that is all black or all white makes no stop`(level: Double) {
        #expect(stops { _ in BoxScene.Light(gain: 0, offset: level) }.isEmpty)
    }

    @Test func `a flat picture without noise makes no stop`() {
        #expect(stops(noise: 0) { _ in BoxScene.Light(gain: 0, offset: 90) }.isEmpty)
    }
}
