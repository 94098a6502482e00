import CFFmpeg

extension Demuxer {
    /// Opens a file and reads as much of it as FFmpeg needs to know its streams.
    static func opened(
        _ path: String,
        _ interrupt: Interrupt
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        // "file:" keeps a colon in a name from being read as a protocol.
        let opened = try unsafe opened(url: "file:" + path, options: [:], interrupt) { code in
            openingError(code, path, interrupt)
        }
        return try unsafe recognised(opened, interrupt) { code in
            openingError(code, path, interrupt)
        }
    }

    /// Opens what FFmpeg finds by a URL; its streams need not be known yet.
    ///
    /// `nested` must live for as long as what is opened. Without a `format` FFmpeg finds out which
    /// it has.
    static func opened(
        url: String,
        options: [String: String],
        nested: NestedOptions? = nil,
        format: UnsafePointer<AVInputFormat>? = nil,
        flags: Int32 = 0,
        _ interrupt: Interrupt,
        failure: (Int32) -> MediaError
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        guard let made = unsafe avformat_alloc_context() else {
            throw failure(cffmpeg_error_out_of_memory)
        }
        // The demuxer keeps the interrupt alive for as long as the context can call it.
        unsafe made.pointee.interrupt_callback.opaque =
            Unmanaged.passUnretained(interrupt).toOpaque()
        unsafe made.pointee.interrupt_callback.callback = { opaque in
            guard let opaque = unsafe opaque else { return 0 }
            return unsafe Unmanaged<Interrupt>.fromOpaque(opaque).takeUnretainedValue().endsReads
                ? 1 : 0
        }
        unsafe made.pointee.flags |= flags
        if let nested { unsafe nested.hold(made) }
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe made
        var options = OptionDictionary(options)
        let code = unsafe avformat_open_input(&context, url, format, &options.entries)
        guard code >= 0, let opened = unsafe context else { throw failure(code) }
        return unsafe opened
    }

    /// Reads as much as FFmpeg needs to know the streams; closes what it does not know.
    static func recognised(
        _ opened: UnsafeMutablePointer<AVFormatContext>,
        _ interrupt: Interrupt,
        failure: (Int32) -> MediaError
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        let found = unsafe avformat_find_stream_info(opened, nil)
        guard found >= 0, !interrupt.endsReads else {
            let error = failure(found)
            var context: UnsafeMutablePointer<AVFormatContext>? = unsafe opened
            unsafe avformat_close_input(&context)
            throw error
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
    func passOverOthers() {
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
