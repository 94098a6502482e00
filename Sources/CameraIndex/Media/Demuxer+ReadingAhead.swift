import CFFmpeg

// MARK: - What will be read next

extension Demuxer {
    /// Keyframes that are read ahead at once where each is read.
    private static let keyframesAtOnce = 16
    /// FFmpeg reads so many bytes at once, also behind a picture.
    private static let bufferBytes: Int64 = 32 * 1_024
    /// What a keyframe is taken to have where a container lists only where it begins.
    private static let usualKeyframeBytes: Int64 = 256 * 1_024
    /// A search by bisection costs so many seeks: 44 looks into a transport stream took 252.
    private static let seeksOfBisection = 6
    /// How far before a moment such a search reads: see `seek(toKeyframeAtOrBefore:)`.
    private static let leadOfBisection = MediaDuration.seconds(12)

    /// Has the keyframes at or before some moments read ahead.
    func expectKeyframes(atOrBefore times: [MediaTime]) {
        guard ahead != nil else { return }
        if isLoose {
            ahead?.readThrough(
                times.compactMap { estimatedStretch(before: $0) },
                seeks: Self.seeksOfBisection
            )
        } else {
            ahead?.read(times.compactMap { listedStretch(at: index(at: $0)) })
        }
    }

    /// Has the pictures of a stretch of time read ahead, from the keyframe before it on.
    func expectPictures(within range: MediaRange) {
        guard ahead != nil, format.isIndexed else { return }
        let first = listedStretch(at: index(at: range.start))
        let last = listedStretch(at: index(at: range.end))
        guard let first, let last, first.lowerBound <= last.lowerBound else { return }
        ahead?.read([first.lowerBound..<last.upperBound])
    }

    /// Has the keyframes behind the one of a decoding timestamp read ahead, where each is read.
    ///
    /// Half of them are still ahead when the next ones are asked for.
    mutating func expectKeyframes(after timestamp: Int64) {
        guard ahead != nil, isReadingEach, timestamp >= expected.begin else { return }
        var stretches: [Range<Int64>] = []
        var newest = max(timestamp, expected.end)
        while stretches.count < Self.keyframesAtOnce {
            let place = unsafe av_index_search_timestamp(stream, newest + 1, 0)
            guard let entry = unsafe avformat_index_get_entry(stream, place),
                let stretch = listedStretch(at: place)
            else { break }
            newest = unsafe entry.pointee.timestamp
            if stretches.isEmpty { expected.begin = newest }
            stretches.append(stretch)
        }
        if stretches.isEmpty { expected.begin = .max }
        expected.end = newest
        ahead?.read(stretches)
    }

    /// The place in the container's list of the keyframe at or before a moment; negative for none.
    private func index(at time: MediaTime) -> CInt {
        let target =
            unsafe (origin ?? 0)
            + stream.pointee.time_base.timestamp(microseconds: time.microseconds)
        return unsafe av_index_search_timestamp(stream, target, AVSEEK_FLAG_BACKWARD)
    }

    /// The bytes of what the container lists at a place, or nil where it lists nothing.
    private func listedStretch(at place: CInt) -> Range<Int64>? {
        guard place >= 0, let entry = unsafe avformat_index_get_entry(stream, place) else {
            return nil
        }
        let start = unsafe entry.pointee.pos
        let listed = unsafe Int64(entry.pointee.size)
        let size = listed > 0 ? listed + Self.bufferBytes : Self.usualKeyframeBytes
        return start >= 0 ? start..<start + size : nil
    }

    /// Where the keyframe before a moment about lies in a file of even rate.
    private func estimatedStretch(before time: MediaTime) -> Range<Int64>? {
        guard let duration = format.duration, duration > .zero else { return nil }
        let size = Double(unsafe avio_size(context.pointee.pb))
        func place(_ time: MediaTime) -> Int64 {
            Int64(size * min(1, max(0, time.seconds / duration.seconds)))
        }
        let (start, end) = (place(time - Self.leadOfBisection), place(time))
        return start < end ? start..<end : nil
    }
}
