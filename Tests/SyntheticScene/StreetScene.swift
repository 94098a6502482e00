public import CameraIndex
import Foundation

/// A street as a camera on a pole sees it, painted in code with an exact truth.
///
/// A pure function of time: frames may be painted in any order and are the same each time. The
/// empty street is painted once; a frame then costs the vehicles in it and one pass of noise.
public struct StreetScene: Sendable {
    /// What happens.
    public let script: SceneScript
    /// The rests of the vehicles, in the order of the script, then those of other things.
    public let truth: [SceneTruth]
    /// The road from kerb to kerb as far as it shows: a zone for the whole street.
    public let roadZone: [Point]

    /// The road with a strip of the near pavement, so that half of the lower edge of each box of a
    /// vehicle at the near kerb lies in it, too.
    public let wideZone: [Point]

    /// The camera in its place.
    let camera: SceneCamera
    /// The empty street at noon.
    let street: FrameCanvas
    /// What is known of the street's pixels, where the light changes them one by one.
    let planes: StreetPlanes?
    /// The vehicles.
    let traffic: StreetTraffic
    /// The people.
    let pedestrians: Pedestrians
    /// The sensor's noise.
    let noise: SensorNoise

    /// Prepares a scene: paints the empty street and lays out the traffic.
    public init(_ script: SceneScript) {
        self.script = script
        let camera = SceneCamera(size: script.size)
        self.camera = camera
        street = StreetBackground(camera: camera, seed: script.seed)
            .painted(hasCrowns: script.weather.wind == 0)
        planes =
            script.needsPlanes
            ? StreetPlanes(canvas: street, camera: camera, script: script) : nil
        let view = StreetView(camera: camera)
        let scripted = script.stops.map { stop in
            Journey(
                stop,
                along: stop.along
                    ?? view.along(stop.place, lane: stop.lane, style: stop.vehicle)
            )
        }
        traffic = StreetTraffic(script: script, scripted: scripted)
        pedestrians = Pedestrians(script: script)
        noise = SensorNoise(seed: script.seed)
        roadZone = view.road()
        wideZone = view.road(margin: 1.2)
        let painter = VehiclePainter(camera: camera)
        let things = ThingPainter(camera: camera)
        let put = script.things.map { thing in
            SceneTruth(
                since: thing.since,
                end: thing.end,
                box: things.box(of: thing) ?? Box(x: 0, y: 0, width: 0, height: 0),
                arrivalSeen: thing.since > .zero,
                what: thing.kind.rawValue
            )
        }
        let stood = zip(script.stops, scripted).enumerated().flatMap { number, both in
            let (stop, journey) = both
            return journey.halts.enumerated().map { index, halt in
                let isSeen = index > 0 || stop.arrivesFromOutside
                let since = isSeen ? halt.arrival : .zero
                let box =
                    journey.placed(at: since).flatMap { painter.box(of: $0) }
                    ?? Box(x: 0, y: 0, width: 0, height: 0)
                let rest = RestTruth(journey: journey, camera: camera, box: box)
                var truth = SceneTruth(
                    since: isSeen ? rest.since(since) : since,
                    end: halt.departure.map { rest.end($0) },
                    box: box,
                    arrivalSeen: isSeen,
                    what: stop.vehicle.rawValue
                )
                truth.vehicle = number
                truth.standsFrom = since
                truth.standsUntil = halt.departure
                return truth
            }
        }
        truth = stood + put
    }

    /// The frame at a moment.
    ///
    /// For many frames a `ScenePainter` is faster: it keeps what does not change.
    public func frame(at time: MediaTime) -> PaintedFrame {
        var painter = ScenePainter(self)
        return painter.frame(at: time)
    }
}
