import CFFmpeg
import Foundation

/// Writes painted frames as footage: for tests, and for the scene that is shown to newcomers.
///
/// `finish()` completes the file; a writer that is let go without it leaves one that is cut off.
public struct VideoWriter: ~Copyable {
    private let muxer: Muxer
    private var encoder: MediaEncoder
    private let feed: PictureFeed
    private var tone: ToneTrack?
    private let stream: Int32
    private let path: String
    private let frameRate: AVRational
    private var last: (timestamp: Int64, time: MediaTime)?

    /// Begins a file; what was there is gone.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: how it is written.
    /// - Throws: `MediaError` where this FFmpeg lacks container or encoder, they do not go
    ///   together, or the file cannot be written.
    public init(path: String, options: Options) throws(MediaError) {
        let muxer = try Muxer(path: path, container: options.container)
        let hasHeader = muxer.needsGlobalHeader
        let encoder = try MediaEncoder(path: path, options: options, hasGlobalHeader: hasHeader)
        let stream = try muxer.addStream(of: encoder, turn: options.turn)
        let tone =
            options.hasAudio
            ? try ToneTrack(beside: muxer, hasGlobalHeader: hasHeader, path: path) : nil
        let feed = try PictureFeed(
            options.size,
            encoder.pixelFormat,
            isInterlaced: options.isInterlaced,
            path: path
        )
        try muxer.begin(
            options: options.muxerOptions,
            creationTime: options.creationTime?.rfc3339(in: .gmt)
        )
        self.muxer = muxer
        self.encoder = encoder
        self.feed = feed
        self.tone = tone
        self.stream = stream
        self.path = path
        frameRate = av_d2q(options.frameRate, 60_000)
    }

    /// Writes a picture that is shown at `time`.
    ///
    /// - Precondition: the picture has the size of the options.
    /// - Throws: `MediaError` where it cannot be encoded or written, or comes no later than the one
    ///   before it.
    public mutating func append(_ frame: PaintedFrame, at time: MediaTime) throws(MediaError) {
        let timestamp = encoder.timeBase.timestamp(microseconds: time.microseconds)
        if let last, last.timestamp >= timestamp {
            throw MediaError(
                cause: .encodeFailed,
                operation: "put two pictures at one time in",
                source: path,
                code: cffmpeg_error_invalid_argument,
                reached: last.time
            )
        }
        last = (timestamp, time)
        try feed.send(frame, at: timestamp, to: &encoder)
        try writePackets()
        try tone?.write(until: time, into: muxer)
    }

    /// Writes what the encoders still hold, and the end of the file.
    ///
    /// - Throws: `MediaError` where it cannot be written.
    public consuming func finish() throws(MediaError) {
        try encoder.sendEnd()
        try writePackets()
        let interval = MediaDuration.seconds(1 / (frameRate.value ?? 25))
        try tone?.finish(at: (last?.time ?? .zero) + interval, into: muxer)
        try muxer.end()
    }

    private mutating func writePackets() throws(MediaError) {
        let interval = av_rescale_q(
            1,
            AVRational(num: frameRate.den, den: frameRate.num),
            encoder.timeBase
        )
        while let packet = try encoder.receive() {
            // Without it the last picture of an MP4 would have no length.
            if unsafe packet.packet.pointee.duration == 0 {
                unsafe packet.packet.pointee.duration = interval
            }
            try muxer.write(packet, stream: stream, timeBase: encoder.timeBase)
        }
    }
}
