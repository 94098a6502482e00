import CFFmpeg

/// Brings painted frames into the form that an encoder takes.
@safe
struct PictureFeed: ~Copyable {
    private let painted: EncoderFrame
    /// The same picture in the encoder's own form, where that is another.
    private let converted: EncoderFrame?
    private let scaler: OpaquePointer?
    private let size: PixelSize
    private let path: String

    /// Makes a feed of pictures of `size` in `format`.
    init(
        _ size: PixelSize,
        _ format: AVPixelFormat,
        isInterlaced: Bool,
        path: String
    ) throws(MediaError) {
        self.size = size
        self.path = path
        // Full range changes what the levels mean, not how they lie.
        let isSame = format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P
        let painted = try EncoderFrame.picture(
            size,
            isSame ? format : AV_PIX_FMT_YUV420P,
            path: path
        )
        if isSame {
            converted = nil
            unsafe scaler = nil
        } else {
            let target = try EncoderFrame.picture(size, format, path: path)
            unsafe target.frame.pointee.interlaced_frame = isInterlaced ? 1 : 0
            unsafe target.frame.pointee.top_field_first = isInterlaced ? 1 : 0
            unsafe scaler = try Self.scaler(size, format, path)
            converted = consume target
        }
        unsafe painted.frame.pointee.interlaced_frame = isInterlaced ? 1 : 0
        unsafe painted.frame.pointee.top_field_first = isInterlaced ? 1 : 0
        self.painted = painted
    }

    deinit {
        unsafe sws_freeContext(scaler)
    }

    /// Hands `picture` to `encoder`.
    ///
    /// - Precondition: the picture has the feed's size.
    func send(
        _ picture: PaintedFrame,
        at timestamp: Int64,
        to encoder: inout MediaEncoder
    ) throws(MediaError) {
        precondition(picture.size == size, "a writer takes pictures of one size")
        try painted.makeWritable()
        let half = (size.width + 1) / 2
        painted.fill(plane: 0, width: size.width, with: picture.luma)
        painted.fill(plane: 1, width: half, with: picture.chromaBlue)
        painted.fill(plane: 2, width: half, with: picture.chromaRed)
        switch converted {
        case .some(let converted):
            try converted.makeWritable()
            try convert(painted, into: converted)
            converted.timestamp = timestamp
            try encoder.send(converted)
        case nil:
            painted.timestamp = timestamp
            try encoder.send(painted)
        }
    }

    private func convert(
        _ source: borrowing EncoderFrame,
        into target: borrowing EncoderFrame
    ) throws(MediaError) {
        let code = unsafe sws_scale_frame(scaler, target.frame, source.frame)
        guard code >= 0 else {
            throw MediaError(
                cause: .encodeFailed,
                operation: "convert a picture for",
                source: path,
                code: code
            )
        }
    }

    private static func scaler(
        _ size: PixelSize,
        _ format: AVPixelFormat,
        _ path: String
    ) throws(MediaError) -> OpaquePointer {
        let (width, height) = (Int32(size.width), Int32(size.height))
        guard
            let scaler = unsafe sws_getContext(
                width,
                height,
                AV_PIX_FMT_YUV420P,
                width,
                height,
                format,
                SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                nil,
                nil,
                nil
            )
        else {
            throw MediaError(
                cause: .encodeFailed,
                operation: "convert a picture for",
                source: path,
                code: 0
            )
        }
        let matrix = unsafe sws_getCoefficients(SWS_CS_ITU601)
        // The same range on both sides: YUV levels arrive as they were painted.
        unsafe sws_setColorspaceDetails(scaler, matrix, 0, matrix, 0, 0, 1 << 16, 1 << 16)
        return unsafe scaler
    }
}
