/// The answer to "is it still there?" for one stop in one sample.
struct Sighting: Sendable {
    enum State: Int, Sendable {
        /// The object itself is seen.
        case present
        /// The empty scene is seen where it stood.
        case absent
        /// Something else is seen: it is hidden, or it was replaced.
        case hidden
    }

    var state: State
    /// Share of the telling pixels that look like the object, 0...1.
    var templateRatio: Float
    /// Share of the telling pixels that look like the empty scene, 0...1.
    var referenceRatio: Float
    /// Normalised cross-correlation with the object where it matches, -1...1.
    var correlation: Float
    /// Share of the object over which that was taken, 0...1.
    var coverage: Float = 0

    /// So much of the object is seen that doubts from earlier samples are void.
    var isStrong: Bool { state == .present && templateRatio >= 0.75 && coverage >= 0.5 }

    /// Whether nearly all pixels look like the empty scene, whatever the ground around shows.
    var isBare: Bool { state != .present && referenceRatio >= 0.8 && templateRatio <= 0.2 }
}
