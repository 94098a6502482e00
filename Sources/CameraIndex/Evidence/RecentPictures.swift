/// The newest pictures of a stream, in memory.
struct RecentPictures {
    /// In the order in which they were taken.
    private var pictures: [WaitingPicture] = []
    /// How much later than a moment a picture is taken that shows it, where that moment is of now.
    private let patience: MediaDuration

    /// Makes room for pictures of which each moment needs one.
    ///
    /// - Parameter patience: how much later than a moment its picture may have been taken; twice as
    ///   much where that is asked for late.
    init(patience: MediaDuration) {
        self.patience = patience
    }

    /// How much later than a moment a picture that shows it may have been taken at most; what lies
    /// back farther than this is asked for late.
    var delay: MediaDuration { patience * 2 }

    /// Adds a picture, which was taken behind those before it, and lets go of what is not needed.
    ///
    /// - Parameters:
    ///   - picture: the picture.
    ///   - lookback: how far back they are kept.
    mutating func note(_ picture: WaitingPicture, lookback: MediaDuration) {
        pictures.removeAll { $0.at < picture.at - lookback }
        // Not each is needed: any that comes soon enough after a moment shows it.
        let count = pictures.count
        if count >= 2, picture.at - pictures[count - 2].at <= patience { pictures.removeLast() }
        pictures.append(picture)
        thin(before: picture.at - delay)
    }

    /// The first picture at a moment or soon after it; nil where there is none.
    func first(of moment: MediaTime) -> WaitingPicture? {
        pictures.first { $0.at >= moment }.flatMap { $0.at - moment <= delay ? $0 : nil }
    }

    /// Lets go of the last picture before a moment where those beside it do: a camera holds a
    /// megabyte less.
    private mutating func thin(before moment: MediaTime) {
        guard let last = pictures.lastIndex(where: { $0.at < moment }), last > 0,
            pictures[last + 1].at - pictures[last - 1].at <= delay
        else { return }
        pictures.remove(at: last)
    }
}
