import CFFmpeg

extension Demuxer {
    /// Goes to the last keyframe at or before `time`, as well as the container can tell.
    ///
    /// The next packet is a keyframe whose time is known and not after `time`. Where there is none,
    /// reading goes on from the beginning; so it does in streams without timestamps, and where
    /// recordings are joined whose timestamps do not go on from one to the next.
    ///
    /// - Throws: `MediaError` when a stop was asked for or the file cannot be read any more.
    public mutating func seek(toKeyframeAtOrBefore time: MediaTime) throws(MediaError) {
        if time > .zero, try isSearchable() {
            // Containers without an index may land behind the keyframe: then from further ahead.
            for lead in [0.0, 1, 10, 60] where time - .seconds(lead) > .zero {
                if try jump(to: time - .seconds(lead)), try findKeyframe(upTo: time) { return }
            }
        }
        try rewind()
    }

    /// Goes to the keyframe that the container has at `time`; false where it cannot tell.
    private mutating func jump(to time: MediaTime) throws(MediaError) -> Bool {
        let target =
            unsafe (origin ?? 0)
            + stream.pointee.time_base.timestamp(microseconds: time.microseconds)
        let code = unsafe av_seek_frame(
            context,
            stream.pointee.index,
            target,
            AVSEEK_FLAG_BACKWARD
        )
        if interrupt.isRequested { throw error(.interrupted, "search") }
        forgetPlace()
        return code >= 0
    }

    /// Reads up to the next keyframe with a time, which then waits to be read; false where it is
    /// later than `time`.
    private mutating func findKeyframe(upTo time: MediaTime) throws(MediaError) -> Bool {
        do throws(MediaError) {
            while let packet = try next() {
                guard let at = self.time(of: packet.timestamp) else { continue }
                // Packets come in the order of decoding: a later time may stand before it.
                if at > time + .seconds(2) { return false }
                // In a program stream several pictures may share one timestamp; those in between
                // have a guess, which is rough behind a search.
                guard packet.isKeyframe, !isLoose || packet.hasOwnTimestamp else { continue }
                guard at <= time else { return false }
                waiting = consume packet
                return true
            }
        } catch  where error.cause != .interrupted {
            // There may still be one further ahead.
        }
        return false
    }

    /// Goes to the first packet.
    private mutating func rewind() throws(MediaError) {
        let code =
            unsafe isLoose
            ? av_seek_frame(context, -1, 0, AVSEEK_FLAG_BYTE)
            : av_seek_frame(context, stream.pointee.index, origin ?? 0, AVSEEK_FLAG_BACKWARD)
        if interrupt.isRequested { throw error(.interrupted, "search") }
        let isWithoutTimes =
            unsafe context.pointee.iformat.pointee.flags & AVFMT_NOTIMESTAMPS != 0
        if code >= 0, !isWithoutTimes {
            forgetPlace()
        } else {
            let steady = areTimesSteady
            self = try Demuxer(path: path, storage: storage, interrupt: interrupt)
            areTimesSteady = steady
        }
    }

    // MARK: - Steadiness

    /// Places at which the timestamps of a stream without an index are looked at.
    private static let probes = 32
    /// Timestamps of neighbours may be out of order by this much.
    private static let jitter = MediaDuration.seconds(1)

    /// Whether the file's timestamps lead to its places.
    mutating func isSearchable() throws(MediaError) -> Bool {
        if let areTimesSteady { return areTimesSteady }
        let flags = unsafe context.pointee.iformat.pointee.flags
        let isSteady =
            if flags & AVFMT_NOTIMESTAMPS != 0 {
                false
            } else if isLoose {
                try areProbesSteady()
            } else {
                true
            }
        areTimesSteady = isSteady
        return isSteady
    }

    /// Whether recordings may be joined end to end, each with timestamps of its own.
    var isLoose: Bool {
        unsafe context.pointee.iformat.pointee.flags & AVFMT_TS_DISCONT != 0
    }

    /// Whether timestamps go on from place to place, as in one recording, or jump, as in joined
    /// ones.
    private mutating func areProbesSteady() throws(MediaError) -> Bool {
        let size = unsafe avio_size(context.pointee.pb)
        guard size > 0 else { return false }
        var times: [MediaTime] = []
        for probe in 0..<Int64(Self.probes) {
            let place = size / Int64(Self.probes) * probe
            guard unsafe av_seek_frame(context, -1, place, AVSEEK_FLAG_BYTE) >= 0 else {
                return false
            }
            if let time = try timeHere() { times.append(time) }
        }
        let steps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
        guard let shortest = steps.first, let longest = steps.last else { return true }
        // Ahead, `TimestampRepair` takes out what is more than a pause.
        let isPause = longest <= TimestampRepair.longestStep || longest < steps[steps.count / 2] * 4
        return shortest > .zero - Self.jitter && isPause
    }

    /// The time of the next packet that has one, or nil where the file ends before it.
    private mutating func timeHere() throws(MediaError) -> MediaTime? {
        do throws(MediaError) {
            while let packet = try next() {
                if let time = time(of: packet.timestamp) { return time }
            }
        } catch  where error.cause != .interrupted {
            // Damage here says nothing of the order of times.
        }
        return nil
    }
}
