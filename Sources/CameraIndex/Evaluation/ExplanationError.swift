/// Why a moment cannot be explained.
public enum ExplanationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No footage of the camera covers the moment.
    case noFootage(camera: String, moment: String)
    /// The footage that shows the moment is not where it was.
    case footageGone(path: String, moment: String)
    /// The footage has no picture at the moment.
    case noPicture(path: String, moment: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noFootage(let camera, let moment):
            "no footage of camera \(camera) covers \(moment). Ask `camindexd query --camera "
                + "\(camera)` for what was watched, or scan the footage first."
        case .footageGone(let path, let moment):
            "cannot look at \(moment) again: \(path) is not there any more. Bring it back to that "
                + "place, or name it where it is now: camindexd explain FILE --at SECONDS."
        case .noPicture(let path, let moment):
            "\(path) has no picture at \(moment) or after it; name an earlier moment."
        }
    }
}
