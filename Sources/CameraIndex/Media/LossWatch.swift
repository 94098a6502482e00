import CFFmpeg

/// Tells packets that were lost on the way from the seam of two recordings.
///
/// In a transport stream both look alike: the count of its pieces jumps. Behind a seam a keyframe
/// follows, or the clock begins anew; behind a loss the recording goes on with pictures that lean
/// on what is missing. Whether the last picture before it is whole, the decoder tells.
struct LossWatch {
    /// Whether the count jumped in the next packet or behind it: FFmpeg marks the packet that was
    /// complete when it noticed.
    private var isAhead = false

    /// Whether something is missing in `packet` or behind it; `demuxer` gave it last.
    mutating func begins(
        with packet: borrowing Packet,
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
}
