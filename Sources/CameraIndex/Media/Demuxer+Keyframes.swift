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
