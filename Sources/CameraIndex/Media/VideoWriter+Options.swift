extension VideoWriter {
    /// How footage is written.
    public struct Options: Sendable {
        /// FFmpeg's name of the container; nil goes by the file's extension.
        public var container: String?
        /// FFmpeg's name of the encoder, such as `libx264`, `libx265`, `mpeg4` or `mjpeg`.
        public var codec = "libx264"
        /// Size of the pictures.
        public var size: PixelSize
        /// FFmpeg's name of the pixel format; nil takes 4:2:0 with 8 bits or what the codec has
        /// nearest to it.
        public var pixelFormat: String?
        /// Frames in a second.
        public var frameRate = 25.0
        /// Whether times are kept as they are given, not rounded to whole frames.
        public var isVariableFrameRate = false
        /// Frames from keyframe to keyframe.
        public var keyframeInterval = 50
        /// Bits in a second, or nil for an even quality.
        public var bitsPerSecond: Int64?
        /// The encoder's own options by name, such as `crf`, `preset`, `bf` or `x265-params`.
        public var codecOptions: [String: String] = [:]
        /// The container's own options by name, such as `movflags`.
        public var containerOptions: [String: String] = [:]
        /// Width of a pixel over its height.
        public var pixelAspect = 1.0
        /// How far a player shall turn the pictures; MP4 and MOV keep it.
        public var turn = QuarterTurn.none
        /// Whether the painted levels use all of 0...255; they are written as they are.
        public var isFullRange = false
        /// Whether rows belong in turn to two fields, the upper one first.
        public var isInterlaced = false
        /// When the recording began, for containers that keep it.
        public var creationTime: UTCTime?
        /// Whether a soft tone goes beside the pictures.
        public var hasAudio = false
        /// Whether an MP4's or MOV's index comes before its pictures.
        public var isFastStart = false
        /// Threads that encode; 0 takes as many as there are cores.
        public var threads = 0

        /// The container's options with what the others ask of it.
        var muxerOptions: [String: String] {
            guard isFastStart else { return containerOptions }
            return containerOptions.merging(["movflags": "+faststart"]) { $0 + $1 }
        }

        /// Makes options for pictures of `size`: H.264, 4:2:0, 25 frames a second.
        public init(size: PixelSize) {
            self.size = size
        }
    }
}
