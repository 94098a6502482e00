import CFFmpeg

/// What concerns FFmpeg's libraries as a whole.
enum FFmpeg {
    /// Keeps FFmpeg from writing to standard error; evaluated before the first call into it.
    static let isQuiet: Bool = {
        av_log_set_level(AV_LOG_QUIET)
        return true
    }()

    /// FFmpeg's own words for an error code.
    static func text(of code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard unsafe av_strerror(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// FFmpeg's name of a codec, such as `h264`.
    static func name(of codec: AVCodecID) -> String {
        unsafe String(cString: avcodec_get_name(codec))
    }
}

extension AVRational {
    /// The rational as a number, or nil where it is none.
    var value: Double? {
        den != 0 && num != 0 ? Double(num) / Double(den) : nil
    }

    /// Whether both count in the same units, written alike.
    func isSame(as other: AVRational) -> Bool { num == other.num && den == other.den }

    /// `timestamp` units of this time base in microseconds, rounded to the nearest.
    func microseconds(_ timestamp: Int64) -> Int64 {
        av_rescale_q(timestamp, self, AVRational(num: 1, den: 1_000_000))
    }

    /// `microseconds` in units of this time base, rounded to the nearest.
    func timestamp(microseconds: Int64) -> Int64 {
        av_rescale_q(microseconds, AVRational(num: 1, den: 1_000_000), self)
    }
}
