/// The newest pictures of a stream, in memory.
struct RecentPictures {
    /// In the order in which they were taken.
    private var pictures: [WaitingPicture] = []

    /// Adds a picture, which was taken behind those before it, and lets go of what is not needed.
    ///
    /// - Parameters:
    ///   - picture: the picture.
    ///   - lookback: how far back they are kept.
    ///   - patience: how much later than a moment a picture may have been taken that shows it.
    mutating func note(
        _ picture: WaitingPicture,
        lookback: MediaDuration,
        patience: MediaDuration
    ) {
        pictures.removeAll { $0.at < picture.at - lookback }
        // Not each is needed: any that comes soon enough after a moment shows it.
        let count = pictures.count
        if count >= 2, picture.at - pictures[count - 2].at <= patience { pictures.removeLast() }
        pictures.append(picture)
    }

    /// The first picture at a moment or so soon after it; nil where there is none.
    func first(of moment: MediaTime, within patience: MediaDuration) -> WaitingPicture? {
        pictures.first { $0.at >= moment }.flatMap { $0.at - moment <= patience ? $0 : nil }
    }
}
