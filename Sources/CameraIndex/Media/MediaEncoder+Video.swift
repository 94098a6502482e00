import CFFmpeg

extension MediaEncoder {
    /// Opens the video encoder that `options` ask for.
    init(
        path: String,
        options: VideoWriter.Options,
        hasGlobalHeader: Bool
    ) throws(MediaError) {
        var own = options.codecOptions
        if options.codec == "libx265" {
            // x265 has a log of its own, which writes to standard error.
            own["x265-params"] = ["log-level=none", own["x265-params"]].compactMap(\.self)
                .joined(separator: ":")
        }
        try unsafe self.init(options.codec, path: path, options: own) {
            context,
            codec throws(MediaError) in
            unsafe context.pointee.pix_fmt = try Self.pixelFormat(options, codec, path)
            unsafe Self.configure(context, options)
            if hasGlobalHeader { unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
        }
    }

    private static func configure(
        _ context: UnsafeMutablePointer<AVCodecContext>,
        _ options: VideoWriter.Options
    ) {
        let rate = av_d2q(options.frameRate, 60_000)
        unsafe context.pointee.width = Int32(options.size.width)
        unsafe context.pointee.height = Int32(options.size.height)
        unsafe context.pointee.framerate = rate
        // MPEG-4 counts time in at most 16 bits a second; 60000 has the usual rates in it.
        unsafe context.pointee.time_base =
            options.isVariableFrameRate
            ? AVRational(num: 1, den: 60_000) : AVRational(num: rate.den, den: rate.num)
        unsafe context.pointee.gop_size = Int32(options.keyframeInterval)
        unsafe context.pointee.sample_aspect_ratio = av_d2q(options.pixelAspect, 255)
        unsafe context.pointee.color_range =
            options.isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG
        unsafe context.pointee.thread_count = Int32(options.threads)
        if let bits = options.bitsPerSecond {
            unsafe context.pointee.bit_rate = bits
        } else {
            // x264 and x265 have their own even quality; the others hide little with quantiser 3.
            unsafe context.pointee.flags |= AV_CODEC_FLAG_QSCALE
            unsafe context.pointee.global_quality = 3 * FF_QP2LAMBDA
        }
        if options.isInterlaced {
            unsafe context.pointee.flags |= AV_CODEC_FLAG_INTERLACED_DCT
            unsafe context.pointee.flags |= AV_CODEC_FLAG_INTERLACED_ME
            unsafe context.pointee.field_order = AV_FIELD_TT
        }
        // MJPEG of limited range is none by its standard, but cameras send it.
        unsafe context.pointee.strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL
    }

    /// The pixel format that is asked for, or the codec's nearest to 4:2:0 with 8 bits.
    private static func pixelFormat(
        _ options: VideoWriter.Options,
        _ codec: UnsafePointer<AVCodec>,
        _ path: String
    ) throws(MediaError) -> AVPixelFormat {
        if let name = options.pixelFormat {
            let format = unsafe av_get_pix_fmt(name)
            if format != AV_PIX_FMT_NONE { return format }
            throw MediaError(
                cause: .encodeFailed,
                operation: "use the pixel format \(name) for",
                source: path,
                code: cffmpeg_error_invalid_argument
            )
        }
        guard let known = unsafe codec.pointee.pix_fmts else { return AV_PIX_FMT_YUV420P }
        var index = 0
        while true {
            let format = unsafe known[index]
            if format == AV_PIX_FMT_NONE { break }
            if format == AV_PIX_FMT_YUV420P { return format }
            index += 1
        }
        return unsafe avcodec_find_best_pix_fmt_of_list(known, AV_PIX_FMT_YUV420P, 0, nil)
    }
}
