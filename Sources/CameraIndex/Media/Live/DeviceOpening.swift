import CFFmpeg
import Glibc

/// Opens a capture device of this machine, and says plainly why it cannot be.
struct DeviceOpening {
    let path: String
    let mode: CaptureMode?
    let limits: StreamLimits
    let clock: any HostClock
    let interrupt: Interrupt

    /// What devices are asked for, the best first; nil is whatever they give.
    ///
    /// What is coded costs the bus and the memory least.
    private static let codings: [String?] = ["h264", "mjpeg", nil]
    /// So long it is waited between two questions for a picture.
    static let nap = MediaDuration.seconds(0.01)

    /// FFmpeg's view of the device, which has given a picture and knows what it holds.
    func opened() throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        guard unsafe access(path, F_OK) == 0 else { throw failure(-errno, within: limits.connect) }
        guard let format = unsafe DeviceLibrary.capture else { throw error(.noDeviceLibrary) }
        var failure = error(.noCamera)
        for coding in Self.codings {
            do throws(MediaError) {
                return try unsafe opened(as: coding, by: format)
            } catch {
                failure = error
                guard error.cause == .noCamera else { throw error }
            }
        }
        throw failure
    }

    private func opened(
        as coding: String?,
        by format: UnsafePointer<AVInputFormat>
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        interrupt.limit(to: limits.connect)
        let context = try unsafe Demuxer.opened(
            url: path,
            options: options(coding),
            format: format,
            // FFmpeg would wait in the kernel for a picture, and nothing could stop it.
            flags: AVFMT_FLAG_NONBLOCK,
            interrupt
        ) { code in failure(code, within: limits.connect) }
        do throws(MediaError) {
            interrupt.limit(to: limits.read)
            try unsafe waitForPicture(context)
        } catch {
            var failed: UnsafeMutablePointer<AVFormatContext>? = unsafe context
            unsafe avformat_close_input(&failed)
            throw error
        }
        interrupt.limit(to: limits.recognise)
        return try unsafe Demuxer.recognised(context, interrupt) { code in
            failure(code, within: limits.recognise)
        }
    }

    private func options(_ coding: String?) -> [String: String] {
        var options: [String: String] = [:]
        if let coding { options["input_format"] = coding }
        if let mode {
            options["video_size"] = "\(mode.size.width)x\(mode.size.height)"
            if let rate = mode.rate { options["framerate"] = String(rate) }
        }
        return options
    }

    /// Waits for a first picture and lets go of it: FFmpeg asks without a rest until it has one.
    private func waitForPicture(
        _ context: UnsafeMutablePointer<AVFormatContext>
    ) throws(MediaError) {
        while true {
            let packet = try Packet(path: path)
            let code = unsafe av_read_frame(context, packet.packet)
            if code >= 0 { return }
            guard code == cffmpeg_error_again, !interrupt.endsReads else {
                throw failure(code, within: limits.read)
            }
            clock.wait(until: clock.steady + Self.nap) { interrupt.endsReads }
        }
    }

    private func failure(_ code: Int32, within limit: MediaDuration) -> MediaError {
        if interrupt.isRequested { return error(.interrupted, code) }
        if interrupt.hasExpired { return error(.timedOut(limit), code) }
        let cause: MediaError.Cause =
            switch -code {
            case ENOENT: .missing
            case EACCES, EPERM: .permissionDenied
            case EBUSY: .busy
            case EMFILE, ENFILE: .noDescriptors
            case EINVAL, ENODEV, ENOTTY, ENXIO: .noCamera
            default: .readFailed
            }
        return error(cause, code)
    }

    private func error(_ cause: MediaError.Cause, _ code: Int32 = 0) -> MediaError {
        MediaError(cause: cause, operation: "open", source: path, code: code)
    }
}
