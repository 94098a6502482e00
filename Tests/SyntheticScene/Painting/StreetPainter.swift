import CameraIndex
import Foundation

/// Paints vehicles and people into the street, in the light and air of a moment.
struct StreetPainter: Sendable {
    private let scene: StreetScene
    private let lamps: StreetLamps
    private let houses: HouseShadow

    /// Prepares to paint what moves in a scene.
    init(_ scene: StreetScene) {
        self.scene = scene
        houses = HouseShadow(seed: scene.script.seed)
        lamps = StreetLamps(until: scene.script.sky?.litUntil ?? .infinity)
    }

    /// What is between the camera and things at one moment.
    struct Air {
        /// The camera.
        let camera: SceneCamera
        /// The light.
        let light: SkyLight
        /// How dark it is, 0...1.
        let darkness: Double
        /// What the light does at the place nearest to the camera.
        let common: PaintTone
        fileprivate let lamps: StreetLamps
        fileprivate let houses: HouseShadow?

        /// What light and air do to a thing at a place.
        func tone(_ x: Double, _ y: Double) -> PaintTone {
            guard !light.isPlain || houses != nil else { return common }
            var tone = common
            let depth = camera.depth(StreetPoint(x: x, y: y, z: 0.7))
            if !light.isPlain {
                let far = max(4, depth)
                tone.factor = light.factor(
                    light.added(
                        lamps.light(x, y, 0.7),
                        infrared: min(0.9, 130 / (far * far))
                    )
                )
                tone.fog = light.fogShare(depth)
            }
            if let houses, x < houses.reach(y, tone.shadow) {
                tone.factor *= 1 - 0.4 * tone.sun
                tone.sun = 0
            }
            return tone
        }
    }

    /// The light and air of a moment.
    func air(_ light: SkyLight, camera: SceneCamera, at time: MediaTime) -> Air {
        let script = scene.script
        var common = PaintTone()
        let cover = max(script.weather.rain, script.weather.snow, script.weather.fog * 1.3)
        common.mirror = script.weather.snow > 0 ? 0 : max(script.weather.wet, script.weather.rain)
        common.fogLevel = light.fogLevel
        common.sun = 1 - min(1, cover * 1.5)
        common.contrast = script.contrast
        if let sky = script.sky {
            common.darkness = sky.darkness(at: time)
            let height = sky.height(at: time)
            common.sun *= min(max(height / 0.2, 0), 1)
            let sun = sky.sun(at: time)
            common.shadow = .init(across: -sun.across * 0.55, along: -sun.along * 0.55)
        }
        return Air(
            camera: camera,
            light: light,
            darkness: common.darkness,
            common: common,
            lamps: lamps,
            houses: script.weather.houseShadow ? houses : nil
        )
    }

    /// Paints all vehicles and people of a moment, what is behind first.
    func paint(
        _ air: Air,
        on canvas: inout FrameCanvas,
        at time: MediaTime,
        _ shown: StreetTraffic.Shown = .all
    ) {
        if air.houses != nil {
            houses.paint(
                air.common.shadow,
                strength: air.common.sun,
                camera: air.camera,
                on: &canvas
            )
        }
        let vehicles = scene.traffic.placed(at: time, shown)
        let people = shown == .all ? scene.pedestrians.placed(at: time) : []
        let drivers = scene.traffic.scripted.compactMap { $0.driver?.placed(at: time) }
        var painter = VehiclePainter(camera: air.camera)
        let isDark = air.darkness > 0.2
        if isDark {
            sweep(air, on: &canvas, at: time)
            for vehicle in vehicles where vehicle.lights.isOn {
                painter.tone = air.tone(vehicle.x, vehicle.y)
                painter.beams(of: vehicle, on: &canvas)
            }
        }
        let things = scene.script.things.filter { thing in
            thing.since <= time && thing.end.map { time < $0 } ?? true
        }
        let all =
            vehicles.map(Moving.vehicle) + people.map(Moving.person) + drivers.map(Moving.person)
            + things.map(Moving.thing)
        for moving in all.sorted(by: { $0.isBehind($1) }) {
            let tone = air.tone(moving.place.x, moving.place.y)
            switch moving {
            case .vehicle(let vehicle):
                painter.tone = tone
                painter.paint(vehicle, on: &canvas)
                if isDark { painter.glare(of: vehicle, on: &canvas) }
            case .thing(let thing):
                var things = ThingPainter(camera: air.camera)
                things.tone = tone
                things.paint(thing, on: &canvas, at: time)
            case .person(let person):
                Pedestrians.paint(person, camera: air.camera, tone: tone, on: &canvas)
            }
        }
    }

    /// A beam from outside of the picture that sweeps over road and houses.
    private func sweep(_ air: Air, on canvas: inout FrameCanvas, at time: MediaTime) {
        guard let interval = scene.script.sky?.sweeps?.seconds else { return }
        let slot = Int((time.seconds / interval).rounded(.down))
        var random = Seed(scene.script.seed, slot &+ 530_000)
        let start = (Double(slot) + random.number(in: 0...0.7)) * interval
        let share = (time.seconds - start) / random.number(in: 1.2...3.5)
        guard share > 0, share < 1 else { return }
        let heading = random.unit() < 0.5 ? share : 1 - share
        let from = StreetPoint(x: random.number(in: -4...2), y: 4, z: 0)
        let angle = -0.5 + 1.9 * heading
        for step in 0..<4 {
            let wide = 0.24 - 0.05 * Double(step)
            let outline = [-wide, -wide / 2, 0, wide / 2, wide].map { turn in
                StreetPoint(
                    x: from.x + 46 * sin(angle + turn),
                    y: max(3, from.y + 46 * cos(angle + turn)),
                    z: 0
                )
            }
            let pixels = ([from] + outline).compactMap { air.camera.project($0) }
            guard pixels.count == 6 else { return }
            canvas.lighten(pixels, by: 9 * air.darkness)
        }
    }

    /// What moves in the street.
    private enum Moving {
        case vehicle(VehiclePainter.Placed)
        case person(Pedestrians.Placed)
        case thing(ScriptedThing)

        /// Metres across and along the road.
        var place: (x: Double, y: Double) {
            switch self {
            case .vehicle(let vehicle): (vehicle.x, vehicle.y)
            case .person(let person): (person.x, person.y)
            case .thing(let thing): (thing.x, thing.y)
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
}
