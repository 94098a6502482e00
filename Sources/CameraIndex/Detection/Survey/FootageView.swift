/// Shows moments of recorded footage on the analysis plane; each costs at least a decoded picture.
///
/// What is asked for together may be decoded at the same time.
protocol FootageView: ~Copyable {
    /// What makes the footage unreadable.
    associatedtype Failure: Error

    /// For each wish a picture that serves it, or nil where the footage has none.
    mutating func planes(at wishes: [PictureWish]) throws(Failure) -> [TimedPlane?]

    /// For each stretch what it shows, in the order of showing.
    mutating func planes(within stretches: [StretchWish]) throws(Failure) -> [[TimedPlane]]
}

/// One picture, averaged down.
struct TimedPlane: Sendable {
    /// When it was taken, on the camera's timeline.
    let time: MediaTime
    /// Brightness, row-major, one byte a pixel of the analysis plane.
    let pixels: [UInt8]
}

/// A stretch that is to be seen, picture after picture.
struct StretchWish: Sendable {
    /// The moments, its end among them.
    var range: MediaRange
    /// Whether what was seen of it so far is enough.
    var isEnough: @Sendable ([TimedPlane]) -> Bool = { _ in false }
}

/// A moment that is to be seen.
struct PictureWish: Hashable, Sendable {
    /// The moment itself.
    var time: MediaTime
    /// The moments that serve, its end among them.
    var range: MediaRange
    /// Whether a picture that costs all those before it serves where no keyframe does.
    var isUrgent = false
}
