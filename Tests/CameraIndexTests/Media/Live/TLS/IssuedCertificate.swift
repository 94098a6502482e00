import CGnuTLS
import CameraIndex
import Foundation
import Testing

/// A certificate with its key, made for a test: vouched for by another one, or by itself.
@safe
final class IssuedCertificate: Sendable {
    /// The names and times of a certificate.
    struct Wish {
        /// What it is called.
        var name = "camera"
        /// The names of hosts that it is for.
        var hosts: [String] = []
        /// The numbers of hosts that it is for.
        var numbers: [[UInt8]] = [[127, 0, 0, 1]]
        /// From when to when it is good, from now on.
        var days = -1...30
        /// Whether it may vouch for others.
        var isAuthority = false
    }

    private struct OutOfMemory: Error {}

    nonisolated(unsafe) let certificate: gnutls_x509_crt_t
    nonisolated(unsafe) let key: gnutls_x509_privkey_t

    /// The name "2.5.4.3" is that of the common name.
    private static let commonName = "2.5.4.3"

    /// Makes one.
    init(_ wish: Wish = Wish(), by issuer: IssuedCertificate? = nil) throws {
        var key: gnutls_x509_privkey_t?
        var made: gnutls_x509_crt_t?
        // GNUTLS_CURVE_TO_BITS is a macro with casts.
        let curve = UInt32(1) << 31 | GNUTLS_ECC_CURVE_SECP256R1.rawValue
        unsafe gnutls_x509_privkey_init(&key)
        unsafe gnutls_x509_crt_init(&made)
        guard let ownKey = unsafe key, let own = unsafe made else { throw OutOfMemory() }
        unsafe gnutls_x509_privkey_generate(ownKey, GNUTLS_PK_ECDSA, curve, 0)
        unsafe gnutls_x509_crt_set_version(own, 3)
        let serial = (0..<8).map { _ in UInt8.random(in: 1...127) }
        unsafe gnutls_x509_crt_set_serial(own, serial, serial.count)
        let (now, day) = (time(nil), 86_400)
        unsafe gnutls_x509_crt_set_activation_time(own, now + wish.days.lowerBound * day)
        unsafe gnutls_x509_crt_set_expiration_time(own, now + wish.days.upperBound * day)
        unsafe gnutls_x509_crt_set_dn_by_oid(
            own,
            Self.commonName,
            0,
            wish.name,
            UInt32(wish.name.utf8.count)
        )
        for host in wish.hosts {
            unsafe gnutls_x509_crt_set_subject_alt_name(
                own,
                GNUTLS_SAN_DNSNAME,
                host,
                UInt32(host.utf8.count),
                UInt32(GNUTLS_FSAN_APPEND)
            )
        }
        for number in wish.numbers {
            unsafe gnutls_x509_crt_set_subject_alt_name(
                own,
                GNUTLS_SAN_IPADDRESS,
                number,
                UInt32(number.count),
                UInt32(GNUTLS_FSAN_APPEND)
            )
        }
        unsafe gnutls_x509_crt_set_basic_constraints(own, wish.isAuthority ? 1 : 0, -1)
        unsafe gnutls_x509_crt_set_key(own, ownKey)
        let code = unsafe gnutls_x509_crt_sign2(
            own,
            issuer?.certificate ?? own,
            issuer?.key ?? ownKey,
            GNUTLS_DIG_SHA256,
            0
        )
        try #require(code >= 0)
        unsafe self.key = ownKey
        unsafe certificate = own
    }

    deinit {
        unsafe gnutls_x509_crt_deinit(certificate)
        unsafe gnutls_x509_privkey_deinit(key)
    }

    /// By what it is known.
    var pin: CertificatePin { CertificatePin(of: bytes(GNUTLS_X509_FMT_DER)) }

    /// It as a file of authorities has it.
    var text: [UInt8] { bytes(GNUTLS_X509_FMT_PEM) }

    /// When it ends, in whole seconds.
    var end: UTCTime {
        let seconds = unsafe gnutls_x509_crt_get_expiration_time(certificate)
        return UTCTime(microseconds: Int64(seconds) * 1_000_000)
    }

    private func bytes(_ format: gnutls_x509_crt_fmt_t) -> [UInt8] {
        var datum = unsafe gnutls_datum_t()
        guard unsafe gnutls_x509_crt_export2(certificate, format, &datum) >= 0 else { return [] }
        defer { unsafe cgnutls_free(datum.data) }
        return unsafe Array(UnsafeBufferPointer(start: datum.data, count: Int(datum.size)))
    }
}
