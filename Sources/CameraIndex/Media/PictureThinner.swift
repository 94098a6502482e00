/// Leaves out pictures that nobody analyses and no other picture leans on, before they are decoded.
///
/// It chooses samples by the times of all pictures as a `FrameSampler` behind the decoder would,
/// so that samples are the same as if all were decoded.
struct PictureThinner {
    /// What chooses the samples where reading begins.
    private let first: FrameSampler
    private let dependence: PictureDependence
    private var sampler: FrameSampler
    private var timestamps = TimestampRepair()
    /// The times of pictures that others lean on and that are shown behind all that were judged,
    /// ascending.
    private var kept: [MediaTime] = []

    /// No codec holds more pictures back until others are shown.
    private static let mostHeldBack = 16

    /// Makes a thinner for what `demuxer` reads; nil where nothing of it can be left out.
    ///
    /// - Parameters:
    ///   - sampler: chooses the samples, by the file's own time.
    ///   - demuxer: the file.
    init?(_ sampler: FrameSampler, of demuxer: borrowing Demuxer) {
        guard let dependence = PictureDependence(of: demuxer) else { return nil }
        first = sampler
        self.sampler = sampler
        self.dependence = dependence
    }

    /// The time between two samples.
    var period: MediaDuration { first.period }

    /// Forgets what was read: reading begins again, elsewhere.
    mutating func restart() {
        sampler = first
        timestamps = TimestampRepair()
        kept = []
    }

    /// Whether `packet`, which `demuxer` gave last, need not be decoded.
    ///
    /// - Throws: `MediaError` when a stop was asked for.
    mutating func leavesOut(
        _ packet: borrowing Packet,
        from demuxer: inout Demuxer
    ) throws(MediaError) -> Bool {
        guard packet.isTimed, packet.byteCount > 0, let time = demuxer.time(of: packet.timestamp)
        else { return false }
        let interval = demuxer.format.frameInterval
        switch dependence.role(of: packet) {
        case .beginning:
            pass(before: nil, interval)
            guard !takes(time, interval) else { return false }
            return try nextBeginsAnew(demuxer: &demuxer)
        case .anchor:
            keep(time, interval)
            return false
        case .leaf:
            // All that is shown before it was decoded before it.
            pass(before: time, interval)
            return !takes(time, interval)
        }
    }

    /// Takes note of a picture that is decoded in any case.
    private mutating func keep(_ time: MediaTime, _ interval: MediaDuration) {
        let before = kept.lastIndex { $0 <= time }
        kept.insert(time, at: before.map { $0 + 1 } ?? 0)
        guard kept.count > Self.mostHeldBack else { return }
        _ = takes(kept.removeFirst(), interval)
    }

    /// Whether the picture at `time` is analysed.
    private mutating func takes(_ time: MediaTime, _ interval: MediaDuration) -> Bool {
        // What is passed over there is so behind the decoder as well.
        timestamps.repaired(time, interval: interval).map { sampler.takes($0) } ?? false
    }

    /// Takes note of the pictures that are shown before `end`, or of all.
    private mutating func pass(before end: MediaTime?, _ interval: MediaDuration) {
        let count = end.flatMap { end in kept.firstIndex { $0 >= end } } ?? kept.count
        for time in kept[..<count] { _ = takes(time, interval) }
        kept.removeFirst(count)
    }

    /// Whether the packet behind the newest is decoded without any before it.
    private func nextBeginsAnew(demuxer: inout Demuxer) throws(MediaError) -> Bool {
        do throws(MediaError) {
            return try demuxer.peek { dependence.role(of: $0) == .beginning } ?? false
        } catch {
            if error.cause == .interrupted { throw error }
            // Whoever reads on comes to it.
            return false
        }
    }
}
