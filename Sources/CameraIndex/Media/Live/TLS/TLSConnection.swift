import CGnuTLS
import Foundation

/// A connection by TLS whose server has shown what was asked of it.
@safe
struct TLSConnection: ~Copyable, ByteConnection {
    /// What it goes over.
    let socket: SocketHandle
    /// By what the server's certificate is known.
    private(set) var certificate: CertificatePin?
    private let session: gnutls_session_t
    private let credentials: gnutls_certificate_credentials_t

    /// Connects, and checks the server's certificate.
    ///
    /// - Parameters:
    ///   - server: the server, and what it must show.
    ///   - number: the number of its host.
    ///   - ends: whether it must give up.
    /// - Returns: the connection.
    /// - Throws: `TLSFailure` where nobody answers, or the certificate is not believed.
    static func opened(
        to server: TLSServer,
        at number: String,
        ends: () -> Bool
    ) throws(TLSFailure) -> TLSConnection {
        let socket = try SocketHandle.connected(to: number, port: server.port, ends: ends)
        var connection = try TLSConnection(over: socket, to: server.host)
        try connection.shakeHands(ends: ends)
        do throws(CertificateProblem) {
            let certificate = try unsafe ServerCertificate(shownIn: connection.session)
            try certificate.check(by: server.trust, for: server.host)
            connection.certificate = certificate.pin
        } catch {
            throw .untrusted(error)
        }
        return connection
    }

    private init(over socket: consuming SocketHandle, to host: String) throws(TLSFailure) {
        var credentials: gnutls_certificate_credentials_t?
        var session: gnutls_session_t?
        let flags = UInt32(GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL)
        guard unsafe gnutls_certificate_allocate_credentials(&credentials) >= 0,
            let credentials = unsafe credentials
        else { throw .system(ENOMEM) }
        guard unsafe gnutls_init(&session, flags) >= 0, let session = unsafe session else {
            unsafe gnutls_certificate_free_credentials(credentials)
            throw .system(ENOMEM)
        }
        unsafe gnutls_set_default_priority(session)
        let anything = unsafe UnsafeMutableRawPointer(credentials)
        unsafe gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, anything)
        if !Self.isNumber(host) {
            unsafe gnutls_server_name_set(session, GNUTLS_NAME_DNS, host, host.utf8.count)
        }
        unsafe gnutls_transport_set_int2(session, socket.number, socket.number)
        self.socket = socket
        unsafe self.session = session
        unsafe self.credentials = credentials
    }

    deinit {
        // Farewell is sent where that needs no waiting.
        unsafe gnutls_bye(session, GNUTLS_SHUT_WR)
        unsafe gnutls_deinit(session)
        unsafe gnutls_certificate_free_credentials(credentials)
    }

    /// Whether bytes have come that the kernel does not know of any more.
    var hasReceived: Bool { unsafe gnutls_record_check_pending(session) > 0 }

    func receive(into buffer: inout [UInt8]) throws(TLSFailure) -> Int? {
        let count = unsafe gnutls_record_recv(session, &buffer, buffer.count)
        if count >= 0 { return count }
        // Many servers hang up without a word, as they do without TLS.
        if count == Int(GNUTLS_E_PREMATURE_TERMINATION) { return 0 }
        return try unless(Int32(count))
    }

    func send(_ bytes: ArraySlice<UInt8>) throws(TLSFailure) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { bytes in
            unsafe gnutls_record_send(session, bytes.baseAddress, bytes.count)
        }
        return count >= 0 ? count : try unless(Int32(count))
    }

    private func unless(_ code: Int32) throws(TLSFailure) -> Int? {
        guard gnutls_error_is_fatal(code) == 0 else { throw .disagreed(Self.words(for: code)) }
        return nil
    }

    private func shakeHands(ends: () -> Bool) throws(TLSFailure) {
        while true {
            let code = unsafe gnutls_handshake(session)
            if code >= 0 { return }
            guard gnutls_error_is_fatal(code) == 0 else { throw .disagreed(words(for: code)) }
            let isSending = unsafe gnutls_record_get_direction(session) == 1
            try socket.wait(for: Int16(isSending ? POLLOUT : POLLIN), ends: ends)
        }
    }

    /// What went wrong; the server's own words where it said some.
    private func words(for code: Int32) -> String {
        guard code == GNUTLS_E_FATAL_ALERT_RECEIVED,
            let alert = unsafe gnutls_alert_get_name(gnutls_alert_get(session))
        else { return Self.words(for: code) }
        return unsafe "the server says: \(String(cString: alert))"
    }

    private static func words(for code: Int32) -> String {
        let words = unsafe String(cString: gnutls_strerror(code))
        return words.hasSuffix(".") ? String(words.dropLast()) : words
    }

    /// Whether a host is named by its number: such a one has no name to tell the server.
    private static func isNumber(_ host: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        return unsafe inet_pton(AF_INET, host, &bytes) == 1
            || inet_pton(AF_INET6, host, &bytes) == 1
    }
}
