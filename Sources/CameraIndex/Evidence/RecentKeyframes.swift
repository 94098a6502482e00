/// The newest keyframes of a stream, in memory.
struct RecentKeyframes {
    /// In the order in which they were taken.
    private var keyframes: [TimedKeyframe] = []

    /// Adds a keyframe, which was taken behind those before it, and lets go of what is not needed.
    ///
    /// - Parameters:
    ///   - keyframe: the keyframe.
    ///   - lookback: how far back they are kept.
    ///   - patience: how much later than a moment a picture may have been taken that shows it.
    mutating func note(
        _ keyframe: TimedKeyframe,
        lookback: MediaDuration,
        patience: MediaDuration
    ) {
        keyframes.removeAll { $0.at < keyframe.at - lookback }
        // Not each is needed: any that comes soon enough after a moment shows it.
        let count = keyframes.count
        if count >= 2, keyframe.at - keyframes[count - 2].at <= patience { keyframes.removeLast() }
        keyframes.append(keyframe)
    }

    /// The first keyframe at a moment or so soon after it; nil where there is none.
    func first(of moment: MediaTime, within patience: MediaDuration) -> TimedKeyframe? {
        keyframes.first { $0.at >= moment }.flatMap { $0.at - moment <= patience ? $0 : nil }
    }
}
