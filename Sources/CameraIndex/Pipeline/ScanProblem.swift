/// Something that a scan could not do, or that whoever asked for it should know.
public struct ScanProblem: Hashable, Sendable, CustomStringConvertible {
    /// How grave it is.
    public enum Severity: Int, Hashable, Sendable, Comparable {
        /// Nothing was missed.
        case note
        /// Some footage was not watched.
        case missed

        /// Orders by gravity.
        public static func < (left: Severity, right: Severity) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// How grave it is.
    public var severity: Severity
    /// What is wrong, where, and what to do: a sentence.
    public var description: String

    /// Makes a note: nothing was missed.
    public static func note(_ text: String) -> ScanProblem {
        ScanProblem(severity: .note, description: text)
    }

    /// Makes a problem by which some footage was not watched.
    public static func missed(_ text: String) -> ScanProblem {
        ScanProblem(severity: .missed, description: text)
    }

    /// Tells that the time which two files share is watched in the first of them only.
    static func overlap(of later: Footage, with earlier: Footage) -> ScanProblem {
        let shared = min(earlier.range.end, later.range.end) - later.range.start
        return .note(
            "\(later.path) overlaps \(earlier.path) by \(shared.shortText): "
                + "that time is watched in the first of them only. "
                + "If they come from two cameras, give each its own --camera."
        )
    }
}
