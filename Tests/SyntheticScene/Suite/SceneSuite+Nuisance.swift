import CameraIndex

extension SceneSuite {
    /// How long the nuisance clips are.
    public struct NuisanceLength: Hashable, Sendable {
        /// Hours of each kind at ten frames a second.
        public var hours: Double
        /// Days of each kind at the live keyframe gap.
        public var days: Double

        /// Makes lengths: two hours and 1.6 days, which for all kinds are 48 camera-days.
        public init(hours: Double = 2, days: Double = 1.6) {
            self.hours = hours
            self.days = days
        }
    }

    /// Clips of every nuisance: some minutes of each for the quick part, and for the whole a clip
    /// at ten frames a second and one at the live keyframe gap.
    public static func nuisance(
        seed: UInt64,
        length: NuisanceLength = NuisanceLength()
    ) -> SceneSuite {
        var cases: [SuiteCase] = []
        for (number, nuisance) in Nuisance.allCases.enumerated() {
            let seed = seed &* 1_000 &+ UInt64(number)
            cases.append(quick(nuisance, seed: seed))
            if length.hours > 0 {
                cases.append(dense(nuisance, seed: seed &+ 300, hours: length.hours))
            }
            if length.days > 0 {
                cases.append(live(nuisance, seed: seed &+ 600, days: length.days))
            }
        }
        return SceneSuite(cases: cases)
    }

    private static let size = PixelSize(width: 320, height: 180)

    /// Four minutes, judged by a limit of one.
    private static func quick(_ nuisance: Nuisance, seed: UInt64) -> SuiteCase {
        let script = script(nuisance, seed: seed, fps: 6, seconds: 240)
        return SuiteCase(
            name: "nuisance-\(nuisance.rawValue)-quick",
            suite: .nuisance,
            kind: nuisance.rawValue,
            script: script,
            limit: .seconds(60),
            zone: nuisance == .lingering ? nil : wholePicture,
            encoding: nuisance.encoding(kilobits: 200),
            isQuick: true
        )
    }

    private static func dense(_ nuisance: Nuisance, seed: UInt64, hours: Double) -> SuiteCase {
        let script = script(nuisance, seed: seed, fps: 10, seconds: hours * 3_600)
        return SuiteCase(
            name: "nuisance-\(nuisance.rawValue)-dense",
            suite: .nuisance,
            kind: nuisance.rawValue,
            script: script,
            limit: .seconds(240),
            zone: nuisance == .lingering ? nil : wholePicture,
            encoding: nuisance.encoding(kilobits: 200)
        )
    }

    private static func live(_ nuisance: Nuisance, seed: UInt64, days: Double) -> SuiteCase {
        let interval = Double(2 + seed % 3)
        let script = script(nuisance, seed: seed, fps: 1 / interval, seconds: days * 86_400)
        return SuiteCase(
            name: "nuisance-\(nuisance.rawValue)-live",
            suite: .nuisance,
            kind: nuisance.rawValue,
            script: script,
            limit: .seconds(240),
            zone: nuisance == .lingering ? nil : wholePicture,
            encoding: .keyframes
        )
    }

    private static let wholePicture = [
        Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: 1, y: 1), Point(x: 0, y: 1),
    ]

    private static func script(
        _ nuisance: Nuisance,
        seed: UInt64,
        fps: Double,
        seconds: Double
    ) -> SceneScript {
        var script = SceneScript(
            size: size,
            fps: fps,
            duration: .seconds(seconds.rounded()),
            seed: seed,
            light: SceneLight(swing: 0.06, cloudDepth: 0.12),
            vehiclesPerMinute: 5,
            pedestriansPerMinute: 1.5
        )
        let isLong = seconds > 20 * 3_600
        script.sky = SceneSky(startHour: isLong ? 10 : nuisance.startHour(span: seconds))
        nuisance.trouble(&script, span: seconds)
        return script
    }
}
