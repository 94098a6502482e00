/// What a file holds, as its container and codec tell.
public struct FootageFormat: Hashable, Sendable {
    /// FFmpeg's name of the container, such as `mov,mp4,m4a,3gp,3g2,mj2`.
    public var container: String
    /// FFmpeg's name of the codec, such as `h264`.
    public var codec: String
    /// The codec's profile in words, where it has one.
    public var profile: String?
    /// Size of the coded frame.
    public var frame: PixelSize
    /// FFmpeg's name of the pixel format, such as `yuv420p`.
    public var pixelFormat: String
    /// Width of a pixel over its height; 1 for square pixels.
    public var pixelAspect: Double
    /// How far the coded frame is turned before it is shown.
    public var turn: QuarterTurn
    /// Whether luma uses all of 0...255 instead of 16...235.
    public var isFullRange: Bool
    /// Whether a frame holds two fields of different moments.
    public var isInterlaced: Bool
    /// Frames in a second on the average, or nil where the container does not say.
    public var frameRate: Double?
    /// Length, or nil where the container does not say.
    public var duration: MediaDuration?
    /// Bits in a second over all streams, or nil where the container does not say.
    public var bitsPerSecond: Int64?
    /// When the recording began, as the container claims.
    public var creationTime: UTCTime?
    /// Whether there is sound beside the pictures.
    public var hasAudio: Bool

    /// Whether the container lists every picture before or behind them all, as MP4 and MOV do.
    var isIndexed: Bool { container.hasPrefix("mov,") }

    /// Whether packets lie one behind the other with hardly anything between them, as in Matroska.
    var isContiguous: Bool { container.hasPrefix("matroska") }

    /// Whether what is missing shows by itself: what an MP4 does not list was never there, in
    /// Matroska bytes are left over, and AVI counts its pictures.
    var tellsLosses: Bool { isIndexed || isContiguous || isTimedByDecoding }

    /// The usual time between two frames.
    var frameInterval: MediaDuration {
        guard let frameRate, frameRate > 0 else { return .seconds(0.04) }
        return .seconds(1 / frameRate)
    }

    /// Whether the container tells only in which order pictures are decoded, as AVI does: each
    /// comes out as many pictures later as the decoder holds back.
    var isTimedByDecoding: Bool { container == "avi" }
}
