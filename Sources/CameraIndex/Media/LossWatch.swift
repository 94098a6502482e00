import CFFmpeg

/// Tells pictures that were lost on the way from the seam of two recordings, and from a pause.
///
/// In a transport stream loss and seam look alike: the count of its pieces jumps. Behind a seam a
/// keyframe follows, or the clock begins anew; behind a loss the recording goes on with pictures
/// that lean on what is missing. Whether the last picture before it is whole, the decoder tells.
///
/// Where the clock leaps ahead, bytes that were passed over say that it is a loss. Without them it
/// is one where it is long and the count jumps, or the next picture leans on others; a recorder
/// that pauses begins with a keyframe.
struct LossWatch {
    /// Whether the count jumped in the next packet or behind it: FFmpeg marks the packet that was
    /// complete when it noticed.
    private var isAhead = false
    /// So many of the next packets may be the first behind bytes that were passed over.
    private var suspects = 0
    /// So many of the next packets may be the first behind a jump of the count.
    private var countedSuspects = 0
    private var rhythm = PictureRhythm()

    /// The one that was cut short may come out first.
    private static let mostSuspects = 2
    /// The marked one, the one that was cut short, and the first one behind it.
    private static let mostCountedSuspects = 3
    /// Behind missing bytes a step of more than so many usual ones is a leap.
    private static let leapOverBytes = 3.0
    /// Else it must be longer than so many of the longest steps before it: recorders drop pictures
    /// now and then, and some cameras send them as they please.
    private static let leapWithoutBytes = 8.0
    /// The shortest leap where no bytes are missing.
    private static let shortestLeap = MediaDuration.seconds(2)
    /// A camera that sends fewer pictures from some moment on goes on with steps that are no
    /// shorter than the first one by more than this.
    private static let slowing = 4.0

    /// Whether something is missing before `packet`, in it, or behind it; `demuxer` gave it last.
    mutating func begins(
        with packet: borrowing Packet,
        from demuxer: inout Demuxer
    ) throws(MediaError) -> Bool {
        let before = rhythm
        let step = demuxer.time(of: packet.timestamp).flatMap { rhythm.step(to: $0) }
        suspects = packet.isBehindLoss ? Self.mostSuspects : max(0, suspects - 1)
        countedSuspects =
            packet.isCorrupt ? Self.mostCountedSuspects : max(0, countedSuspects - 1)
        if let step, try isLoss(step, after: before, to: packet, from: &demuxer) {
            (suspects, countedSuspects) = (0, 0)
            isAhead = packet.isCorrupt
            return true
        }
        return try isCountedLoss(packet, from: &demuxer)
    }

    /// Whether the count of pieces jumped in `packet` or behind it, and the recording goes on.
    private mutating func isCountedLoss(
        _ packet: borrowing Packet,
        from demuxer: inout Demuxer
    ) throws(MediaError) -> Bool {
        let isSuspect = isAhead
        isAhead = packet.isCorrupt
        guard isSuspect else { return false }
        let decoded = unsafe packet.packet.pointee.dts
        return try demuxer.peek { next in
            let follows = unsafe next.packet.pointee.dts
            return !next.isKeyframe && (follows == cffmpeg_no_timestamp || follows > decoded)
        } ?? false
    }

    /// Whether pictures were lost in a step ahead to `packet`.
    private func isLoss(
        _ step: MediaDuration,
        after before: PictureRhythm,
        to packet: borrowing Packet,
        from demuxer: inout Demuxer
    ) throws(MediaError) -> Bool {
        if suspects > 0 {
            let usual = before.usualStep ?? demuxer.format.frameInterval
            return step > usual * Self.leapOverBytes
        }
        guard let longest = before.longestStep, !demuxer.format.tellsLosses,
            countedSuspects > 0 || !packet.isKeyframe,
            step > max(Self.shortestLeap, longest * Self.leapWithoutBytes),
            step <= TimestampRepair.longestStep
        else { return false }
        guard countedSuspects == 0 else { return true }
        let following = try demuxer.peek { $0.timestamp }
        guard let time = rhythm.newest, let next = following.flatMap({ demuxer.time(of: $0) })
        else { return true }
        return step > (next - time) * Self.slowing
    }
}
