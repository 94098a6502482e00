import CFFmpeg

/// Encodes pictures as JPEG: full range, all colours kept (4:4:4).
public struct JPEGEncoder: Sendable {
    private let quantiser: Int32

    /// Makes an encoder.
    ///
    /// - Parameter quality: 1...100 on the scale of libjpeg, as near as FFmpeg comes to it.
    public init(quality: Int = 92) {
        let quality = Double(min(max(quality, 1), 100))
        // libjpeg scales its table by a percentage; FFmpeg's table times quantiser / 8 has the
        // same mean where the quantiser is 0.155 of that percentage.
        let percentage = quality < 50 ? 5_000 / quality : 200 - 2 * quality
        quantiser = Int32(min(max(0.155 * percentage, 1), 31))
    }

    /// The picture as the bytes of a JPEG file.
    ///
    /// - Throws: `MediaError` where it cannot be encoded.
    public func bytes(of picture: ColourPicture) throws(MediaError) -> [UInt8] {
        var encoder = try unsafe MediaEncoder("mjpeg", path: Self.place) { context, _ in
            unsafe context.pointee.width = Int32(picture.size.width)
            unsafe context.pointee.height = Int32(picture.size.height)
            unsafe context.pointee.pix_fmt = AV_PIX_FMT_YUVJ444P
            unsafe context.pointee.color_range = AVCOL_RANGE_JPEG
            unsafe context.pointee.time_base = AVRational(num: 1, den: 25)
            // With a pixel aspect the file gets the header of JFIF, which fixes the colours.
            unsafe context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
            // The same picture gives the same bytes, whatever FFmpeg's version is called.
            unsafe context.pointee.flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT
            unsafe context.pointee.global_quality = quantiser * FF_QP2LAMBDA
            unsafe context.pointee.qmin = 1
        }
        let frame = try Self.frame(of: picture)
        unsafe frame.frame.pointee.quality = quantiser * FF_QP2LAMBDA
        frame.timestamp = 0
        try encoder.send(frame)
        try encoder.sendEnd()
        guard let packet = try encoder.receive() else {
            throw Self.failure(cffmpeg_error_end_of_file)
        }
        return packet.withBytes { bytes in (0..<bytes.count).map { bytes[$0] } }
    }

    private static func frame(of picture: ColourPicture) throws(MediaError) -> EncoderFrame {
        let (width, height) = (Int32(picture.size.width), Int32(picture.size.height))
        let frame = try EncoderFrame.picture(picture.size, AV_PIX_FMT_YUVJ444P, path: place)
        guard
            let scaler = unsafe sws_getContext(
                width,
                height,
                AV_PIX_FMT_RGB24,
                width,
                height,
                AV_PIX_FMT_YUVJ444P,
                SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP,
                nil,
                nil,
                nil
            )
        else { throw failure(0) }
        defer { unsafe sws_freeContext(scaler) }
        let matrix = unsafe sws_getCoefficients(SWS_CS_ITU601)
        unsafe sws_setColorspaceDetails(scaler, matrix, 1, matrix, 1, 0, 1 << 16, 1 << 16)
        let source = try EncoderFrame.picture(picture.size, AV_PIX_FMT_RGB24, path: place)
        source.fill(plane: 0, width: 3 * picture.size.width, with: picture.bytes)
        let code = unsafe sws_scale_frame(scaler, frame.frame, source.frame)
        guard code >= 0 else { throw failure(code) }
        return frame
    }

    private static let place = "a still"

    private static func failure(_ code: Int32) -> MediaError {
        MediaError(cause: .encodeFailed, operation: "encode", source: place, code: code)
    }
}
