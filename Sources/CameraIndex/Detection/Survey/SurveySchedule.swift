/// At which moments of a timeline a survey looks.
///
/// One moment in each cell of an even grid, moved at random within bounds: a scene with a period of
/// its own, such as a traffic light, must not look the same at every moment. The grid begins with
/// the timeline, so that the moments do not depend on where a scan began.
struct SurveySchedule: Sendable {
    /// The longest time between two looks.
    let gap: MediaDuration
    /// What the moments are drawn from.
    let seed: UInt64

    /// Length of a cell, as a share of the longest gap: the rest is for jitter and keyframes.
    private static let cellShare = 0.8
    /// How far a moment may lie from the middle of its cell, as a share of the longest gap.
    private static let jitterShare = 0.06

    /// The wishes of the cells that begin within `range`, in order.
    func wishes(in range: MediaRange) -> [PictureWish] {
        let cell = (gap * Self.cellShare).microseconds
        let first = Self.ceil(range.start.microseconds, cell)
        let last = Self.ceil(range.end.microseconds, cell)
        return (first..<max(first, last)).map { number in
            let start = MediaTime(microseconds: number * cell)
            let end = MediaTime(microseconds: (number + 1) * cell - 1)
            let middle = MediaTime(microseconds: number * cell + cell / 2)
            return PictureWish(time: middle + jitter(number), range: MediaRange(start, end))
        }
    }

    private func jitter(_ number: Int64) -> MediaDuration {
        var random = SplitMix64(state: seed ^ UInt64(bitPattern: number))
        let reach = (gap * Self.jitterShare).microseconds
        guard reach > 0 else { return .zero }
        let drawn = Int64(random.next() % UInt64(2 * reach + 1))
        return MediaDuration(microseconds: drawn - reach)
    }

    private static func ceil(_ value: Int64, _ step: Int64) -> Int64 {
        let quotient = value / step
        return value > quotient * step ? quotient + 1 : quotient
    }
}

/// A small generator whose numbers are the same on every machine (Steele et al., 2014).
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
