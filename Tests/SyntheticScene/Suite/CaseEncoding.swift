public import CameraIndex

/// How a painted case becomes footage.
public struct CaseEncoding: Hashable, Sendable {
    /// FFmpeg's name of the encoder.
    public var codec: String
    /// Bits in a second, or nil for an even quality by `quality`.
    public var bitsPerSecond: Int64?
    /// x264's and x265's `crf`, where there is no bit rate.
    public var quality: Int
    /// Seconds from keyframe to keyframe.
    public var keyframeSeconds: Double
    /// x264's and x265's `preset`.
    public var preset: String
    /// The file's extension, and with it the container.
    public var container: String
    /// The encoder's further options by name.
    public var extra: [String: String] = [:]
    /// Share of the packets of an MPEG transport stream that are lost after encoding.
    public var lostPackets = 0.0

    /// Makes an encoding.
    public init(
        codec: String = "libx264",
        bitsPerSecond: Int64? = nil,
        quality: Int = 26,
        keyframeSeconds: Double = 2,
        preset: String = "superfast",
        container: String = "mp4"
    ) {
        self.codec = codec
        self.bitsPerSecond = bitsPerSecond
        self.quality = quality
        self.keyframeSeconds = keyframeSeconds
        self.preset = preset
        self.container = container
    }

    /// H.264 at the bit rate of a surveillance camera of this picture size.
    public static func h264(kilobits: Int64) -> CaseEncoding {
        CaseEncoding(bitsPerSecond: kilobits * 1_000)
    }

    /// HEVC at the bit rate of a surveillance camera.
    public static func hevc(kilobits: Int64) -> CaseEncoding {
        CaseEncoding(
            codec: "libx265",
            bitsPerSecond: kilobits * 1_000,
            preset: "ultrafast"
        )
    }

    /// H.264 of which every frame is a keyframe, as a sampler of keyframes sees it.
    public static let keyframes = CaseEncoding(
        quality: 33,
        keyframeSeconds: 0,
        preset: "ultrafast"
    )

    /// The writer's options for a script.
    public func options(for script: SceneScript) -> VideoWriter.Options {
        var options = VideoWriter.Options(size: script.size)
        options.codec = codec
        options.frameRate = script.fps
        options.keyframeInterval = max(1, Int((keyframeSeconds * script.fps).rounded()))
        options.bitsPerSecond = bitsPerSecond
        options.creationTime = script.clockStart
        options.threads = 1
        if codec == "libx264" || codec == "libx265" {
            options.codecOptions["preset"] = preset
            if bitsPerSecond == nil { options.codecOptions["crf"] = String(quality) }
        }
        if codec == "libx265" {
            // Its own threads would make the order of its decisions a matter of luck.
            options.codecOptions["x265-params"] = "pools=none:frame-threads=1"
        }
        options.codecOptions.merge(extra) { $1 }
        if let bitsPerSecond {
            // A camera's buffer: a second of its stream.
            options.codecOptions["maxrate"] = String(bitsPerSecond * 3 / 2)
            options.codecOptions["bufsize"] = String(bitsPerSecond * 2)
        }
        return options
    }
}
