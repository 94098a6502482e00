import CGnuTLS
import Foundation
import Synchronization
import Testing

/// A server on a port of this machine that speaks TLS and gives each connection one answer.
@safe
final class SecureServer: Sendable {
    private let listener: LoopbackListener
    /// The certificates that it shows, one after the other; the last one again and again.
    private let certificates: [IssuedCertificate]
    private let answer: [UInt8]
    private let shown = Mutex(0)
    private let seen = Mutex<[String]>([])

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - certificates: what it shows, one connection after the other.
    ///   - answer: what it sends to whoever has asked for something.
    /// - Throws: where it cannot listen.
    init(_ certificates: IssuedCertificate..., answering answer: [UInt8]) throws {
        listener = try LoopbackListener()
        self.certificates = certificates
        self.answer = answer
        listener.accept { [weak self] connection in
            self?.serve(connection)
            close(connection)
        }
    }

    var port: Int { listener.port }

    /// What was asked of it so far.
    var requests: [String] { seen.withLock { $0 } }

    private func serve(_ connection: Int32) {
        let place = shown.withLock { shown in
            defer { shown += 1 }
            return min(shown, certificates.count - 1)
        }
        var credentials: gnutls_certificate_credentials_t?
        unsafe gnutls_certificate_allocate_credentials(&credentials)
        defer { unsafe gnutls_certificate_free_credentials(credentials) }
        var own: gnutls_x509_crt_t? = unsafe certificates[place].certificate
        unsafe gnutls_certificate_set_x509_key(credentials, &own, 1, certificates[place].key)
        var made: gnutls_session_t?
        unsafe gnutls_init(&made, UInt32(GNUTLS_SERVER | GNUTLS_NO_SIGNAL))
        guard let session = unsafe made else { return }
        defer { unsafe gnutls_deinit(session) }
        unsafe gnutls_set_default_priority(session)
        unsafe gnutls_credentials_set(
            session,
            GNUTLS_CRD_CERTIFICATE,
            UnsafeMutableRawPointer(credentials)
        )
        unsafe gnutls_transport_set_int2(session, connection, connection)
        var code: Int32 = 0
        repeat {
            code = unsafe gnutls_handshake(session)
        } while code < 0 && gnutls_error_is_fatal(code) == 0
        guard code >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe gnutls_record_recv(session, &buffer, buffer.count)
        guard count > 0 else { return }
        seen.withLock { $0.append(String(decoding: buffer.prefix(count), as: UTF8.self)) }
        var rest = answer[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { bytes in
                unsafe gnutls_record_send(session, bytes.baseAddress, bytes.count)
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
        unsafe gnutls_bye(session, GNUTLS_SHUT_WR)
    }
}
