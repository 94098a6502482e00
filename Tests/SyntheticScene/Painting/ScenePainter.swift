public import CameraIndex
import Foundation

/// Paints the frames of a scene and keeps what lasts from one to the next.
///
/// What it keeps changes the time that a frame takes, never the frame: painters of one scene paint
/// the same frames in any order.
public struct ScenePainter: Sendable {
    private let scene: StreetScene
    private let script: SceneScript
    private let street: StreetPainter
    private var view: View

    /// The street as the camera sees it from one pose, in one light.
    private struct View: Sendable {
        var pose = CameraWork.Pose()
        var camera: SceneCamera
        var planes: StreetPlanes?
        var plain: FrameCanvas
        var crowns: [TreeCrown] = []
        var clouds: CloudField?
        var light: SkyLight?
        var lit: FrameCanvas
    }

    /// Begins to paint a scene.
    public init(_ scene: StreetScene) {
        self.scene = scene
        script = scene.script
        street = StreetPainter(scene)
        view = View(
            camera: scene.camera,
            planes: scene.planes,
            plain: scene.street,
            lit: scene.street
        )
        furnish(&view)
    }

    /// The frame at a moment.
    public mutating func frame(at time: MediaTime) -> PaintedFrame {
        let shown = script.faults.shown(at: time, seed: script.seed)
        look(script.camera.pose(at: shown, seed: script.seed))
        let light = SkyLight(script, at: shown)
        relight(light)
        var canvas = view.lit
        paint(on: &canvas, at: shown, light)
        let developed = SensorPainter(scene).developed(canvas, at: shown, light: light)
        return transmitted(developed, at: time)
    }

    /// Share of the pixels of a box in which a vehicle of the script shows: in which the picture,
    /// without noise and passing traffic, is by some levels unlike that without the vehicle.
    ///
    /// - Parameters:
    ///   - number: The vehicle's number in the script.
    ///   - box: Where it stands.
    ///   - time: The moment.
    ///   - levels: By how many grey levels the pictures differ at least.
    /// - Returns: 0...1.
    public mutating func share(
        ofVehicle number: Int,
        in box: Box,
        at time: MediaTime,
        levels: Int = 10
    ) -> Double {
        let light = SkyLight(script, at: time)
        look(CameraWork.Pose())
        relight(light)
        let air = street.air(light, camera: view.camera, at: time)
        var (with, without) = (view.lit, view.lit)
        street.paint(air, on: &with, at: time, .scripted(without: nil))
        street.paint(air, on: &without, at: time, .scripted(without: number))
        let tones = SensorPainter(scene).tones(at: time)
        var count = 0
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                let index = y * script.size.width + x
                let (one, other) = (tones[Int(with.luma[index])], tones[Int(without.luma[index])])
                if abs(one - other) >= Double(levels) { count += 1 }
            }
        }
        return Double(count) / Double(max(1, box.areaPixels))
    }

    /// Turns the camera, where it looks elsewhere.
    private mutating func look(_ pose: CameraWork.Pose) {
        guard pose != view.pose else { return }
        let isHome = pose == CameraWork.Pose()
        let camera = isHome ? scene.camera : SceneCamera(size: script.size, pose: pose)
        let plain =
            isHome
            ? scene.street
            : StreetBackground(camera: camera, seed: script.seed)
                .painted(hasCrowns: script.weather.wind == 0)
        let planes =
            isHome
            ? scene.planes
            : script.needsPlanes
                ? StreetPlanes(canvas: plain, camera: camera, script: script) : nil
        view = View(pose: pose, camera: camera, planes: planes, plain: plain, lit: plain)
        furnish(&view)
    }

    private func furnish(_ view: inout View) {
        if script.weather.wind > 0 {
            view.crowns = StreetTrees(camera: view.camera, seed: script.seed).crowns()
        }
        if script.weather.cloudShadows > 0 {
            view.clouds = CloudField(camera: view.camera, seed: script.seed)
        }
    }

    /// Lights the empty street, where the light has changed.
    private mutating func relight(_ light: SkyLight) {
        guard light != view.light else { return }
        view.light = light
        guard let planes = view.planes, !light.isPlain else {
            view.lit = view.plain
            return
        }
        LitStreet(planes, light).paint(on: &view.lit)
    }

    /// Paints all that moves.
    private func paint(on canvas: inout FrameCanvas, at time: MediaTime, _ light: SkyLight) {
        let weather = script.weather
        let air = street.air(light, camera: view.camera, at: time)
        let wall = air.tone(15, 20)
        for crown in view.crowns {
            let factor = air.tone(crown.foot.x, crown.foot.y).factor
            crown.paint(on: &canvas, at: time, wind: weather.wind, factor: factor)
        }
        street.paint(air, on: &canvas, at: time)
        if weather.flags {
            FlagPainter(camera: view.camera)
                .paint(on: &canvas, at: time, wind: max(0.3, weather.wind), tone: wall)
        }
        if let clouds = view.clouds {
            let sun = 1 - (script.sky?.darkness(at: time) ?? 0)
            clouds.shade(&canvas, at: time, depth: weather.cloudShadows * sun)
        }
        fall(on: &canvas, at: time, light)
        let lens = LensPainter(size: script.size, seed: script.seed)
        if script.camera.web { lens.web(at: time, darkness: air.darkness, on: &canvas) }
        if script.camera.insects { lens.insects(at: time, darkness: air.darkness, on: &canvas) }
    }

    private func fall(on canvas: inout FrameCanvas, at time: MediaTime, _ light: SkyLight) {
        let weather = script.weather
        guard weather.rain > 0 || weather.snow > 0 else { return }
        let isSnow = weather.snow > 0
        Precipitation(
            strength: (isSnow ? weather.snow : weather.rain) * weather.swell(at: time),
            isSnow: isSnow,
            level: (isSnow ? 245 : 225) * light.factor(light.isInfrared ? 0.5 : 0.15)
        )
        .paint(on: &canvas, key: script.seed &+ UInt64(bitPattern: time.microseconds))
    }

    /// What arrives of a picture.
    private func transmitted(_ frame: PaintedFrame, at time: MediaTime) -> PaintedFrame {
        let damage = script.faults.damage(at: time, seed: script.seed)
        guard damage != .none else { return frame }
        var damaged = PictureDamage(frame)
        switch damage {
        case .grey: damaged.turnGrey()
        case .blocks(let key): damaged.scatter(key: key, seed: script.seed)
        case .none: break
        }
        return damaged.frame
    }
}
