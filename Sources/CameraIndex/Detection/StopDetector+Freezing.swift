extension StopDetector {
    /// Takes back what was seen since `time`: the stream turned out to be frozen by then.
    ///
    /// What seems to have come to rest since then drove; what stood before was not seen any more.
    /// The scene is kept, and the next sample comes behind a gap.
    mutating func takeBack(since time: MediaTime) {
        learning.removeAll { $0.time >= time }
        wake()
        guard model != nil else { return }
        for index in tracks.indices {
            if tracks[index].since >= time { tracks[index].isDropped = true }
            tracks[index].takeBack(since: time)
        }
        removeDroppedTracks()
        history.restore(history.samples.filter { $0.time < time })
        candidates = CandidateLayer(size: size, origin: time, parameters: parameters)
        lastTime = lastTime.map { min($0, time) }
        unreadableSince = nil
    }
}

extension StopTrack {
    /// Forgets what was seen of it since `time`.
    fileprivate mutating func takeBack(since time: MediaTime) {
        guard lastSeen > time || firstAbsent.map({ $0 >= time }) ?? false else { return }
        lastSeen = min(lastSeen, time)
        firstAbsent = firstAbsent.flatMap { $0 < time ? $0 : nil }
        absenceSeconds = 0
        hiddenSeconds = 0
        weakSeconds = 0
        sinceSeen = Totals()
        creep = nil
        hidden.removeAll { $0.end > time }
        gaps.removeAll { $0.end > time }
    }
}
