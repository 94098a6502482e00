import CFFmpeg

/// Opens a stream, number by number of its host, and says plainly why it cannot be.
struct StreamOpening {
    let address: StreamAddress
    let limits: StreamLimits
    let interrupt: Interrupt

    /// FFmpeg's view of the stream, which knows what it holds.
    func opened() throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        var failure = error(.unknownHost("it has no number"))
        for number in try numbers() {
            do throws(MediaError) {
                return try unsafe opened(at: number)
            } catch {
                failure = error
                let mayTryNext = [.refused, .unreachable, .timedOut(nil)].contains(error.cause)
                guard mayTryNext, !interrupt.endsReads else { throw error }
            }
        }
        throw failure
    }

    /// The numbers of the host; nil alone where FFmpeg must know its name.
    private func numbers() throws(MediaError) -> [String?] {
        let answer = HostResolver.shared.numbers(
            of: address.host,
            within: limits.connect,
            interrupt
        )
        switch answer {
        case .found(let numbers):
            // A name stands in the certificate, and in what a web server goes by.
            return [.http, .https].contains(address.scheme) ? [nil] : numbers
        case .unknown(let reason): throw error(.unknownHost(reason))
        case nil where interrupt.isRequested: throw error(.interrupted)
        case nil: throw error(.unknownHost("no name server answered"))
        }
    }

    private func opened(
        at number: String?
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        let options = StreamOptions(scheme: address.scheme, limits: limits).entries
        let context = try unsafe Demuxer.opened(
            url: address.opened(at: number),
            options: options,
            interrupt
        ) { code in failure(code, within: limits.connect) }
        interrupt.limit(to: limits.recognise)
        return try unsafe Demuxer.recognised(context, interrupt) { code in
            failure(code, within: limits.recognise)
        }
    }

    private func failure(_ code: Int32, within limit: MediaDuration) -> MediaError {
        if interrupt.isRequested { return error(.interrupted, code) }
        if interrupt.hasExpired { return error(.timedOut(limit), code) }
        if code == cffmpeg_error_invalid_data { return error(.noStream, code) }
        return error(Self.cause(of: code) ?? .readFailed, code)
    }

    private func error(_ cause: MediaError.Cause, _ code: Int32 = 0) -> MediaError {
        MediaError(cause: cause, operation: "open", source: address.description, code: code)
    }

    /// What an error code of the network means, or nil where it is none of it.
    static func cause(of code: Int32) -> MediaError.Cause? {
        switch code {
        case cffmpeg_error_unauthorized: .unauthorized
        case cffmpeg_error_forbidden: .forbidden
        case cffmpeg_error_not_found: .noSuchStream
        case cffmpeg_error_connection_refused: .refused
        case cffmpeg_error_timed_out: .timedOut(nil)
        case cffmpeg_error_host_unreachable, cffmpeg_error_network_unreachable: .unreachable
        case cffmpeg_error_server, cffmpeg_error_bad_request, cffmpeg_error_other_request:
            .serverFailed
        default: nil
        }
    }
}
