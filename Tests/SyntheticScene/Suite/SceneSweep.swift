import CameraIndex

/// A property of footage that is turned down in steps until stops can no longer be found.
public enum SceneSweep: String, Hashable, Sendable, CaseIterable {
    /// The light on the sensor.
    case light
    /// The noise of the sensor, in grey levels.
    case noise
    /// How far the vehicles differ from the road, as a share of what they do by day.
    case contrast
    /// The height of the picture, and with it of the vehicles, in pixels.
    case size
    /// The bit rate, in kilobits a second.
    case compression

    /// The values, from easy to hopeless.
    public var steps: [Double] {
        switch self {
        case .light: [1, 0.1, 0.02, 0.005, 0.001, 0.0002]
        case .noise: [1, 6, 12, 24, 40, 64]
        case .contrast: [1, 0.3, 0.1, 0.05, 0.02, 0.01]
        case .size: [360, 180, 120, 80, 54, 36]
        case .compression: [500, 100, 30, 12, 6, 3]
        }
    }

    /// The same stops for each step, one clip a step.
    public func suite(seed: UInt64) -> SceneSuite {
        SceneSuite(cases: steps.map { clip($0, seed: seed) })
    }

    private func clip(_ value: Double, seed: UInt64) -> SuiteCase {
        // The clip of `SceneSuite.stops` that this one is judged beside has the same traffic.
        var script = SceneSuite.sweepScript(seed: seed)
        var encoding = CaseEncoding.h264(kilobits: 500)
        switch self {
        case .light:
            script.light = SceneLight(
                swing: 0.04,
                cloudDepth: 0,
                steps: [.init(at: MediaTime(seconds: -1), factor: value)]
            )
        case .noise: script.readNoise = value
        case .contrast: script.contrast = value
        case .size:
            let width = Int((value * 16 / 9 / 2).rounded()) * 2
            script.size = PixelSize(width: width, height: Int(value))
            let share = Double(script.size.areaPixels) / 230_400
            encoding = .h264(kilobits: max(20, Int64(500 * share)))
        case .compression: encoding = .h264(kilobits: Int64(value))
        }
        let whole = value == value.rounded()
        let step = whole ? String(Int(value)) : String(value)
        var one = SuiteCase(
            name: "sweep-\(rawValue)-\(step)",
            suite: .sweep,
            kind: "\(rawValue)=\(step)",
            script: script,
            limit: .seconds(30),
            encoding: encoding
        )
        // The question is from which step on they are missed: all are asked for.
        one.asksForAll = true
        return one
    }
}

extension SceneSuite {
    /// Sixteen stops and as many shorter ones, at six places.
    fileprivate static func sweepScript(seed: UInt64) -> SceneScript {
        let size = PixelSize(width: 640, height: 360)
        var schedule = StopSchedule(size: size, seed: seed, from: MediaTime(seconds: 20))
        var random = Seed(seed, 601)
        for number in 0..<32 {
            let range = number % 2 == 0 ? 33.0...42 : 14.0...27
            schedule.add(
                .seconds(random.number(in: range)),
                vehicle: random.pick(VehicleStyle.stopping),
                paint: random.pick(Paint.traffic)
            )
        }
        return SceneScript(
            size: size,
            fps: 6,
            duration: .seconds((schedule.end.seconds + 15).rounded(.up)),
            seed: seed,
            light: SceneLight(swing: 0.04, cloudDepth: 0),
            stops: schedule.stops,
            vehiclesPerMinute: 6
        )
    }
}
