/// Something of an export that is not as it was signed.
public enum ExportFinding: Hashable, Sendable {
    /// A file's content differs.
    case changed(String)
    /// The end of a file is not there.
    case cut(String, bytes: Int64, signed: Int64)
    /// A file is not there.
    case missing(String)
    /// A file is there that nothing signed names.
    case added(String)
    /// A file holds what belongs under another name.
    case exchanged(String, content: String)
    /// Something is there that no export holds, or a claim does not fit the others.
    case odd(String, String)
    /// The ZIP cannot be read behind a file, or at all.
    case unreadable(behind: String?, reason: String)
    /// All files are as they were, but the ZIP around them is not.
    case repacked(fromByte: Int64)
    /// Another key than those that were named has signed.
    case otherKey(String, fingerprint: String)
    /// The chain does not hold the head that was named.
    case otherChain(head: String)

    /// What is meant: a path in the export, or nil where it is the whole.
    public var path: String? {
        switch self {
        case .changed(let path), .cut(let path, _, _), .missing(let path), .added(let path),
            .exchanged(let path, _), .odd(let path, _), .otherKey(let path, _):
            path
        case .unreadable, .repacked, .otherChain: nil
        }
    }
}

extension ExportFinding: CustomStringConvertible {
    /// The finding as a line.
    public var description: String {
        switch self {
        case .changed(let path): "\(path) was changed"
        case .cut(let path, let bytes, let signed):
            "\(path) was cut off: \(bytes) of \(signed) bytes are there"
        case .missing(let path): "\(path) is missing"
        case .added(let path): "\(path) was added: nothing that is signed names it"
        case .exchanged(let path, let content):
            "\(path) was exchanged: it holds what belongs under \(content)"
        case .odd(let path, let what): "\(path) \(what)"
        case .unreadable(nil, let reason):
            "the ZIP was cut off or damaged: its table of files cannot be read (\(reason))"
        case .unreadable(let path?, let reason):
            "the ZIP was cut off or damaged behind \(path) (\(reason))"
        case .repacked(let byte):
            "the ZIP around the files was changed from byte \(byte) on; the files in it are "
                + "unchanged. If somebody packed them anew, unpack the ZIP and verify the folder"
        case .otherKey(let path, let fingerprint):
            "\(path) was signed by another key, \(fingerprint)"
        case .otherChain(let head):
            "the chain does not hold the head \(head): it was cut off before it, or made anew"
        }
    }
}
