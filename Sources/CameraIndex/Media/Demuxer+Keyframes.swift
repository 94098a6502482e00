import CFFmpeg

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
