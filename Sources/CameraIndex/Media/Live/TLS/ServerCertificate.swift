import CGnuTLS
import Foundation

/// The certificate that a server shows, with those that vouch for it.
@safe
struct ServerCertificate: ~Copyable {
    /// The server's own first.
    private let chain: [gnutls_x509_crt_t?]
    private let own: gnutls_x509_crt_t
    /// By what it is known.
    let pin: CertificatePin

    /// No authority needs a longer way; GnuTLS verifies no longer one.
    private static let longest = 16

    /// Takes what the server of a session showed.
    ///
    /// - Parameter session: a session that has shaken hands.
    /// - Throws: `CertificateProblem.missing` where it showed none that can be read.
    init(shownIn session: gnutls_session_t) throws(CertificateProblem) {
        var count: UInt32 = 0
        let list = unsafe gnutls_certificate_get_peers(session, &count)
        var chain: [gnutls_x509_crt_t?] = unsafe []
        var pin: CertificatePin?
        if let list = unsafe list {
            for place in 0..<min(Int(count), Self.longest) {
                var bytes = unsafe list[place]
                if place == 0 {
                    pin = unsafe CertificatePin(
                        of: UnsafeBufferPointer(start: bytes.data, count: Int(bytes.size))
                    )
                }
                var certificate: gnutls_x509_crt_t?
                guard unsafe gnutls_x509_crt_init(&certificate) >= 0,
                    let certificate = unsafe certificate
                else { break }
                unsafe chain.append(certificate)
                guard unsafe gnutls_x509_crt_import(certificate, &bytes, GNUTLS_X509_FMT_DER) >= 0
                else { break }
            }
        }
        guard let own = unsafe chain.first ?? nil, let pin else { throw .missing }
        unsafe self.chain = chain
        unsafe self.own = own
        self.pin = pin
    }

    deinit {
        unsafe chain.forEach { unsafe gnutls_x509_crt_deinit($0) }
    }

    /// Checks it by what is asked of a host.
    ///
    /// - Parameters:
    ///   - trust: what it must show.
    ///   - host: the host's name or number, as it was asked for.
    /// - Throws: `CertificateProblem` where it shows anything else.
    func check(by trust: StreamTrust, for host: String) throws(CertificateProblem) {
        switch trust {
        case .insecure: return
        case .pin(let expected):
            guard pin == expected else { throw .otherPin(expected: expected, got: pin) }
        case .verify(let authorities):
            try verify(by: authorities ?? StreamTrust.usualAuthorities)
            guard unsafe gnutls_x509_crt_check_hostname(own, host) != 0 else {
                throw .otherHost(host, names: names, pin)
            }
        }
    }

    private func verify(by authorities: String) throws(CertificateProblem) {
        var list: gnutls_x509_trust_list_t?
        guard unsafe gnutls_x509_trust_list_init(&list, 0) >= 0 else {
            throw .noAuthorities(authorities)
        }
        // They are some 140, a megabyte: read for each connection, not kept for each camera.
        defer { unsafe gnutls_x509_trust_list_deinit(list, 1) }
        let count = unsafe gnutls_x509_trust_list_add_trust_file(
            list,
            authorities,
            nil,
            GNUTLS_X509_FMT_PEM,
            0,
            0
        )
        guard count > 0 else { throw .noAuthorities(authorities) }
        var chain = unsafe chain
        var status: UInt32 = 0
        let code = unsafe gnutls_x509_trust_list_verify_crt(
            list,
            &chain,
            UInt32(chain.count),
            0,
            &status,
            nil
        )
        guard code >= 0 else {
            throw .untrusted(unsafe String(cString: gnutls_strerror(code)), pin)
        }
        try judge(status)
    }

    private func judge(_ status: UInt32) throws(CertificateProblem) {
        if status == 0 { return }
        func has(_ flag: gnutls_certificate_status_t) -> Bool { status & flag.rawValue != 0 }
        if has(GNUTLS_CERT_SIGNER_NOT_FOUND) { throw .unknownIssuer(issuer, pin) }
        if has(GNUTLS_CERT_EXPIRED) {
            throw .expired(Self.moment(unsafe gnutls_x509_crt_get_expiration_time(own)), pin)
        }
        if has(GNUTLS_CERT_NOT_ACTIVATED) {
            throw .notYetValid(Self.moment(unsafe gnutls_x509_crt_get_activation_time(own)), pin)
        }
        throw .untrusted(Self.words(for: status), pin)
    }

    // MARK: - What stands in it

    /// The hosts that it is for.
    private var names: [String] {
        var names: [String] = []
        while names.count < 100 {
            var bytes = [UInt8](repeating: 0, count: 512)
            var size = bytes.count
            let kind = unsafe gnutls_x509_crt_get_subject_alt_name(
                own,
                UInt32(names.count),
                &bytes,
                &size,
                nil
            )
            guard kind >= 0 else { break }
            names.append(Self.name(bytes.prefix(size), ofKind: kind))
        }
        if names.isEmpty, let common = commonName { names = [common] }
        return names
    }

    private static func name(_ bytes: ArraySlice<UInt8>, ofKind kind: Int32) -> String {
        guard kind == Int32(GNUTLS_SAN_IPADDRESS.rawValue) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isText = unsafe Array(bytes).withUnsafeBytes { bytes in
            guard bytes.count == 16 else { return false }
            let size = socklen_t(text.count)
            return unsafe inet_ntop(AF_INET6, bytes.baseAddress, &text, size) != nil
        }
        let characters = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return isText ? String(decoding: characters, as: UTF8.self) : "?"
    }

    private var commonName: String? {
        var bytes = [UInt8](repeating: 0, count: 512)
        var size = bytes.count
        let code = unsafe gnutls_x509_crt_get_dn_by_oid(own, "2.5.4.3", 0, 0, &bytes, &size)
        return code >= 0 ? String(decoding: bytes.prefix(size), as: UTF8.self) : nil
    }

    private var issuer: String {
        var bytes = [UInt8](repeating: 0, count: 1_024)
        var size = bytes.count
        let code = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe gnutls_x509_crt_get_issuer_dn(
                own,
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                &size
            )
        }
        guard code >= 0, size > 0 else { return "nobody" }
        return String(decoding: bytes.prefix(size).prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func moment(_ seconds: time_t) -> UTCTime {
        UTCTime(microseconds: Int64(seconds) * 1_000_000)
    }

    private static func words(for status: UInt32) -> String {
        var text = unsafe gnutls_datum_t()
        let code = unsafe gnutls_certificate_verification_status_print(
            status,
            GNUTLS_CRT_X509,
            &text,
            0
        )
        guard code >= 0, let data = unsafe text.data else { return "status \(status)" }
        defer { unsafe cgnutls_free(data) }
        let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: Int(text.size)))
        let words = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        return words.trimmingCharacters(in: CharacterSet(charactersIn: " ."))
    }
}
