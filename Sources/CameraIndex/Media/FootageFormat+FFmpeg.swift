import CFFmpeg

extension FootageFormat {
    /// Reads what an opened file tells of its video stream.
    init(
        context: UnsafeMutablePointer<AVFormatContext>,
        stream: UnsafeMutablePointer<AVStream>
    ) {
        let parameters = unsafe stream.pointee.codecpar.pointee
        unsafe container = String(cString: context.pointee.iformat.pointee.name)
        codec = FFmpeg.name(of: unsafe parameters.codec_id)
        profile = unsafe avcodec_profile_name(parameters.codec_id, parameters.profile)
            .map { unsafe String(cString: $0) }
        frame = unsafe PixelSize(width: Int(parameters.width), height: Int(parameters.height))
        let pixels = unsafe AVPixelFormat(rawValue: parameters.format)
        pixelFormat = unsafe av_get_pix_fmt_name(pixels).map { unsafe String(cString: $0) } ?? "?"
        pixelAspect = unsafe av_guess_sample_aspect_ratio(context, stream, nil).value ?? 1
        turn = unsafe Self.turn(of: stream)
        isFullRange =
            unsafe parameters.color_range == AVCOL_RANGE_JPEG || pixelFormat.hasPrefix("yuvj")
        isInterlaced = unsafe [AV_FIELD_TT, AV_FIELD_BB, AV_FIELD_TB, AV_FIELD_BT]
            .contains(parameters.field_order)
        frameRate = unsafe stream.pointee.avg_frame_rate.value
        duration = unsafe Self.duration(of: stream, in: context)
        bitsPerSecond = unsafe context.pointee.bit_rate > 0 ? context.pointee.bit_rate : nil
        creationTime =
            unsafe Self.creationTime(stream.pointee.metadata)
            ?? Self.creationTime(context.pointee.metadata)
        let count = Int(unsafe context.pointee.nb_streams)
        hasAudio = (0..<count).contains { index in
            unsafe context.pointee.streams[index]?.pointee.codecpar.pointee.codec_type
                == AVMEDIA_TYPE_AUDIO
        }
    }

    private static func turn(of stream: UnsafeMutablePointer<AVStream>) -> QuarterTurn {
        var size = 0
        guard
            let matrix = unsafe av_stream_get_side_data(
                stream,
                AV_PKT_DATA_DISPLAYMATRIX,
                &size
            ), size >= 36
        else { return .none }
        // The matrix turns counter-clockwise by its angle.
        let angle = unsafe matrix.withMemoryRebound(to: Int32.self, capacity: 9) { matrix in
            -(unsafe av_display_rotation_get(matrix))
        }
        guard angle.isFinite else { return .none }
        let quarters = (Int((angle / 90).rounded()) % 4 + 4) % 4
        return QuarterTurn(rawValue: 90 * quarters) ?? .none
    }

    private static func duration(
        of stream: UnsafeMutablePointer<AVStream>,
        in context: UnsafeMutablePointer<AVFormatContext>
    ) -> MediaDuration? {
        let own = unsafe stream.pointee.duration
        if own > 0, own != cffmpeg_no_timestamp {
            return unsafe MediaDuration(
                microseconds: stream.pointee.time_base.microseconds(own)
            )
        }
        let whole = unsafe context.pointee.duration
        return whole > 0 && whole != cffmpeg_no_timestamp ? MediaDuration(microseconds: whole) : nil
    }

    private static func creationTime(_ metadata: OpaquePointer?) -> UTCTime? {
        guard let entry = unsafe av_dict_get(metadata, "creation_time", nil, 0) else { return nil }
        let time = unsafe UTCTime(rfc3339: String(cString: entry.pointee.value))
        // Muxers without a clock write the epoch of the Mac or of Unix.
        return time.flatMap { $0.microseconds > 86_400_000_000 ? $0 : nil }
    }
}
