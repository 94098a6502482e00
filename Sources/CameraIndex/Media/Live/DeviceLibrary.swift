import CFFmpeg
import Glibc

/// FFmpeg's library of capture devices, `libavdevice`.
///
/// It is taken up with the first camera that is a device, not linked: it brings libraries of
/// screens and of sound with it, and few machines have a camera of their own.
enum DeviceLibrary {
    /// The file that belongs to the other libraries of FFmpeg: they count their versions alike.
    static let fileName = "libavdevice.so.\(version)"
    /// The number that its file and its package end in.
    static let version = LIBAVFORMAT_VERSION_MAJOR

    /// FFmpeg's reader of V4L2 devices; nil where the library is not there.
    static var capture: UnsafePointer<AVInputFormat>? {
        guard isLoaded else { return nil }
        return unsafe av_find_input_format("v4l2")
    }

    private static let isLoaded: Bool = {
        guard let library = unsafe dlopen(fileName, RTLD_NOW),
            let symbol = unsafe dlsym(library, "avdevice_register_all")
        else { return false }
        let register = unsafe unsafeBitCast(symbol, to: (@convention(c) () -> Void).self)
        register()
        return true
    }()
}
