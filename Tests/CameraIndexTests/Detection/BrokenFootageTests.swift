import CameraIndex
import SyntheticScene
import Testing

struct BrokenFootageTests {
    private let scene = BoxScene(resting: [
        BoxScene.Resting(
            Box(x: 120, y: 80, width: 48, height: 30),
            since: MediaTime(seconds: 40),
            end: MediaTime(seconds: 100),
            speed: 60
        )
    ])

    @Test func `a broken picture now and then changes nothing`() {
        let watched = WatchedScene(scene: scene, seconds: 130)
        let stops = watched.stops { time, plane in
            if Int(time.seconds * 6) % 50 == 0 {
                for index in plane.pixels.indices { plane.pixels[index] = UInt8(index % 251) }
            }
            return true
        }
        #expect(stops.count == 1)
        #expect(stops.first?.matches(40, 100) == true)
    }

    @Test func `a break of a minute is borne and told`() {
        let stops = WatchedScene(scene: scene, seconds: 150).stops { time, _ in
            !(50..<90).contains(time.seconds)
        }
        #expect(stops.count == 1)
        #expect(stops.first?.matches(40, 100) == true)
        #expect(stops.first?.gaps.count == 1)
        #expect((stops.first?.gaps.first?.duration.seconds ?? 0) > 39)
    }

    @Test func `what left in a break was last seen before it`() throws {
        let stops = WatchedScene(scene: scene, seconds: 150).stops { time, _ in
            !(70..<115).contains(time.seconds)
        }
        #expect(stops.count == 1)
        let stop = try #require(stops.first)
        #expect(stop.ending == .left)
        // The sample before the break, and the true end within the uncertainty.
        #expect(stop.matches(40, 69.83, within: 0.6))
        #expect((30.2...46).contains(stop.endUncertainty.seconds))
    }

    @Test func `a longer break interrupts what stands`() {
        let long = BoxScene(resting: [
            BoxScene.Resting(
                Box(x: 120, y: 80, width: 48, height: 30),
                since: MediaTime(seconds: 40),
                end: MediaTime(seconds: 240),
                speed: 60
            )
        ])
        let stops = WatchedScene(scene: long, seconds: 260).stops { time, _ in
            !(80..<160).contains(time.seconds)
        }
        #expect(stops.first?.ending == .interrupted)
        #expect(stops.first?.matches(40, 80) == true)
    }

    @Test func `when the camera is turned away what stands is interrupted`() {
        let other = BoxScene(seed: 99)
        let watched = WatchedScene(scene: scene, seconds: 130)
        let stops = watched.stops { time, plane in
            if time.seconds > 70 {
                let view = other.luma(at: time)
                for index in plane.pixels.indices {
                    plane.pixels[index] = 255 - view.pixels[index] / 2
                }
            }
            return true
        }
        #expect(stops.first?.ending == .interrupted)
        #expect(stops.count == 1)
    }

    @Test func `footage shorter than the learning time is still judged`() {
        let short = BoxScene(resting: [
            BoxScene.Resting(
                Box(x: 120, y: 80, width: 48, height: 30),
                since: MediaTime(seconds: 9),
                end: nil,
                speed: 60
            )
        ])
        let stops = WatchedScene(scene: short, seconds: 22, floor: .seconds(10)).stops()
        #expect(stops.count == 1)
        #expect(stops.first?.matches(9, nil) == true)
    }
}
