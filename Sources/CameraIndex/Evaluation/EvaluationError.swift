/// Why clips cannot be evaluated.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A truth file that cannot be read.
    case unreadableTruth(path: String, reason: String)
    /// A file that is no truth file.
    case notATruth(path: String, reason: String)
    /// A clip whose truth and whose caller both name no limit.
    case noLimit(clip: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .unreadableTruth(let path, let reason):
            "cannot read \(path): \(reason) Check the path, its owner and mode."
        case .notATruth(let path, let reason):
            "\(path) is no truth file: \(reason). Its form is told in design/evaluation.md."
        case .noLimit(let clip):
            "the truth of \(clip) names no limit; give one with --dwell, such as --dwell 10s."
        }
    }
}
