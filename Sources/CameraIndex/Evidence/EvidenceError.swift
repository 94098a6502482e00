import Foundation

/// Why evidence could not be lettered, kept, signed or exported.
public enum EvidenceError: Error, Hashable, Sendable {
    /// No folder of fonts holds a font.
    case noFont(folders: [String])
    /// The text library refused a request of ours.
    case textEngine(operation: String)
    /// The system refused to keep a file; `code` is its errno.
    case cannotWrite(path: String, code: CInt)
    /// The system refused to read the signing key; `code` is its errno.
    case keyUnreadable(path: String, code: CInt)
    /// Others than the owner may read the signing key.
    case keyOpenToOthers(path: String, mode: Int)
    /// What lies in the signing key's place is none.
    case keyDamaged(path: String)
    /// The crypto library refused to sign.
    case cannotSign(reason: String)
    /// A file of the evidence is gone or cannot be read.
    case evidenceMissing(path: String)
    /// A file of the evidence is not what was recorded of it.
    case evidenceChanged(path: String)
    /// The evidence of an event was not made yet.
    case notMade(EventID)
    /// The evidence of an event was made, but not signed.
    case notSigned(EventID)
    /// Something lies where an export was to go.
    case exportExists(path: String)
    /// An export could not be written.
    case cannotExport(path: String, reason: String)
    /// There is nothing to verify.
    case noExport(path: String, reason: String)
}

extension EvidenceError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .noFont(let folders):
            """
            no font is installed in \(folders.joined(separator: ", ")), so stills cannot \
            be captioned.
              Install fonts for the scripts in use, such as the packages fonts-dejavu-core and \
            fonts-droid-fallback.
            """
        case .textEngine(let operation):
            """
            cannot draw text: \(operation) failed.
              Check that the libraries pango, fontconfig and freetype are whole and that \
            memory is left.
            """
        case .cannotWrite(let path, let code):
            "cannot write \(path): \(Self.reason(code)).\n  \(Self.advice(code))"
        case .notMade, .notSigned, .exportExists, .cannotExport, .noExport:
            exportDescription
        case .keyUnreadable, .keyOpenToOthers, .keyDamaged, .cannotSign:
            keyDescription
        case .evidenceMissing(let path):
            "\(path) is gone or cannot be read: what was evidence is not whole any more.\n  "
                + "Put it back from a copy, or scan its footage with --again to make it anew."
        case .evidenceChanged(let path):
            "\(path) is not what was recorded of it: somebody changed it, or the disk did.\n  "
                + "Put it back from a copy, or scan its footage with --again to make it anew."
        }
    }

    private var exportDescription: String {
        switch self {
        case .notMade(let event):
            "the evidence of event \(event) is still to be made; scan its footage once more."
        case .notSigned(let event):
            "the evidence of event \(event) was never signed; scan its footage once more: "
                + "what is known is not decoded again."
        case .exportExists(let path):
            "\(path) is there already; nothing was exported. Name another place with --to."
        case .cannotExport(let path, let reason):
            "cannot write \(path): \(reason). Nothing was exported."
        case .noExport(let path, let reason):
            "cannot verify \(path): \(reason). Name the folder or the ZIP of an export."
        default:
            ""
        }
    }

    private var keyDescription: String {
        switch self {
        case .keyUnreadable(let path, let code):
            "cannot read the signing key \(path): \(Self.reason(code)).\n  "
                + "Run camindexd as the user that made it."
        case .keyOpenToOthers(let path, let mode):
            "the signing key \(path) is open to others (mode 0\(String(mode, radix: 8))): "
                + "anybody may have signed with it.\n  "
                + "If nobody did, run `chmod 600 \(path)`; else move it away, "
                + "and a new one is made."
        case .keyDamaged(let path):
            "\(path) is not an Ed25519 private key in PEM.\n  "
                + "Put it back from a copy, or move it away, and a new one is made."
        case .cannotSign(let reason):
            "cannot sign: \(reason).\n  Check that memory is left."
        default:
            ""
        }
    }

    /// What the system calls the error.
    private static func reason(_ code: CInt) -> String {
        // strerror returns a string of the C library's own; it is copied at once.
        unsafe String(cString: strerror(code))
    }

    /// What a person can do about the error.
    private static func advice(_ code: CInt) -> String {
        switch code {
        case ENOSPC, EDQUOT:
            "Free space on that disk or choose another data folder, then scan again."
        case EACCES, EPERM, EROFS:
            "Give the user that runs camindexd the right to write there, then scan again."
        case ENOTDIR, EEXIST, EISDIR, ELOOP:
            "Something that is not a folder of stills stands in the way; move it, then scan again."
        default:
            "Check the data folder and its disk, then scan again."
        }
    }
}
