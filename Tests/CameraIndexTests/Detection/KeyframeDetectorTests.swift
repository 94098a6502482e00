import CameraIndex
import SyntheticScene
import Testing

/// What a detector does where pictures lie seconds apart, as where only keyframes are decoded.
struct KeyframeDetectorTests {
    private static let gap = MediaDuration.seconds(2)

    private let scene = BoxScene(
        resting: [
            BoxScene.Resting(
                Box(x: 120, y: 80, width: 48, height: 30),
                since: MediaTime(seconds: 301),
                end: MediaTime(seconds: 601),
                speed: 60
            )
        ],
        passing: [100, 220, 400, 500, 700].map { start in
            BoxScene.Passing(
                Box(x: -80, y: 70, width: 80, height: 60),
                start: MediaTime(seconds: start),
                speedX: 20
            )
        },
        noiseDeviation: 1
    )

    private var geometry: AnalysisGeometry { AnalysisGeometry(frame: scene.size) }
    private var parameters: DetectorParameters {
        DetectorParameters(floor: .seconds(58), samplePeriod: Self.gap, pictureGap: Self.gap)
    }

    private func detector(
        over seconds: Double = 780,
        between: (inout StopDetector) throws -> Void = { _ in }
    ) throws -> StopDetector {
        var detector = StopDetector(geometry: geometry, parameters: parameters)
        for second in stride(from: 0, to: seconds, by: Self.gap.seconds) {
            let time = MediaTime(seconds: second)
            detector.observe(scene.luma(at: time).pixels, at: time)
            try between(&detector)
        }
        return detector
    }

    @Test func `a stop is found among keyframes, however often others pass in front`() throws {
        var detector = try detector()
        detector.finish()
        let stops = detector.takeFinished()
        #expect(stops.count == 1)
        #expect(stops.first?.matches(301, 601, within: 2.5) == true)
    }

    @Test func `a detector that rests between two keyframes comes to the same state`() throws {
        let awake = try detector()
        var resting = try detector { $0.rest() }
        #expect(resting.archivedState() == awake.archivedState())
        resting.rest()
        #expect(resting.archivedState() == awake.archivedState())
        #expect(resting.openStops == awake.openStops)
    }

    @Test func `a detector restored from its state goes on as if nothing had happened`() throws {
        let whole = try detector()
        var number = 0
        let broken = try detector { detector in
            number += 1
            // While it learns, while something passes, stands, and is gone.
            guard [20, 112, 230, 330].contains(number) else { return }
            detector = try StopDetector(
                geometry: geometry,
                parameters: parameters,
                state: detector.archivedState()
            )
        }
        #expect(broken.archivedState() == whole.archivedState())
    }

    @Test func `minutes of a street are kept in the room of few pictures`() throws {
        let detector = try detector(over: 900)
        let pictures = detector.archivedState().count / geometry.plane.areaPixels
        // The scene, its deviations and the ground under the rest take ten, and 116 keyframes and
        // the looks at the scene lie in the others.
        #expect(pictures < 30)
    }

    /// Of each of 30 pictures that lie so far beside the first this share is kept.
    @Test(arguments: [(deviation: 0, share: 0.15), (1, 0.5), (4, 0.7), (90, 1.1)])
    func `what a scene is learned of takes the room that its noise needs, and shows what was seen`(
        deviation: Double,
        share: Double
    ) throws {
        let crossing = BoxScene(
            passing: [.init(Box(x: -80, y: 70, width: 80, height: 60), start: .zero, speedX: 20)],
            noiseDeviation: deviation
        )
        var detector = StopDetector(geometry: geometry, parameters: parameters)
        for second in stride(from: 0.0, to: 60, by: Self.gap.seconds) {
            let plane = crossing.luma(at: MediaTime(seconds: second)).pixels
            detector.observe(plane, at: MediaTime(seconds: second))
            #expect(detector.snapshot.sample == plane)
        }
        #expect(detector.snapshot.isLearning)
        let pictures = Double(detector.archivedState().count) / Double(geometry.plane.areaPixels)
        // What crosses them and the first of them are whole.
        #expect(pictures < 2 + 30 * share)
    }

    @Test func `pictures of which a scene was learned go on taking half their room`() throws {
        let pictures = try detector(over: 90).archivedState().count / geometry.plane.areaPixels
        // 35 of them; the scene, its deviations and the ground take ten.
        #expect(pictures < 32)
    }

    @Test func `a resting detector shows the same as one that is awake`() throws {
        var detector = try detector(over: 400)
        let awake = detector.snapshot
        detector.rest()
        let resting = detector.snapshot
        #expect(resting.reference == awake.reference)
        #expect(resting.claims == awake.claims)
        #expect(resting.credit == awake.credit)
    }

    @Test func `a state of keyframes that is damaged anywhere is refused or read, never a crash`()
        throws
    {
        let state = try detector(over: 420).archivedState()
        for place in stride(from: 0, to: state.count, by: state.count / 150) {
            var damaged = state
            damaged[place] ^= 0xFF
            do throws(DetectionError) {
                var detector = try StopDetector(
                    geometry: geometry,
                    parameters: parameters,
                    state: damaged
                )
                let time = MediaTime(seconds: 420)
                detector.observe(scene.luma(at: time).pixels, at: time)
            } catch {
                // It was refused.
            }
        }
    }
}
