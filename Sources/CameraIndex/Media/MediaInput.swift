import CFFmpeg

/// What FFmpeg has open, and the stream of pictures in it; closed with the last use.
@safe
struct MediaInput: ~Copyable {
    /// FFmpeg's view of the whole.
    let context: UnsafeMutablePointer<AVFormatContext>
    /// The stream of pictures.
    let stream: UnsafeMutablePointer<AVStream>
    /// What decoders must know of it.
    let pictures: PictureStream
    /// Makes every blocking call return when it is requested.
    let interrupt: Interrupt

    /// Takes over what FFmpeg has opened and recognised; it is closed where this throws.
    ///
    /// - Parameters:
    ///   - context: FFmpeg's view of it, whose callback is `interrupt`.
    ///   - name: what errors call it, without any password.
    ///   - interrupt: makes every blocking call return when it is requested.
    /// - Throws: `MediaError` where it holds no pictures.
    init(
        takingOver context: UnsafeMutablePointer<AVFormatContext>,
        name: String,
        interrupt: Interrupt
    ) throws(MediaError) {
        do throws(MediaError) {
            let stream = try unsafe Demuxer.videoStream(of: context, name)
            let format = unsafe FootageFormat(context: context, stream: stream)
            pictures = try unsafe PictureStream(stream, format, name: name)
            unsafe self.stream = stream
        } catch {
            // Closing may still ask whether to stop.
            withExtendedLifetime(interrupt) {
                var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
                unsafe avformat_close_input(&context)
            }
            throw error
        }
        unsafe self.context = context
        self.interrupt = interrupt
    }

    deinit {
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
        unsafe avformat_close_input(&context)
    }

    /// The moment of a timestamp of the stream of pictures, where `origin` is media time zero.
    func time(of timestamp: Int64, since origin: Int64) -> MediaTime {
        MediaTime(microseconds: pictures.timeBase.microseconds(timestamp - origin))
    }
}
