/// How far pictures usually lie apart, as the newest of them show.
///
/// Containers tell an average at best: a camera may send 25 pictures a second by day and one in
/// ten seconds by night.
struct PictureRhythm: Sendable {
    /// The newest picture, or nil before the first.
    private(set) var newest: MediaTime?
    /// The newest steps ahead, in order.
    private(set) var steps: [MediaDuration]

    /// So many steps are remembered: one that is out of the way does not change the middle one.
    private static let stepsKept = 5
    /// Of fewer nobody can tell what is usual.
    private static let fewestSteps = 3

    /// Makes a rhythm that goes on from what was seen before, or knows nothing.
    init(newest: MediaTime? = nil, steps: [MediaDuration] = []) {
        self.newest = newest
        self.steps = steps
    }

    /// The middle one of the newest steps, or nil where there are too few.
    var usualStep: MediaDuration? {
        steps.count < Self.fewestSteps ? nil : steps.sorted()[steps.count / 2]
    }

    /// The longest of the newest steps, or nil where there are too few.
    var longestStep: MediaDuration? { steps.count < Self.fewestSteps ? nil : steps.max() }

    /// Notes a picture; gives how far it lies ahead of all before it, or nil where it does not.
    @discardableResult
    mutating func step(to time: MediaTime) -> MediaDuration? {
        guard let newest else {
            self.newest = time
            return nil
        }
        guard time > newest else { return nil }
        self.newest = time
        steps = steps.suffix(Self.stepsKept - 1) + [time - newest]
        return time - newest
    }
}
