import CameraIndex
import SyntheticScene
import Testing

struct SceneSweepTests {
    @Test(arguments: SceneSweep.allCases)
    func `each step has the same stops and another value`(sweep: SceneSweep) {
        let cases = sweep.suite(seed: 1).cases
        #expect(cases.count == 6)
        #expect(Set(cases.map(\.kind)).count == 6)
        #expect(cases.allSatisfy { $0.script.stops == cases[0].script.stops })
        #expect(cases[0].kind.hasPrefix("\(sweep.rawValue)="))
        let stops = cases[0].script.stops
        let long = stops.filter { stop in
            stop.departure.map { $0 - stop.arrival >= cases[0].limit } ?? true
        }
        #expect(long.count == 16)
        #expect(stops.count == 32)
    }

    @Test func `a sweep asks for all of its long stops, seen or not`() throws {
        let last = try #require(SceneSweep.contrast.suite(seed: 1).cases.last)
        let truth = last.truth(of: StreetScene(last.script))
        #expect(truth.stops.filter { $0.expected == .yes }.count == 16)
        #expect(truth.suite == "stops")
        #expect(truth.kind == "contrast=0.01")
    }

    @Test func `without contrast a vehicle is as grey as the road`() throws {
        func share(_ contrast: Double) throws -> Double {
            var script = try #require(SceneSweep.contrast.suite(seed: 1).cases.first).script
            script.contrast = contrast
            script.size = PixelSize(width: 320, height: 180)
            let scene = StreetScene(script)
            var painter = ScenePainter(scene)
            let truth = try #require(scene.truth.first)
            let time = truth.standsFrom + .seconds(5)
            return painter.share(ofVehicle: 0, in: truth.box, at: time, levels: 20)
        }
        // What remains are the marks and the kerb that it covers.
        #expect(try share(0.02) < share(1) * 0.8)
    }
}
