import CameraIndex

extension SceneSuite {
    /// Where and when the many stops of a clip take place.
    struct StopClip {
        var name: String
        var kind: String
        var limit: Double
        var fps: Double
        var light: SceneLight
        var encoding: CaseEncoding
        /// Stops and near-stops within 1.5 s of the limit, on each side.
        var close: Int
        /// Further ones, on each side.
        var far: Int
        var traffic: Double = 7
        var isQuick = false
        var sky: SceneSky?
        var weather = SceneWeather()
    }

    /// Stops and near-stops around the limit, in every light and encoding.
    public static func stops(seed: UInt64) -> SceneSuite {
        let around = (clips + hardClips).enumerated().map { number, clip in
            stopCase(clip, seed: seed &* 100 &+ UInt64(number))
        }
        return SceneSuite(cases: around + special(seed: seed))
    }

    private static let clips: [StopClip] = [
        StopClip(
            name: "stops-day",
            kind: "day",
            limit: 30,
            fps: 6,
            light: SceneLight(swing: 0.06, cloudDepth: 0),
            encoding: .h264(kilobits: 500),
            close: 8,
            far: 16,
            isQuick: true
        ),
        StopClip(
            name: "stops-clouds",
            kind: "clouds",
            limit: 30,
            fps: 6,
            light: SceneLight(),
            encoding: .h264(kilobits: 400),
            close: 8,
            far: 16
        ),
        StopClip(
            name: "stops-hevc",
            kind: "hevc",
            limit: 30,
            fps: 6,
            light: SceneLight(swing: 0.08, cloudDepth: 0.15),
            encoding: .hevc(kilobits: 300),
            close: 8,
            far: 16
        ),
        StopClip(
            name: "stops-fast",
            kind: "12-fps",
            limit: 40,
            fps: 12,
            light: SceneLight(swing: 0.08, cloudDepth: 0.2),
            encoding: .h264(kilobits: 600),
            close: 12,
            far: 4
        ),
        StopClip(
            name: "stops-traffic",
            kind: "dense-traffic",
            limit: 40,
            fps: 8,
            light: SceneLight(swing: 0.05, cloudDepth: 0.1),
            encoding: .h264(kilobits: 500),
            close: 8,
            far: 12,
            traffic: 14
        ),
        StopClip(
            name: "stops-dusk",
            kind: "dusk",
            limit: 30,
            fps: 6,
            light: SceneLight(
                swing: 0.05,
                cloudDepth: 0,
                steps: [.init(at: .zero, factor: 0.35)]
            ),
            encoding: .h264(kilobits: 400),
            close: 8,
            far: 16
        ),
        StopClip(
            name: "stops-minute",
            kind: "minute",
            limit: 60,
            fps: 6,
            light: SceneLight(),
            encoding: .h264(kilobits: 300),
            close: 8,
            far: 8
        ),
        StopClip(
            name: "stops-four-minutes",
            kind: "four-minutes",
            limit: 240,
            fps: 6,
            light: SceneLight(),
            encoding: .h264(kilobits: 400),
            close: 4,
            far: 5
        ),
    ]

    /// By night and in bad weather.
    private static var hardClips: [StopClip] {
        let still = SceneLight(swing: 0.03, cloudDepth: 0)
        func clip(_ kind: String, _ close: Int, _ far: Int, _ encoding: CaseEncoding) -> StopClip {
            StopClip(
                name: "stops-\(kind)",
                kind: kind,
                limit: 30,
                fps: 6,
                light: still,
                encoding: encoding,
                close: close,
                far: far
            )
        }
        var night = clip("night", 8, 12, .h264(kilobits: 400))
        night.sky = SceneSky(startHour: 22.5)
        night.isQuick = true
        var infrared = clip("infrared", 6, 10, .hevc(kilobits: 250))
        infrared.sky = SceneSky(startHour: 23, hasInfrared: true, hasLamps: false)
        var rain = clip("rain", 8, 12, .h264(kilobits: 500))
        rain.weather.rain = 0.5
        rain.sky = SceneSky(startHour: 13)
        var nightRain = clip("night-rain", 4, 6, .h264(kilobits: 400))
        nightRain.weather.rain = 0.5
        nightRain.sky = SceneSky(startHour: 21.5)
        var snow = clip("snow", 4, 6, .h264(kilobits: 500))
        snow.weather.snow = 0.6
        snow.weather.snowSettles = 0.4
        snow.sky = SceneSky(startHour: 11)
        var fog = clip("fog", 4, 6, .h264(kilobits: 400))
        fog.weather.fog = 0.7
        fog.sky = SceneSky(startHour: 9)
        var sunset = clip("sunset", 6, 8, .h264(kilobits: 400))
        sunset.sky = SceneSky(startHour: 19.25)
        sunset.weather.houseShadow = true
        sunset.weather.wind = 0.6
        return [night, infrared, rain, nightRain, snow, fog, sunset]
    }

    private static func stopCase(_ clip: StopClip, seed: UInt64) -> SuiteCase {
        let size = PixelSize(width: 640, height: 360)
        var schedule = StopSchedule(size: size, seed: seed, from: MediaTime(seconds: 20))
        var random = Seed(seed, 302)
        for dwell in dwells(clip, &random) {
            schedule.add(
                .seconds(dwell),
                vehicle: random.pick(VehicleStyle.stopping),
                paint: random.pick(Paint.traffic)
            )
        }
        var script = SceneScript(
            size: size,
            fps: clip.fps,
            duration: schedule.end - .zero + .seconds(15),
            seed: seed,
            light: clip.light,
            stops: schedule.stops,
            vehiclesPerMinute: clip.traffic
        )
        script.sky = clip.sky
        script.weather = clip.weather
        if clip.sky != nil {
            for index in script.stops.indices { script.stops[index].lamps = .driving }
        }
        script.duration = .seconds(script.duration.seconds.rounded(.up))
        return SuiteCase(
            name: clip.name,
            suite: .stops,
            kind: clip.kind,
            script: script,
            limit: .seconds(clip.limit),
            encoding: clip.encoding,
            isQuick: clip.isQuick
        )
    }

    /// The lengths of a clip's stops, in a random order.
    private static func dwells(_ clip: StopClip, _ random: inout Seed) -> [Double] {
        var dwells: [Double] = []
        // A vehicle is at rest a little before it stands and after it starts (`RestTruth`).
        let limit = clip.limit - 1.2
        for _ in 0..<clip.close {
            dwells.append(limit + random.number(in: 0.1...1.5))
            dwells.append(limit - random.number(in: 0.1...1.5))
        }
        for _ in 0..<clip.far {
            dwells.append(clip.limit * random.number(in: 1.06...1.6))
            dwells.append(clip.limit * random.number(in: 0.35...0.94))
        }
        return dwells.shuffled(using: &random)
    }
}
