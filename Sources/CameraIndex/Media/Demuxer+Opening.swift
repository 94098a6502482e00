import CFFmpeg

extension Demuxer {
    /// Opens a file and reads as much of it as FFmpeg needs to know its streams.
    static func opened(
        _ path: String,
        _ interrupt: Interrupt
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        guard let made = unsafe avformat_alloc_context() else {
            throw MediaError(cause: .outOfMemory, operation: "open", source: path, code: 0)
        }
        // The demuxer keeps the interrupt alive for as long as the context can call it.
        unsafe made.pointee.interrupt_callback.opaque =
            Unmanaged.passUnretained(interrupt).toOpaque()
        unsafe made.pointee.interrupt_callback.callback = { opaque in
            guard let opaque = unsafe opaque else { return 0 }
            return unsafe Unmanaged<Interrupt>.fromOpaque(opaque).takeUnretainedValue().isRequested
                ? 1 : 0
        }
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe made
        // "file:" keeps a colon in a name from being read as a protocol.
        let code = unsafe avformat_open_input(&context, "file:" + path, nil, nil)
        guard code >= 0, let opened = unsafe context else {
            throw openingError(code, path, interrupt)
        }
        let found = unsafe avformat_find_stream_info(opened, nil)
        guard found >= 0, !interrupt.isRequested else {
            unsafe avformat_close_input(&context)
            throw openingError(found, path, interrupt)
        }
        return unsafe opened
    }

    /// Finds the stream of pictures.
    static func videoStream(
        of context: UnsafeMutablePointer<AVFormatContext>,
        _ path: String
    ) throws(MediaError) -> UnsafeMutablePointer<AVStream> {
        let best = unsafe av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        guard best >= 0, let stream = unsafe context.pointee.streams[Int(best)],
            // A cover picture is no footage.
            unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
        else {
            throw MediaError(cause: .noVideoStream, operation: "open", source: path, code: best)
        }
        return unsafe stream
    }

    /// Tells FFmpeg which streams beside that of the pictures need not be read.
    static func passOverOthers(
        besides stream: UnsafeMutablePointer<AVStream>,
        of context: UnsafeMutablePointer<AVFormatContext>,
        _ format: FootageFormat
    ) {
        // Where only the whole file's length is announced, the other streams tell with the
        // pictures whether it was reached; where packets lie close together, whether one is gone.
        let isEach = unsafe stream.pointee.duration <= 0 || format.isContiguous
        let picture = unsafe stream.pointee.index
        for index in 0..<Int(unsafe context.pointee.nb_streams) where index != Int(picture) {
            unsafe context.pointee.streams[index]?.pointee.discard =
                isEach ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
    }

    private static func openingError(
        _ code: Int32,
        _ path: String,
        _ interrupt: Interrupt
    ) -> MediaError {
        guard !interrupt.isRequested else {
            return MediaError(cause: .interrupted, operation: "open", source: path, code: code)
        }
        return FootageFile(path: path).openingError(code)
    }
}
