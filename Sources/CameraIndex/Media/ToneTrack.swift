import CFFmpeg
import Foundation

/// A soft tone that goes beside the pictures, so that footage with sound can be painted.
struct ToneTrack: ~Copyable {
    private var encoder: MediaEncoder
    private let samples: EncoderFrame
    private let stream: Int32
    /// Samples that were handed in.
    private var count: Int64 = 0

    private static let rate: Int32 = 48_000

    /// Adds the track to `muxer`, in the codec that is usual in its container.
    init(
        beside muxer: borrowing Muxer,
        hasGlobalHeader: Bool,
        path: String
    ) throws(MediaError) {
        let codec =
            switch muxer.container {
            case "avi": "pcm_s16le"
            case "mpeg", "vob", "dvd", "svcd": "mp2"
            default: "aac"
            }
        let encoder = try unsafe MediaEncoder(codec, path: path) { context, codec in
            unsafe context.pointee.sample_rate = Self.rate
            unsafe av_channel_layout_default(&context.pointee.ch_layout, 1)
            unsafe context.pointee.sample_fmt = codec.pointee.sample_fmts.pointee
            unsafe context.pointee.bit_rate = 64_000
            unsafe context.pointee.time_base = AVRational(num: 1, den: Self.rate)
            if hasGlobalHeader { unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
        }
        let stream = try muxer.addStream(of: encoder)
        let atOnce = encoder.samplesAtOnce > 0 ? encoder.samplesAtOnce : 1_024
        let samples = try EncoderFrame.sound(
            atOnce,
            encoder.sampleFormat,
            rate: Self.rate,
            path: path
        )
        self.encoder = encoder
        self.samples = samples
        self.stream = stream
    }

    /// Writes the tone up to `time`.
    mutating func write(
        until time: MediaTime,
        into muxer: borrowing Muxer
    ) throws(MediaError) {
        let end = time.microseconds * Int64(Self.rate) / 1_000_000
        while count < end {
            try samples.makeWritable()
            paint()
            samples.timestamp = count
            count += Int64(unsafe samples.frame.pointee.nb_samples)
            try encoder.send(samples)
            try writePackets(into: muxer)
        }
    }

    /// Writes the tone up to `time`, and what the encoder still holds.
    mutating func finish(
        at time: MediaTime,
        into muxer: borrowing Muxer
    ) throws(MediaError) {
        try write(until: time, into: muxer)
        try encoder.sendEnd()
        try writePackets(into: muxer)
    }

    private mutating func writePackets(into muxer: borrowing Muxer) throws(MediaError) {
        while let packet = try encoder.receive() {
            try muxer.write(packet, stream: stream, timeBase: encoder.timeBase)
        }
    }

    /// Fills the frame with 440 Hz at a tenth of the full loudness.
    private func paint() {
        let frame = unsafe samples.frame
        let number = Int(unsafe frame.pointee.nb_samples)
        let levels = (0..<number).map { index in
            0.1 * sin(2 * .pi * 440 * Double(count + Int64(index)) / Double(Self.rate))
        }
        guard let data = unsafe frame.pointee.data.0 else { return }
        if encoder.sampleFormat == AV_SAMPLE_FMT_FLTP {
            unsafe data.withMemoryRebound(to: Float.self, capacity: number) { data in
                for index in 0..<number { unsafe data[index] = Float(levels[index]) }
            }
        } else {
            unsafe data.withMemoryRebound(to: Int16.self, capacity: number) { data in
                for index in 0..<number { unsafe data[index] = Int16(32_767 * levels[index]) }
            }
        }
    }
}
