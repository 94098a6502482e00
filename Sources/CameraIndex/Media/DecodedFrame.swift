import CFFmpeg

/// One decoded picture and its time.
@safe
public struct DecodedFrame: ~Copyable {
    let frame: UnsafeMutablePointer<AVFrame>
    /// When it was taken, since the file's first frame.
    public internal(set) var time: MediaTime
    /// How far it is turned before it is shown.
    public let turn: QuarterTurn
    /// The file it comes from.
    let path: String
    /// What is left of its levels, where they were let go of when it was decoded ahead.
    let reduced: ReducedPicture?

    init(
        turn: QuarterTurn,
        path: String,
        reduced: ReducedPicture? = nil
    ) throws(MediaError) {
        guard let made = unsafe av_frame_alloc() else {
            throw MediaError(cause: .outOfMemory, operation: "decode", source: path, code: 0)
        }
        unsafe frame = made
        time = .zero
        self.turn = turn
        self.path = path
        self.reduced = reduced
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = unsafe frame
        unsafe av_frame_free(&frame)
    }

    /// Size of the coded picture.
    public var size: PixelSize {
        unsafe PixelSize(width: Int(frame.pointee.width), height: Int(frame.pointee.height))
    }

    /// Whether parts of it could not be decoded.
    public var isDamaged: Bool { unsafe frame.pointee.decode_error_flags != 0 }

    /// Whether it was decoded without looking at any other.
    public var isKeyframe: Bool { unsafe frame.pointee.key_frame != 0 }

    /// Whether nothing in it leans on another picture.
    var isIntra: Bool { unsafe frame.pointee.pict_type == AV_PICTURE_TYPE_I }

    /// Whether it leans on pictures before and after it.
    var leansOnBoth: Bool { unsafe frame.pointee.pict_type == AV_PICTURE_TYPE_B }

    /// Whether it says when it is shown; else the decoder guesses.
    var isTimed: Bool { unsafe frame.pointee.pts != cffmpeg_no_timestamp }

    /// The timestamp in the stream's time base; the decoder's guess where it says none itself.
    var timestamp: Int64 {
        // Behind damage the guess goes by the times of decoding, for the rest of the file.
        unsafe isTimed ? frame.pointee.pts : frame.pointee.best_effort_timestamp
    }

    var pixelFormat: AVPixelFormat { unsafe AVPixelFormat(rawValue: frame.pointee.format) }
}

// MARK: - Brightness

extension DecodedFrame {
    /// Gives the brightness to `body`, without copying it.
    ///
    /// With 8 bits a level, `body` finds them in its first span, with more in its second; the other
    /// span is empty. Formats without a plane of brightness (RGB, palettes, packed YUV) are
    /// converted first.
    ///
    /// - Parameter body: takes 8-bit levels, deeper levels, the number of levels from row to row,
    ///   and the bits of a level.
    /// - Returns: what the body returned.
    /// - Throws: `MediaError` when the picture cannot be converted.
    public func withLuma<Result>(
        _ body: (
            _ eight: Span<UInt8>, _ deeper: Span<UInt16>, _ rowStride: Int, _ bitsPerSample: Int
        ) -> Result
    ) throws(MediaError) -> Result {
        guard let bits = lumaBits, let data = unsafe frame.pointee.data.0,
            unsafe frame.pointee.linesize.0 > 0
        else {
            let grey = try PictureConverter(to: AV_PIX_FMT_GRAY8).bytes(of: self)
            return body(grey.span, Span(), size.width, 8)
        }
        let stride = Int(unsafe frame.pointee.linesize.0)
        if bits == 8 {
            let count = stride * (size.height - 1) + size.width
            return unsafe body(Span(_unsafeStart: data, count: count), Span(), stride, 8)
        }
        let wide = stride / 2
        let count = wide * (size.height - 1) + size.width
        return unsafe data.withMemoryRebound(to: UInt16.self, capacity: count) { data in
            unsafe body(Span(), Span(_unsafeStart: data, count: count), wide, bits)
        }
    }

    /// Bits of a level where brightness has a plane of its own, else nil.
    private var lumaBits: Int? {
        guard let format = unsafe av_pix_fmt_desc_get(pixelFormat) else { return nil }
        let excluded =
            UInt64(AV_PIX_FMT_FLAG_RGB) | UInt64(AV_PIX_FMT_FLAG_PAL)
            | UInt64(AV_PIX_FMT_FLAG_HWACCEL) | UInt64(AV_PIX_FMT_FLAG_BITSTREAM)
            | UInt64(AV_PIX_FMT_FLAG_BE) | UInt64(AV_PIX_FMT_FLAG_FLOAT)
        let luma = unsafe format.pointee.comp.0
        guard unsafe format.pointee.flags & excluded == 0, luma.plane == 0, luma.shift == 0,
            luma.offset == 0
        else { return nil }
        if luma.depth == 8, luma.step == 1 { return 8 }
        return (9...16).contains(luma.depth) && luma.step == 2 ? Int(luma.depth) : nil
    }
}

// MARK: - Colour

extension DecodedFrame {
    /// The picture in colour, upright.
    ///
    /// - Throws: `MediaError` when it cannot be converted.
    public func colourPicture() throws(MediaError) -> ColourPicture {
        let bytes = try PictureConverter(to: AV_PIX_FMT_RGB24).bytes(of: self)
        return ColourPicture(size: size, bytes: bytes).turned(turn)
    }
}
