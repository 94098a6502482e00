internal import Foundation

/// Why the certificate that a server shows is not believed.
public enum CertificateProblem: Error, Hashable, Sendable {
    /// No authority that is trusted vouches for it; `issuer` says that it does.
    case unknownIssuer(String, CertificatePin)
    /// It was good until this moment.
    case expired(UTCTime, CertificatePin)
    /// It is good from this moment on.
    case notYetValid(UTCTime, CertificatePin)
    /// It is for hosts of these names, not for the one that was asked for.
    case otherHost(String, names: [String], CertificatePin)
    /// It is not the one that is pinned.
    case otherPin(expected: CertificatePin, got: CertificatePin)
    /// Anything else that speaks against it, in the words of GnuTLS.
    case untrusted(String, CertificatePin)
    /// The server shows none.
    case missing
    /// The file of the authorities cannot be read, or holds no certificate.
    case noAuthorities(String)

    /// The pin of the certificate that was shown, by which it could be trusted; nil where there is
    /// none, or another one is pinned.
    public var pin: CertificatePin? {
        switch self {
        case .unknownIssuer(_, let pin), .expired(_, let pin), .notYetValid(_, let pin),
            .otherHost(_, _, let pin), .untrusted(_, let pin):
            pin
        case .otherPin, .missing, .noAuthorities: nil
        }
    }

    /// What is wrong, and what to do.
    var sentences: String {
        switch self {
        case .unknownIssuer(let issuer, let pin):
            "no authority that is trusted here vouches for its certificate, issued by \(issuer). "
                + "Name the authority, tls: {ca: FILE}, or, where its SHA256 is the one that the "
                + "camera shows on its own page, pin it: tls: {pin: \(pin)}."
        case .expired(let end, let pin):
            "its certificate expired at \(end.rfc3339(in: .gmt)). Renew it, check this machine's "
                + "clock (timedatectl), or pin it: tls: {pin: \(pin)}."
        case .notYetValid(let begin, let pin):
            "its certificate is good from \(begin.rfc3339(in: .gmt)) on. Check this machine's "
                + "clock (timedatectl), or pin it: tls: {pin: \(pin)}."
        case .otherHost(let host, let names, let pin):
            "its certificate is for \(names.isEmpty ? "no host" : names.joined(separator: ", ")), "
                + "not for \(host). Write a name of it as the host, or pin it: tls: {pin: \(pin)}."
        case .otherPin(let expected, let got):
            "it shows another certificate than the one that is pinned: the SHA256 is \(got), not "
                + "\(expected). Where the camera was given a new one, write that; else somebody "
                + "may be answering in its place."
        case .untrusted(let words, let pin):
            "its certificate is not trusted: \(words). Replace it, or pin it: tls: {pin: \(pin)}."
        case .missing: "it shows no certificate."
        case .noAuthorities(let file):
            "the authorities of \(file) cannot be read. Check the path, and that certificates "
                + "(PEM) stand in it."
        }
    }
}
