import CameraIndex
import SyntheticScene
import Testing

/// The truth is exact: pixels rest from the first instant of a stop to its last, and no longer.
struct StoppedVehicleTests {
    private static let moment = MediaDuration(microseconds: 1)

    private static func quiet(_ stop: ScriptedStop) -> SceneScript {
        SceneScript(
            size: PixelSize(width: 640, height: 360),
            duration: .seconds(200),
            light: .steady,
            readNoise: 0,
            shotNoise: 0,
            stops: [stop],
            vehiclesPerMinute: 0,
            pedestriansPerMinute: 0
        )
    }

    private static func stop(_ lane: StreetLane) -> ScriptedStop {
        var stop = ScriptedStop(
            lane: lane,
            place: 0.2,
            vehicle: .saloon,
            paint: .white,
            arrival: MediaTime(seconds: 30.123_456),
            departure: MediaTime(seconds: 70.654_321)
        )
        stop.pullIn = 12
        return stop
    }

    @Test(arguments: StreetLane.allCases)
    func `every pixel rests from arrival to departure`(lane: StreetLane) throws {
        let scene = StreetScene(Self.quiet(Self.stop(lane)))
        let truth = try #require(scene.truth.first)
        let end = try #require(truth.standsUntil)
        let rest = scene.frame(at: truth.standsFrom).luma
        for seconds in stride(from: truth.standsFrom.seconds, to: end.seconds, by: 3.7) {
            #expect(scene.frame(at: MediaTime(seconds: seconds)).luma == rest)
        }
        #expect(scene.frame(at: end - Self.moment).luma == rest)
        #expect(scene.frame(at: truth.standsFrom - .seconds(0.3)).luma != rest)
        #expect(scene.frame(at: end + .seconds(0.3)).luma != rest)
    }

    @Test func `between two rests it moves, and rests again where it should`() throws {
        var stop = Self.stop(.farKerb)
        stop.moves = [
            .init(
                metres: 1,
                arrival: MediaTime(seconds: 73.2),
                departure: MediaTime(seconds: 120)
            )
        ]
        let scene = StreetScene(Self.quiet(stop))
        #expect(scene.truth.count == 2)
        let (first, second) = (scene.truth[0], scene.truth[1])
        #expect(second.standsFrom == MediaTime(seconds: 73.2))
        #expect(second.standsUntil == MediaTime(seconds: 120))
        #expect(first.box != second.box)
        let rest = scene.frame(at: second.standsFrom).luma
        #expect(rest != scene.frame(at: first.standsFrom).luma)
        #expect(rest == scene.frame(at: MediaTime(seconds: 120) - Self.moment).luma)
        #expect(rest != scene.frame(at: second.standsFrom - .seconds(0.3)).luma)
        let creeping = scene.frame(at: MediaTime(seconds: 72)).luma
        #expect(creeping != rest)
        #expect(creeping != scene.frame(at: first.standsFrom).luma)
    }

    @Test func `a door opens after the rest has begun and closes before it ends`() throws {
        var stop = Self.stop(.farKerb)
        stop.driverLeaves = true
        let scene = StreetScene(Self.quiet(stop))
        let truth = try #require(scene.truth.first)
        let end = try #require(truth.standsUntil)
        let rest = scene.frame(at: truth.standsFrom).luma
        #expect(scene.frame(at: truth.standsFrom + .seconds(3)).luma == rest)
        #expect(scene.frame(at: truth.standsFrom + .seconds(5)).luma != rest)
        #expect(scene.frame(at: end - .seconds(5)).luma != rest)
        #expect(scene.frame(at: end - .seconds(3)).luma == rest)
    }

    @Test func `hazard lights blink while it rests and nothing else changes`() throws {
        var stop = Self.stop(.nearKerb)
        stop.lamps = .hazard
        let scene = StreetScene(Self.quiet(stop))
        let truth = try #require(scene.truth.first)
        let frames = (0..<8).map { step in
            scene.frame(at: truth.standsFrom + .seconds(10 + 0.37 * Double(step))).luma
        }
        #expect(Set(frames).count == 2)
    }

    @Test func `what shows of a vehicle is what differs from the street without it`() throws {
        let scene = StreetScene(Self.quiet(Self.stop(.farKerb)))
        let truth = try #require(scene.truth.first)
        var painter = ScenePainter(scene)
        let shows = painter.share(ofVehicle: 0, in: truth.box, at: truth.standsFrom)
        #expect(shows > 0.4)
        let gone = painter.share(ofVehicle: 0, in: truth.box, at: MediaTime(seconds: 150))
        #expect(gone == 0)
    }

    @Test func `what hides a stop hides as much as it should`() throws {
        let hidden = try #require(
            SceneSuite.stops(seed: 1).cases.first { $0.kind == "hidden" }
        )
        let scene = StreetScene(hidden.script)
        var painter = ScenePainter(scene)
        func share(_ vehicle: Int, at seconds: Double) throws -> Double {
            let truth = try #require(scene.truth.first { $0.vehicle == vehicle })
            let free = painter.share(
                ofVehicle: vehicle,
                in: truth.box,
                at: truth.standsFrom + .seconds(10)
            )
            let now = painter.share(
                ofVehicle: vehicle,
                in: truth.box,
                at: MediaTime(seconds: seconds)
            )
            return now / free
        }
        // A van before the first one, a bus before the second and the third.
        #expect((0.25...0.75).contains(try share(0, at: 72)))
        #expect(try share(2, at: 198) < 0.15)
        #expect(try share(4, at: 303) < 0.15)
    }
}
