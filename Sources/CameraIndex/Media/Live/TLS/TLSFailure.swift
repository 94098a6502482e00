import Foundation

/// Why there is no connection by TLS.
enum TLSFailure: Error {
    /// The kernel says so, by a number of `errno`.
    case system(Int32)
    /// It took too long, or a stop was asked for.
    case gaveUp
    /// The two cannot agree on how to speak, in the words of GnuTLS.
    case disagreed(String)
    /// The certificate is not believed.
    case untrusted(CertificateProblem)

    /// The same as the cause of an error of media.
    var cause: MediaError.Cause {
        switch self {
        case .system(ECONNREFUSED): .refused
        case .system(EHOSTUNREACH), .system(ENETUNREACH): .unreachable
        case .system(ETIMEDOUT), .gaveUp: .timedOut(nil)
        case .system(EMFILE), .system(ENFILE): .noDescriptors
        case .system(let number): .noSecurity(unsafe String(cString: strerror(number)))
        case .disagreed(let words): .noSecurity(words)
        case .untrusted(let problem): .certificate(problem)
        }
    }
}
