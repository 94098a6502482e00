import CFFmpeg

/// Converts decoded pictures to one packed pixel format of full range.
struct PictureConverter {
    private let target: AVPixelFormat

    /// Makes a converter to `target`, a format with a single plane of whole bytes.
    init(to target: AVPixelFormat) {
        self.target = target
    }

    /// The picture's bytes, row-major, without padding.
    func bytes(of frame: borrowing DecodedFrame) throws(MediaError) -> [UInt8] {
        let (width, height) = (Int32(frame.size.width), Int32(frame.size.height))
        guard
            let context = unsafe sws_getContext(
                width,
                height,
                frame.pixelFormat,
                width,
                height,
                target,
                SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                nil,
                nil,
                nil
            )
        else { throw failure(0, frame.path) }
        defer { unsafe sws_freeContext(context) }
        unsafe setColours(of: frame.frame, in: context)
        let stride = av_image_get_linesize(target, width, 0)
        guard stride > 0 else { throw failure(stride, frame.path) }
        var bytes = [UInt8](repeating: 0, count: Int(stride) * Int(height))
        let source = unsafe frame.frame
        let rows = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe scale(source, height, with: context, into: buffer.baseAddress, stride)
        }
        guard rows == height else { throw failure(rows, frame.path) }
        return bytes
    }

    private func scale(
        _ source: UnsafeMutablePointer<AVFrame>,
        _ height: Int32,
        with context: OpaquePointer,
        into target: UnsafeMutablePointer<UInt8>?,
        _ stride: Int32
    ) -> Int32 {
        let lines = unsafe source.pointee.linesize
        let strides = [lines.0, lines.1, lines.2, lines.3]
        let data = unsafe source.pointee.data
        let planes: [UnsafePointer<UInt8>?] = unsafe [
            UnsafePointer(data.0), UnsafePointer(data.1), UnsafePointer(data.2),
            UnsafePointer(data.3),
        ]
        return unsafe sws_scale(context, planes, strides, 0, height, [target], [stride])
    }

    /// Tells the converter the picture's matrix and range; high definition is BT.709 unless said.
    private func setColours(
        of frame: UnsafeMutablePointer<AVFrame>,
        in context: OpaquePointer
    ) {
        let said = unsafe frame.pointee.colorspace
        let assumed = unsafe frame.pointee.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601
        let isUnknown = said == AVCOL_SPC_UNSPECIFIED || said == AVCOL_SPC_RGB
        let matrix = isUnknown ? assumed : Int32(said.rawValue)
        let isFull: Int32 = unsafe frame.pointee.color_range == AVCOL_RANGE_JPEG ? 1 : 0
        unsafe sws_setColorspaceDetails(
            context,
            sws_getCoefficients(matrix),
            isFull,
            sws_getCoefficients(SWS_CS_DEFAULT),
            1,
            0,
            1 << 16,
            1 << 16
        )
    }

    private func failure(_ code: Int32, _ path: String) -> MediaError {
        MediaError(
            cause: .decodeFailed,
            operation: "convert a picture of",
            source: path,
            code: code
        )
    }
}
