import CFFmpeg

// MARK: - Keyframes alone

extension Demuxer {
    /// The next packet, passing over all but keyframes where the container can.
    ///
    /// Its time is the one that it has among all packets.
    mutating func nextKeyframe() throws(MediaError) -> Packet? {
        if format.isIndexed { return try nextListedKeyframe() }
        guard let packet = try read() else { return nil }
        // By itself a keyframe is shown as soon as it is decoded. Else the decoder's delay would
        // count in keyframes, and these may lie at any distance.
        if format.isTimedByDecoding, packet.isKeyframe { packet.showWhenDecoded() }
        return packet
    }

    /// The next keyframe of an MP4 or MOV, by a search for its decoding timestamp.
    ///
    /// FFmpeg 5.1 passes over samples there without passing over their composition offsets, so
    /// that the next keyframe gets the offset of a sample before it. A search sets both right.
    private mutating func nextListedKeyframe() throws(MediaError) -> Packet? {
        // Where reading begins nothing was passed over.
        guard let lastDecoded else { return try read() }
        let listed = isWhollyListed ? listedKeyframe(after: lastDecoded) : nil
        var target = listed?.timestamp
        if target == nil { target = try nextKeyframeTimestamp() }
        guard let target else { return nil }
        if listed != nil { expectKeyframes(after: lastDecoded) }
        let code = unsafe av_seek_frame(
            context,
            stream.pointee.index,
            // What is searched for counts as shown, what is listed is decoded.
            listed?.last ?? target + pictures.usualDelay,
            AVSEEK_FLAG_BACKWARD
        )
        guard code >= 0 else { throw error(.readFailed, "search", code) }
        while let packet = try read() {
            // The search may lead to one before it.
            if packet.isKeyframe, packet.decodingTimestamp >= target { return packet }
        }
        return nil
    }

    /// Whether the head of the file lists all samples.
    ///
    /// Fragments may be listed only when they are read: a keyframe may be missing in between.
    private var isWhollyListed: Bool {
        unsafe Int64(avformat_index_get_entries_count(stream)) <= stream.pointee.nb_frames
    }

    /// The decoding timestamps of the next keyframe in the list, and of the last sample before the
    /// one behind it.
    ///
    /// The latter is what to search for: FFmpeg takes what it is given as a time of showing, and
    /// the keyframe before where that is too early.
    private func listedKeyframe(after timestamp: Int64) -> (timestamp: Int64, last: Int64)? {
        let place = unsafe av_index_search_timestamp(stream, timestamp + 1, 0)
        guard place >= 0, let found = unsafe avformat_index_get_entry(stream, place) else {
            return nil
        }
        let keyframe = unsafe found.pointee.timestamp
        let next = unsafe av_index_search_timestamp(stream, keyframe + 1, 0)
        let end = next > place ? next : unsafe avformat_index_get_entries_count(stream)
        guard let last = unsafe avformat_index_get_entry(stream, end - 1) else { return nil }
        return (keyframe, unsafe last.pointee.timestamp)
    }

    /// The decoding timestamp of the next keyframe as reading finds it, or nil at the end.
    private mutating func nextKeyframeTimestamp() throws(MediaError) -> Int64? {
        passOver(true)
        defer { passOver(false) }
        while let packet = try read() {
            if packet.isKeyframe { return packet.decodingTimestamp }
        }
        return nil
    }

    /// Lets the container pass over all packets but keyframes, or not any more.
    func passOver(_ isOn: Bool) {
        unsafe stream.pointee.discard = isOn ? AVDISCARD_NONKEY : AVDISCARD_DEFAULT
    }
}

// MARK: - How they lie

extension Demuxer {
    /// Keyframes that are looked at where the container lists none.
    private static let probes = 4

    /// The longest time from one keyframe to the next, or nil where nobody can tell.
    ///
    /// Of all where the container lists them, else of some in the middle. Nobody can tell where
    /// times do not lead to places, or there is only one keyframe. Reading begins anew afterwards.
    ///
    /// - Throws: `MediaError` when a stop was asked for or the file cannot be read any more.
    mutating func longestKeyframeGap() throws(MediaError) -> MediaDuration? {
        guard try isSearchable() else { return nil }
        if format.isIndexed { return longestListedGap }
        let middle = (format.duration ?? .zero) / 2
        try seek(toKeyframeAtOrBefore: .zero + middle)
        readOnlyKeyframes(true)
        defer { readOnlyKeyframes(false) }
        var times: [MediaTime] = []
        do throws(MediaError) {
            while times.count < Self.probes, let packet = try next() {
                guard packet.isKeyframe, let time = time(of: packet.timestamp) else { continue }
                times.append(time)
            }
        } catch  where error.cause != .interrupted {
            // What was seen so far tells.
        }
        try seek(toKeyframeAtOrBefore: .zero)
        return zip(times.dropFirst(), times).map { $0 - $1 }.max()
    }

    /// Whether keyframes lie where they should, at most `gap` apart, and are whole pictures.
    ///
    /// Where pictures are renewed bit by bit they are none, and an index may lead elsewhere. One is
    /// looked at, more only where that is damaged. Reading begins anew afterwards.
    ///
    /// - Throws: `MediaError` when the file cannot be searched or read.
    mutating func showsKeyframes(
        apart gap: MediaDuration,
        decodedBy decoder: inout VideoDecoder
    ) throws(MediaError) -> Bool {
        readOnlyKeyframes(true)
        defer { readOnlyKeyframes(false) }
        let length = format.duration ?? .zero
        var isShown = false
        for share in Self.probedShares where !isShown {
            let time = MediaTime.zero + length * share
            do throws(MediaError) {
                isShown = try showsKeyframe(within: MediaRange(time - gap, time), &decoder)
            } catch  where error.cause != .interrupted {
                // Nothing can be read there.
            }
        }
        try seek(toKeyframeAtOrBefore: .zero)
        return isShown
    }

    private static let probedShares = [0.5, 0.25, 0.75]

    private mutating func showsKeyframe(
        within range: MediaRange,
        _ decoder: inout VideoDecoder
    ) throws(MediaError) -> Bool {
        try seek(toKeyframeAtOrBefore: range.end)
        for _ in 0..<Self.probes {
            guard let packet = try next() else { return false }
            guard packet.isKeyframe, let time = time(of: packet.timestamp), time >= range.start
            else { continue }
            if try decoder.picture(of: packet) != nil { return true }
        }
        return false
    }

    /// The longest time between two keyframes that the container lists, or nil without two.
    private var longestListedGap: MediaDuration? {
        var last: Int64?
        var longest: Int64?
        for place in 0..<(unsafe avformat_index_get_entries_count(stream)) {
            guard let entry = unsafe avformat_index_get_entry(stream, place),
                unsafe entry.pointee.flags & AVINDEX_KEYFRAME != 0
            else { continue }
            let time = unsafe entry.pointee.timestamp
            if let last { longest = max(longest ?? 0, time - last) }
            last = time
        }
        return longest.map {
            unsafe MediaDuration(microseconds: stream.pointee.time_base.microseconds($0))
        }
    }
}
