import ArgumentParser
import CameraIndex
import Foundation
import SyntheticScene

/// Paints a street scene of known truth into a video file.
struct StreetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "street",
        abstract: "Paints a street in which vehicles stop at known times.",
        discussion: """
            Writes OUT, and beside it a .json file with the truth: where the vehicles stop, from \
            when to when, and which stops a limit in the road's zone would find.
            """
    )

    @Argument(help: "The video to write, such as street.mp4.")
    var out: String

    @Option(help: "How many seconds to paint.")
    var seconds = 600.0

    @Option(help: "Another number paints another street with other traffic.")
    var seed: UInt64 = 1

    @Option(help: "Columns and rows, both even.")
    var size = SizeArgument(size: PixelSize(width: 640, height: 360))

    @Option(help: "Frames a second.")
    var fps = 6.0

    @Option(help: "Vehicles a minute that pass in each direction.")
    var traffic = 9.0

    @Option(help: "How far the camera trembles, in pixels.")
    var shake = 0.0

    @Flag(help: "Write date and time into the picture, as many cameras do.")
    var clock = false

    @Option(help: "The limit in seconds by which the truth is judged.")
    var dwell = 240.0

    @Option(
        name: .customLong("stop"),
        help: ArgumentHelp(
            """
            A stop, in place of those of the demonstration; may be repeated. Lanes: near-kerb, \
            near, far, far-kerb; place: 0 near the camera to 1; vehicles: saloon, hatchback, suv, \
            van, lorry, bus; seconds, the second one may be missing.
            """,
            valueName: "lane,place,vehicle,from-to"
        )
    )
    var stops: [StopArgument] = []

    func validate() throws {
        guard fps > 0, fps <= 120 else {
            throw ValidationError("--fps must lie between 0 and 120.")
        }
        guard seconds > 0, seconds <= 1_000_000 else {
            throw ValidationError("--seconds must lie between 0 and 1000000.")
        }
        guard (0...60).contains(traffic) else {
            throw ValidationError("--traffic must lie between 0 and 60.")
        }
        guard (0...20).contains(shake) else {
            throw ValidationError("--shake must lie between 0 and 20.")
        }
    }

    func run() throws {
        let scene = StreetScene(script)
        try paint(scene)
        let truth = try writeTruth(of: scene)
        let zone = scene.roadZone.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        print("\(out): \(script.frameCount) frames, \(scene.truth.count) stops; truth in \(truth)")
        print("the road as a zone: \(zone)")
    }

    private var script: SceneScript {
        var script = SceneScript.demo(
            size: size.size,
            fps: fps,
            duration: .seconds(seconds),
            seed: seed
        )
        if !stops.isEmpty { script.stops = stops.map(\.stop) }
        script.stops.removeAll { $0.arrivesFromOutside && $0.arrival.seconds >= seconds }
        script.vehiclesPerMinute = traffic
        script.shakePixels = shake
        // 2026-01-01 08:00:00, as a clock on the wall shows it.
        script.clockStart = clock ? UTCTime(microseconds: 1_767_254_400_000_000) : nil
        return script
    }

    private func paint(_ scene: StreetScene) throws {
        var writer = try VideoWriter(path: out, options: options)
        var progress = ProgressLine(total: script.frameCount)
        for index in 0..<script.frameCount {
            let time = script.time(ofFrame: index)
            try writer.append(scene.frame(at: time), at: time)
            progress.advance(to: index + 1)
        }
        try writer.finish()
        progress.clear()
    }

    private var options: VideoWriter.Options {
        var options = VideoWriter.Options(size: script.size)
        options.frameRate = fps
        // A keyframe every two seconds, as cameras are usually set.
        options.keyframeInterval = max(1, Int((2 * fps).rounded()))
        options.codecOptions = ["preset": "veryfast", "crf": "24"]
        options.creationTime = script.clockStart
        return options
    }

    private func writeTruth(of scene: StreetScene) throws -> String {
        let video = URL(filePath: out)
        let file = TruthFile(
            clip: video.lastPathComponent,
            size: script.size,
            fps: fps,
            duration: script.duration,
            zone: scene.roadZone,
            limit: .seconds(dwell),
            truth: scene.truth
        )
        let json = video.deletingPathExtension().appendingPathExtension("json")
        try file.json().write(to: json)
        return json.relativePath
    }
}
