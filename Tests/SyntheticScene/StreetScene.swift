public import CameraIndex
import Foundation

/// A street as a camera on a pole sees it, painted in code with an exact truth.
///
/// A pure function of time: frames may be painted in any order and are the same each time. The
/// empty street is painted once; a frame then costs the vehicles in it and one pass of noise.
public struct StreetScene: Sendable {
    /// What happens.
    public let script: SceneScript
    /// The rests of the vehicles, in the order of the script.
    public let truth: [SceneTruth]
    /// The road from kerb to kerb as far as it shows: a zone for the whole street.
    public let roadZone: [Point]

    private let camera: SceneCamera
    private let street: FrameCanvas
    private let traffic: StreetTraffic
    private let pedestrians: Pedestrians
    private let noise: SensorNoise

    /// Prepares a scene: paints the empty street and lays out the traffic.
    public init(_ script: SceneScript) {
        self.script = script
        let camera = SceneCamera(size: script.size)
        self.camera = camera
        street = StreetBackground(camera: camera, seed: script.seed).painted()
        let view = StreetView(camera: camera)
        let scripted = script.stops.map { stop in
            Journey(stop, along: view.along(stop.place, lane: stop.lane, style: stop.vehicle))
        }
        traffic = StreetTraffic(script: script, scripted: scripted)
        pedestrians = Pedestrians(script: script)
        noise = SensorNoise(seed: script.seed)
        roadZone = view.road()
        let painter = VehiclePainter(camera: camera)
        truth = zip(script.stops, scripted).flatMap { stop, journey in
            journey.halts.enumerated().map { index, halt in
                let isSeen = index > 0 || stop.arrivesFromOutside
                let since = isSeen ? halt.arrival : .zero
                let box = journey.placed(at: since).flatMap { painter.box(of: $0) }
                return SceneTruth(
                    since: since,
                    end: halt.departure,
                    box: box ?? Box(x: 0, y: 0, width: 0, height: 0),
                    arrivalSeen: isSeen,
                    what: stop.vehicle.rawValue
                )
            }
        }
    }

    /// The frame at a moment.
    public func frame(at time: MediaTime) -> PaintedFrame {
        developed(composed(at: time), at: time)
    }

    /// The street with all that is in it, before light and noise.
    private func composed(at time: MediaTime) -> FrameCanvas {
        var canvas = street
        let vehicles = traffic.placed(at: time)
        let people = pedestrians.placed(at: time)
        let painter = VehiclePainter(camera: camera)
        let all = vehicles.map(Moving.vehicle) + people.map(Moving.person)
        for moving in all.sorted(by: { $0.isBehind($1) }) {
            switch moving {
            case .vehicle(let vehicle): painter.paint(vehicle, on: &canvas)
            case .person(let person): Pedestrians.paint(person, camera: camera, on: &canvas)
            }
        }
        return canvas
    }

    /// What the sensor makes of it.
    private func developed(_ canvas: FrameCanvas, at time: MediaTime) -> PaintedFrame {
        let gain = script.light.gain(at: time, seed: script.seed)
        let frame = UInt64(bitPattern: time.microseconds) &* 3
        let shake = shake(at: time)
        let read = script.readNoise * script.readNoise
        let shot = script.shotNoise * script.shotNoise
        let luma = SensorNoise.Curve(
            tone: { 16 + 219 * Self.soft($0 / 255 * gain) },
            deviation: { (read + shot * min(1, $0 / 255 * gain)).squareRoot() }
        )
        let chroma = SensorNoise.Curve(
            tone: { 128 + ($0 - 128) * min(1.2, gain) },
            deviation: { _ in (read + shot / 3).squareRoot() / 2 }
        )
        func plane(_ pixels: [UInt8], _ part: Int, _ curve: SensorNoise.Curve) -> [UInt8] {
            let width = part == 0 ? canvas.size.width : canvas.chromaWidth
            let halving = part == 0 ? 1.0 : 2.0
            return noise.developed(
                shake.map { $0.shifted(pixels, width: width, halving: halving) } ?? pixels,
                width: width,
                curve: curve,
                frame: frame &+ UInt64(part),
                range: part == 0 ? 16...235 : 16...240
            )
        }
        var painted = PaintedFrame(
            size: canvas.size,
            luma: plane(canvas.luma, 0, luma),
            chromaBlue: plane(canvas.chromaBlue, 1, chroma),
            chromaRed: plane(canvas.chromaRed, 2, chroma)
        )
        if let start = script.clockStart {
            BurntInClock(start: start).draw(at: time, on: &painted)
        }
        return painted
    }

    /// Where the wind has moved the camera, or nil where it stands firm.
    private func shake(at time: MediaTime) -> PlaneShift? {
        guard script.shakePixels > 0 else { return nil }
        let (t, reach) = (time.seconds, script.shakePixels)
        return PlaneShift(
            x: reach * (0.6 * sin(t * 4.1) + 0.4 * sin(t * 9.7 + 1)),
            y: reach * (0.6 * sin(t * 5.3 + 2) + 0.4 * sin(t * 11.9))
        )
    }

    /// What moves in the street.
    private enum Moving {
        case vehicle(VehiclePainter.Placed)
        case person(Pedestrians.Placed)

        /// Metres across and along the road.
        private var place: (x: Double, y: Double) {
            switch self {
            case .vehicle(let vehicle): (vehicle.x, vehicle.y)
            case .person(let person): (person.x, person.y)
            }
        }

        /// Whether it is to be painted before the other.
        ///
        /// The camera hangs at the near side: what is farther across the road is behind what is
        /// nearer, and within a lane what is farther along.
        func isBehind(_ other: Moving) -> Bool {
            let (own, theirs) = (place, other.place)
            return own.x == theirs.x ? own.y > theirs.y : own.x > theirs.x
        }
    }

    /// White burns out gently, as cameras make it.
    private static func soft(_ level: Double) -> Double {
        level < 0.85 ? level : 0.85 + 0.15 * (1 - exp((0.85 - level) / 0.15))
    }
}
