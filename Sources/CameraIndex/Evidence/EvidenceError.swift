import Foundation

/// Why a picture could not be lettered or kept.
public enum EvidenceError: Error, Hashable, Sendable {
    /// No folder of fonts holds a font.
    case noFont(folders: [String])
    /// The text library refused a request of ours.
    case textEngine(operation: String)
    /// The system refused to keep a file; `code` is its errno.
    case cannotWrite(path: String, code: CInt)
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
