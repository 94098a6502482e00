/// A state from which a camera cannot be gone on with.
public struct LostState: Hashable, Sendable, CustomStringConvertible {
    /// The file that is damaged or gone.
    let path: String
    /// What is wrong with it.
    let detail: String

    /// What it means: a sentence.
    public var description: String {
        "cannot go on from where the camera was left: \(path): \(detail). How its scene looks is "
            + "learned anew, and what stood there is interrupted."
    }
}
