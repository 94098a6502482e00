import CameraIndex

/// What troubles a camera although nothing stops.
public enum Nuisance: String, Hashable, Sendable, CaseIterable {
    /// Shadows of houses and clouds that move with the sun and the wind.
    case shadows
    /// Clouds that take the light of the whole street within seconds.
    case cloudSteps = "cloud-steps"
    /// Dusk and dawn, with lamps that come on.
    case dusk
    /// Lamps that fail and come back.
    case lamps
    /// Beams that sweep through the street.
    case headlights
    /// A camera that turns to infrared in the dark.
    case infrared = "ir-switch"
    /// An exposure that hunts.
    case exposure
    /// A white balance that hunts.
    case whiteBalance = "white-balance"
    /// Rain.
    case rain
    /// So much rain that the far end is hardly seen.
    case heavyRain = "heavy-rain"
    /// Snow that falls and settles.
    case snow
    /// A wet road that mirrors lamps.
    case wetRoad = "wet-road"
    /// Fog that comes in banks.
    case fog
    /// Trees and flags in a strong wind.
    case wind
    /// Insects close to the lens.
    case insects
    /// A spider's web before the lens, and insects.
    case web
    /// A camera that trembles.
    case shake
    /// A camera that sinks slowly.
    case drift
    /// A camera that turns away and comes back.
    case panZoom = "pan-zoom"
    /// Date and time written into the picture.
    case clock
    /// Keyframes that look unlike the pictures between them.
    case keyframePulse = "keyframe-pulse"
    /// So few bits that the picture falls into blocks.
    case blocking
    /// Pictures of which a part is lost.
    case brokenFrames = "broken-frames"
    /// A stream that stands still for minutes.
    case frozen
    /// Pictures that are sent again and again.
    case repeated
    /// Grey pictures where a keyframe was lost.
    case grey
    /// Packets that are lost on the way.
    case packetLoss = "packet-loss"
    /// A jam that moves up one place at a time.
    case stopAndGo = "stop-and-go"
    /// A queue of 45 s at a light in every 90 s.
    case redLight = "red-light"
    /// People who stop on the pavement for a while.
    case lingering

    /// Lays the trouble over a script; `span` is how long the clip is.
    func trouble(_ script: inout SceneScript, span: Double) {
        troubleSky(&script, span: span)
        troubleCamera(&script, span: span)
        troubleStream(&script, span: span)
    }

    private func troubleSky(_ script: inout SceneScript, span: Double) {
        switch self {
        case .shadows:
            script.weather.houseShadow = true
            script.weather.cloudShadows = 0.45
        case .cloudSteps:
            script.light = SceneLight(
                swing: 0.1,
                cloudDepth: 0.6,
                cloudInterval: .seconds(40)
            )
        case .lamps: script.sky?.lampFailures = .seconds(min(900, span / 3))
        case .headlights: script.sky?.sweeps = .seconds(14)
        case .infrared: script.sky?.hasInfrared = true
        case .rain: script.weather.rain = 0.5
        case .heavyRain:
            script.weather.rain = 1
            script.weather.fog = 0.5
        case .snow:
            script.weather.snow = 0.7
            script.weather.snowSettles = min(3, span / 3_600 * 0.6)
        case .wetRoad: script.weather.wet = 0.9
        case .fog: script.weather.fog = 0.96
        case .wind:
            script.weather.wind = 1
            script.weather.flags = true
        default: break
        }
    }

    private func troubleCamera(_ script: inout SceneScript, span: Double) {
        switch self {
        case .exposure: script.camera.exposureHunting = 0.22
        case .whiteBalance: script.camera.balanceHunting = 14
        case .insects: script.camera.insects = true
        case .web:
            script.camera.insects = true
            script.camera.web = true
        case .shake: script.shakePixels = 1.2
        case .drift: script.camera.driftPixels = min(1.6, 8 / (span / 3_600))
        case .panZoom: script.camera.turns = .seconds(min(900, span / 2))
        case .clock: script.clockStart = UTCTime(microseconds: 1_767_268_800_000_000)
        default: break
        }
    }

    private func troubleStream(_ script: inout SceneScript, span: Double) {
        switch self {
        case .brokenFrames: script.faults.broken = 20
        case .frozen:
            script.faults.freezeInterval = min(1_500, span / 1.5)
            let longest = min(500, script.faults.freezeInterval * 0.7)
            script.faults.freeze = min(20, longest)...longest
        case .repeated: script.faults.repeating = 1.5
        case .grey: script.faults.grey = 30
        case .stopAndGo: script.flow = .stopAndGo
        case .redLight: script.flow = .redLight
        case .lingering:
            script.pedestriansPerMinute = 6
            script.lingering = 0.6
        default: break
        }
    }

    /// How the clip is encoded, where every frame is not a keyframe.
    func encoding(kilobits: Int64) -> CaseEncoding {
        var encoding = CaseEncoding.h264(kilobits: kilobits)
        encoding.preset = "ultrafast"
        switch self {
        case .keyframePulse:
            encoding.bitsPerSecond = kilobits * 400
            encoding.keyframeSeconds = 4
            encoding.extra["x264-params"] = "ipratio=0.45:scenecut=0"
        case .blocking:
            encoding.codec = "mpeg4"
            encoding.bitsPerSecond = kilobits * 300
        case .packetLoss:
            encoding.container = "ts"
            encoding.lostPackets = 0.0008
        default: break
        }
        return encoding
    }

    /// The hour at which a clip begins that is too short for a whole day.
    func startHour(span: Double) -> Double {
        let half = span / 7_200
        return switch self {
        case .shadows, .cloudSteps: 8
        case .headlights, .wetRoad, .lamps: 21
        case .frozen, .stopAndGo, .lingering, .whiteBalance, .blocking: 14
        // The sun sets at half past seven: the clip has dusk in its middle.
        default: 19.4 - half
        }
    }
}
