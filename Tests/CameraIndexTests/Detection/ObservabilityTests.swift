import CameraIndex
import SyntheticScene
import Testing

struct ObservabilityTests {
    private static let size = PixelSize(width: 320, height: 180)
    /// A lane in which large vehicles pass from 30 s on, three quarters of the time.
    private static let busyLane = (30...160).filter { $0 % 3 == 0 }.map { second in
        BoxScene.Passing(
            Box(x: -200, y: 90, width: 200, height: 60),
            start: MediaTime(seconds: Double(second)),
            speedX: 90
        )
    }

    /// The grids of a scene, the last word of each stretch; `breaks` are the samples before which
    /// the detector is archived and made anew.
    private func grids(
        _ scene: BoxScene,
        seconds: Double,
        breaks: Set<Int> = [],
        change: (MediaTime, inout LumaPlane) -> Void = { _, _ in }
    ) throws -> [ObservabilityGrid] {
        let watched = WatchedScene(scene: scene, seconds: seconds)
        var detector = StopDetector(geometry: watched.geometry, parameters: watched.parameters)
        var grids: [MediaTime: ObservabilityGrid] = [:]
        for (number, time) in watched.moments.enumerated() {
            if breaks.contains(number) {
                for grid in detector.takeObservability() { grids[grid.range.start] = grid }
                detector = try StopDetector(
                    geometry: watched.geometry,
                    parameters: watched.parameters,
                    state: detector.archivedState()
                )
            }
            var plane = scene.luma(at: time)
            change(time, &plane)
            detector.observe(plane.pixels, at: time)
        }
        for grid in detector.takeObservability() { grids[grid.range.start] = grid }
        return grids.values.sorted { $0.range.start < $1.range.start }
    }

    /// Share of the samples in which a part of the plane could be judged, grid by grid.
    private func shares(_ grids: [ObservabilityGrid], of box: Box) throws -> [Double] {
        let (width, height) = (Double(Self.size.width), Double(Self.size.height))
        let (left, right) = (Double(box.x) / width, Double(box.maxX) / width)
        let (top, bottom) = (Double(box.y) / height, Double(box.maxY) / height)
        let outline = try Polygon(points: [
            Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: bottom),
            Point(x: left, y: bottom),
        ])
        return grids.map { ZoneCells(of: outline, turn: $0.turn).judgedShare(of: $0) }
    }

    @Test func `a free street can be judged in every sample`() throws {
        let grids = try grids(BoxScene(size: Self.size, noiseDeviation: 1), seconds: 130)
        #expect(grids.map(\.range.start) == [0, 60, 120].map { MediaTime(seconds: $0) })
        #expect(
            grids.map(\.range.end)
                == [MediaTime(seconds: 60), MediaTime(seconds: 120), MediaTime(seconds: 779.0 / 6)]
        )
        #expect(grids.allSatisfy { $0.cells.allSatisfy { $0 == 255 } })
    }

    @Test func `what passes before a zone most of the time hides it and nothing else`() throws {
        let scene = BoxScene(size: Self.size, passing: Self.busyLane, noiseDeviation: 1)
        let grids = try grids(scene, seconds: 150)
        let lane = try shares(grids, of: Box(x: 20, y: 100, width: 280, height: 40))
        #expect(lane.count == 3)
        // 200 of 270 pixels from bumper to bumper are vehicle: 26 % of the samples are free.
        for share in lane.dropFirst() { #expect((0.15...0.35).contains(share)) }
        let kerb = try shares(grids, of: Box(x: 20, y: 10, width: 280, height: 70))
        for share in kerb { #expect(share > 0.99) }
    }

    @Test func `a vehicle that stands and is known is judged, not hidden`() throws {
        let place = Box(x: 120, y: 80, width: 60, height: 40)
        let scene = BoxScene(
            size: Self.size,
            resting: [
                .init(place, since: MediaTime(seconds: 40), end: nil, speed: 60)
            ],
            noiseDeviation: 1
        )
        let shares = try shares(grids(scene, seconds: 185), of: place)
        #expect(shares.count == 4)
        // It is not known before it has stood for some seconds.
        #expect(shares[0] > 0.8)
        #expect(shares[1] > 0.97)
        #expect(shares[2] > 0.97)
    }

    @Test(arguments: [(0.1, 0.0), (0.2, 0.0), (0.6, 1.0)])
    func `a street too dark to show anything cannot be judged`(
        gain: Double,
        share: Double
    ) throws {
        let scene = BoxScene(size: Self.size, noiseDeviation: 0.8) { _ in .init(gain: gain) }
        let grids = try grids(scene, seconds: 70)
        for found in try shares(grids, of: Box(x: 0, y: 0, width: 320, height: 180)) {
            #expect(abs(found - share) < 0.1)
        }
    }

    @Test func `dusk takes the contrast from what was learned by day`() throws {
        let scene = BoxScene(size: Self.size, noiseDeviation: 1) { time in
            .init(gain: max(0.15, min(1, 1 - (time.seconds - 60) / 120)))
        }
        let shares = try shares(
            grids(scene, seconds: 245),
            of: Box(x: 0, y: 0, width: 320, height: 180)
        )
        #expect(shares[0] > 0.99)
        #expect(shares[3] < 0.1)
    }

    @Test func `noise above the contrast of a vehicle hides everything`() throws {
        let grids = try grids(BoxScene(size: Self.size, noiseDeviation: 9), seconds: 40)
        #expect(grids.allSatisfy { $0.cells.allSatisfy { $0 == 0 } })
    }

    @Test func `a saturated place cannot be judged`() throws {
        let glare = Box(x: 0, y: 0, width: 160, height: 90)
        let grids = try grids(BoxScene(size: Self.size, noiseDeviation: 1), seconds: 70) {
            for y in glare.y..<glare.maxY {
                for x in glare.x..<glare.maxX { $1.pixels[y * 320 + x] = 255 }
            }
        }
        #expect(try shares(grids, of: Box(x: 10, y: 10, width: 140, height: 70)) == [0, 0])
        let rest = try shares(grids, of: Box(x: 180, y: 0, width: 140, height: 180))
        #expect(rest.allSatisfy { $0 > 0.99 })
    }

    @Test func `samples of another view are not counted`() throws {
        let grids = try grids(BoxScene(size: Self.size, noiseDeviation: 1), seconds: 130) {
            guard (70..<72).contains($0.seconds) else { return }
            for index in $1.pixels.indices { $1.pixels[index] = UInt8(index % 251) }
        }
        #expect(grids.count == 3)
        #expect(grids.allSatisfy { $0.cells.allSatisfy { $0 == 255 } })
    }

    @Test func `a restored detector tells what it would have told`() throws {
        let scene = BoxScene(size: Self.size, passing: Self.busyLane, noiseDeviation: 1)
        let whole = try grids(scene, seconds: 130)
        #expect(try grids(scene, seconds: 130, breaks: [30, 250, 360, 361, 500]) == whole)
    }
}
