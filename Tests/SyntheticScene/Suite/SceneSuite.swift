/// Painted clips of known truth, made of a number: the same number makes the same clips.
public struct SceneSuite: Sendable {
    /// The clips, in the order in which they are painted.
    public let cases: [SuiteCase]

    /// Which cases.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        /// Those that are run with the tests.
        case quick
        /// All.
        case full
    }

    /// Makes a suite of given cases.
    public init(cases: [SuiteCase]) {
        self.cases = cases
    }

    /// The cases of a part, of a kind where one is named.
    public func selected(part: Part, kind: String? = nil) -> [SuiteCase] {
        cases.filter { one in
            (part == .full || one.isQuick) && (kind == nil || one.kind == kind)
        }
    }
}
