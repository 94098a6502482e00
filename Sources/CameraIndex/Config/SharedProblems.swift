/// Problems that cameras have by what they share, such as a template: where many have one, it is
/// told once.
struct SharedProblems {
    private struct Key: Hashable {
        let shared: ConfigurationSpot
        let kind: String
    }

    private var found: [Key: [ConfigurationProblem]] = [:]

    /// More cameras than these have the problem by what they share.
    private static let mostSingle = 3

    /// Adds what is wrong with a camera.
    ///
    /// - Parameters:
    ///   - message: what is wrong with it.
    ///   - camera: where it stands.
    ///   - shared: where that stands by which it has the problem.
    ///   - kind: is the same for cameras that have the same problem.
    mutating func add(
        _ message: String,
        of camera: ConfigurationSpot,
        by shared: ConfigurationSpot,
        kind: String
    ) {
        found[Key(shared: shared, kind: kind), default: []].append(
            ConfigurationProblem(spot: camera, message: message)
        )
    }

    /// The problems: each with its camera, or one for many where they share it.
    var problems: [ConfigurationProblem] {
        found.flatMap { key, problems in
            guard problems.count > Self.mostSingle, let first = problems.first else {
                return problems
            }
            let message = "\(first.message) So it is for \(problems.count - 1) other cameras."
            return [ConfigurationProblem(spot: key.shared, message: message)]
        }
    }
}
