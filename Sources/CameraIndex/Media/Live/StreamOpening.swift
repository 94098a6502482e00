import CFFmpeg

/// Opens a stream, number by number of its host, and says plainly why it cannot be.
struct StreamOpening {
    let address: StreamAddress
    let terms: StreamTerms
    let limits: StreamLimits
    let interrupt: Interrupt

    /// FFmpeg's view of the stream, which knows what it holds.
    func opened() throws(MediaError) -> OpenedStream {
        var failure = error(.unknownHost("it has no number"))
        for number in try numbers() {
            do throws(MediaError) {
                return try opened(at: number)
            } catch {
                failure = error
                let mayTryNext = [.refused, .unreachable, .timedOut(nil)].contains(error.cause)
                guard mayTryNext, !interrupt.endsReads else { throw error }
            }
        }
        throw failure
    }

    /// The numbers of the host.
    private func numbers() throws(MediaError) -> [String] {
        let answer = HostResolver.shared.numbers(
            of: address.host,
            within: limits.connect,
            interrupt
        )
        switch answer {
        case .found(let numbers):
            // FFmpeg goes by the name then, and tries them all.
            return isOpenedByName && !isChecked ? Array(numbers.prefix(1)) : numbers
        case .unknown(let reason): throw error(.unknownHost(reason))
        case nil where interrupt.isRequested: throw error(.interrupted)
        case nil: throw error(.unknownHost("no name server answered"))
        }
    }

    private func opened(at number: String) throws(MediaError) -> OpenedStream {
        let (relay, certificate) = try secured(at: number)
        do throws(MediaError) {
            return try opened(at: number, by: relay, showing: certificate)
        } catch {
            relay?.finish()
            throw error
        }
    }

    private func opened(
        at number: String,
        by relay: TLSRelay?,
        showing certificate: CertificatePin?
    ) throws(MediaError) -> OpenedStream {
        let options = StreamOptions(
            address: address,
            limits: limits,
            terms: terms,
            isRelayed: relay != nil
        )
        let nested = NestedOptions(options.nested)
        let url =
            relay.map { address.opened(relayedBy: $0.port) }
            ?? address.opened(at: isOpenedByName ? nil : number)
        let context = try unsafe Demuxer.opened(
            url: url,
            options: options.entries,
            nested: nested,
            interrupt
        ) { code in failure(code, within: limits.connect, relay) }
        // MJPEG over HTTP tells no times: FFmpeg would count 25 pictures a second, whatever comes.
        if unsafe String(cString: context.pointee.iformat.pointee.name) == "mpjpeg" {
            unsafe context.pointee.use_wallclock_as_timestamps = 1
        }
        interrupt.limit(to: limits.recognise)
        let known = try unsafe Demuxer.recognised(context, interrupt) { code in
            failure(code, within: limits.recognise, relay)
        }
        return unsafe OpenedStream(
            context: known,
            nested: nested,
            relay: relay,
            certificate: certificate
        )
    }

    private func failure(
        _ code: Int32,
        within limit: MediaDuration,
        _ relay: TLSRelay?
    ) -> MediaError {
        if interrupt.isRequested { return error(.interrupted, code) }
        if let failure = relay?.failure { return error(failure.cause) }
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
        case cffmpeg_error_transport: .otherTransport
        case cffmpeg_error_timed_out: .timedOut(nil)
        case cffmpeg_error_host_unreachable, cffmpeg_error_network_unreachable: .unreachable
        case cffmpeg_error_server, cffmpeg_error_bad_request, cffmpeg_error_other_request:
            .serverFailed
        case -EMFILE, -ENFILE: .noDescriptors
        default: nil
        }
    }

    // MARK: - TLS

    /// Whether FFmpeg is given the name of the host: web servers go by it, and FFmpeg checks
    /// certificates by it.
    private var isOpenedByName: Bool { address.scheme.plain == .http }

    /// Whether the server's certificate is looked at before FFmpeg is asked to open the stream.
    private var isChecked: Bool { address.scheme.isSecure }

    /// Whether FFmpeg is kept from speaking TLS, as it would check nothing, or the wrong thing.
    private var isRelayed: Bool {
        guard address.scheme == .https else { return address.scheme == .rtsps }
        if case .pin = terms.trust { return true }
        return false
    }

    /// Checks the server's certificate, where it must have one, and has what FFmpeg cannot check
    /// relayed.
    private func secured(
        at number: String
    ) throws(MediaError) -> (relay: TLSRelay?, certificate: CertificatePin?) {
        guard isChecked else { return (nil, nil) }
        let server = TLSServer(
            host: address.host,
            port: address.port ?? address.scheme.securePort,
            trust: terms.trust
        )
        do throws(TLSFailure) {
            let interrupt = interrupt
            let first = try TLSConnection.opened(to: server, at: number) { interrupt.endsReads }
            let certificate = first.certificate
            guard isRelayed else { return (nil, certificate) }
            let limit = limits.connect
            let relay = try TLSRelay(
                first,
                isOnly: address.scheme == .rtsps && terms.transport != .http
            ) { () throws(TLSFailure) in
                let deadline = Interrupt()
                deadline.limit(to: limit)
                return try TLSConnection.opened(to: server, at: number) { deadline.endsReads }
            }
            return (relay, certificate)
        } catch {
            if interrupt.isRequested { throw self.error(.interrupted) }
            if interrupt.hasExpired { throw self.error(.timedOut(limits.connect)) }
            throw self.error(error.cause)
        }
    }
}
