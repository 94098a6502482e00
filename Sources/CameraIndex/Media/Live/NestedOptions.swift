import CFFmpeg

/// Options that hold for whatever a stream has FFmpeg open besides.
///
/// FFmpeg's demuxer of playlists opens what they name without the options of the playlist: without
/// these it would believe every server of a segment.
@safe
final class NestedOptions: Sendable {
    private let entries: [String: String]
    /// What FFmpeg opens by, other than by these options.
    private nonisolated(unsafe) var usual: Opening?

    private typealias Opening =
        @convention(c) (
            UnsafeMutablePointer<AVFormatContext>?,
            UnsafeMutablePointer<UnsafeMutablePointer<AVIOContext>?>?,
            UnsafePointer<CChar>?,
            CInt,
            UnsafeMutablePointer<OpaquePointer?>?
        ) -> CInt

    /// Makes options by name.
    init(_ entries: [String: String]) {
        self.entries = entries
    }

    /// Has them hold for all that `context` opens from now on; once, and as long as this lives.
    func hold(_ context: UnsafeMutablePointer<AVFormatContext>) {
        unsafe usual = context.pointee.io_open
        unsafe context.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
        unsafe context.pointee.io_open = { context, input, url, flags, options in
            guard let opaque = unsafe context?.pointee.opaque else {
                return cffmpeg_error_invalid_argument
            }
            let nested = unsafe Unmanaged<NestedOptions>.fromOpaque(opaque).takeUnretainedValue()
            return unsafe nested.open(context, input, url, flags, options)
        }
    }

    private func open(
        _ context: UnsafeMutablePointer<AVFormatContext>?,
        _ input: UnsafeMutablePointer<UnsafeMutablePointer<AVIOContext>?>?,
        _ url: UnsafePointer<CChar>?,
        _ flags: CInt,
        _ options: UnsafeMutablePointer<OpaquePointer?>?
    ) -> CInt {
        guard let usual = unsafe usual else { return cffmpeg_error_invalid_argument }
        var own = OptionDictionary(entries)
        guard let options = unsafe options else {
            return unsafe usual(context, input, url, flags, &own.entries)
        }
        for (name, value) in entries { unsafe av_dict_set(options, name, value, 0) }
        return unsafe usual(context, input, url, flags, options)
    }
}
