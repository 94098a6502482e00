import CFFmpeg

/// Reads the packets of a file's best video stream, one by one.
///
/// Times are microseconds since the first frame, made of the absolute timestamps.
@safe
public struct Demuxer: ~Copyable {
    /// The file, as it was named.
    public let path: String
    /// The time of the newest picture, or nil before the first.
    public private(set) var reached: MediaTime?

    private let input: MediaInput
    /// Whether timestamps only go on; nil before somebody asked.
    var areTimesSteady: Bool?
    /// Knows how fast files are read, or nil where nothing is read ahead.
    let storage: StorageMeter?
    /// What has bytes read before they are needed, where that is known to be worth it.
    let ahead: ReadAhead?
    /// The decoding timestamps of the keyframes that were read ahead last: the first and the last.
    var expected = (begin: Int64.min, end: Int64.min)
    /// Whether one keyframe after the other is read.
    private(set) var isReadingEach = false
    /// A packet that was read ahead.
    var waiting: Packet?
    /// The timestamp that is media time zero.
    private(set) var origin: Int64?
    /// The newest decoding timestamp since reading began here; nil where it begins.
    private(set) var lastDecoded: Int64?
    /// Whether all but keyframes is passed over.
    private(set) var onlyKeyframes = false
    /// The longest time between two pictures that were read.
    private var longestStep = MediaDuration.zero
    /// Where the packets of all streams end that were read.
    private var readEnd = MediaTime.zero
    /// Whether bytes of the newest packet are missing.
    private var isCutOff = false
    /// Reads that failed one after another, and got on in the file by hardly anything.
    private var failures = 0
    /// Where in the file the last failure was.
    private var failedAt: Int64 = 0
    /// Where the newest packet, or the newest that lie in one block, begin and end in the file.
    private var newestPlace: (start: Int64, end: Int64)?
    /// The most bytes that lay between two packets and belonged there.
    private var longestHead = Self.usualHead
    /// Whether something before the next packet could not be read.
    private var isBehindLoss = false

    /// A read that failed got on where it passed over more bytes than this.
    private static let shortestProgress: Int64 = 4_096
    /// Damaged places give errors; after so many in a row the rest counts as unreadable.
    private static let mostFailures = 100
    /// Heads of packets and of clusters of them take so many bytes, as FFmpeg writes them.
    private static let usualHead: Int64 = 64
    /// No recorder's heads take more.
    private static let mostHead: Int64 = 256
    /// Heads differ by the digits of a time.
    private static let headSpread: Int64 = 16
    /// Containers without an index announce their length no more exactly than this.
    private static let bearableGap = MediaDuration.seconds(2)

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: a path that FFmpeg can open.
    ///   - storage: knows how fast the file is read; nil reads nothing ahead.
    ///   - interrupt: makes every blocking call return when it is requested.
    /// - Throws: `MediaError` when it cannot be opened or holds no pictures.
    public init(
        path: String,
        storage: StorageMeter? = nil,
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        _ = FFmpeg.isQuiet
        try FootageFile(path: path).check()
        input = try unsafe MediaInput(
            takingOver: Self.opened(path, interrupt),
            name: path,
            interrupt: interrupt
        )
        let start = unsafe input.stream.pointee.start_time
        origin = start == cffmpeg_no_timestamp ? nil : start
        self.path = path
        self.storage = storage
        ahead = storage.flatMap { ReadAhead(path: path, storage: $0) }
        passOverOthers()
    }

    /// What the file holds.
    public var format: FootageFormat { pictures.format }

    /// What decoders must know of the stream whose packets are given out.
    var pictures: PictureStream { input.pictures }
    /// FFmpeg's view of the file.
    var context: UnsafeMutablePointer<AVFormatContext> { unsafe input.context }
    /// The stream whose packets are given out.
    var stream: UnsafeMutablePointer<AVStream> { unsafe input.stream }
    /// Makes every blocking call return when it is requested.
    var interrupt: Interrupt { input.interrupt }

    /// The next packet; nil at the clean end and nowhere else.
    ///
    /// - Throws: `MediaError` when the file breaks off, cannot be read, or a stop was asked for.
    public mutating func next() throws(MediaError) -> Packet? {
        if let packet = waiting.take() { return packet }
        return try onlyKeyframes ? nextKeyframe() : read()
    }

    /// Reads the next packet; nil at the clean end and nowhere else.
    mutating func read() throws(MediaError) -> Packet? {
        while true {
            if interrupt.isRequested { throw error(.interrupted, "read") }
            var packet = try Packet(path: path)
            let code = unsafe av_read_frame(context, packet.packet)
            if code == cffmpeg_error_end_of_file {
                try checkEnd()
                return nil
            }
            guard code >= 0 else {
                try noteFailure(code)
                continue
            }
            if isOutOfPlace(packet) { isBehindLoss = true }
            failures = 0
            note(packet)
            guard unsafe packet.packet.pointee.stream_index == stream.pointee.index else {
                continue
            }
            packet.isBehindLoss = isBehindLoss
            isBehindLoss = false
            return packet
        }
    }

    /// Looks at the packet that comes next; nil at the clean end.
    mutating func peek<Result>(
        _ body: (borrowing Packet) -> Result
    ) throws(MediaError) -> Result? {
        guard let packet = try next() else { return nil }
        let result = body(packet)
        waiting = consume packet
        return result
    }

    /// The media time of a timestamp of the stream, or nil where there is none.
    ///
    /// The first timestamp is the origin where the container does not tell the start.
    mutating func time(of timestamp: Int64) -> MediaTime? {
        guard timestamp != cffmpeg_no_timestamp else { return nil }
        let origin = self.origin ?? timestamp
        self.origin = origin
        return input.time(of: timestamp, since: origin)
    }

    /// The error of this file at the time reached.
    func error(
        _ cause: MediaError.Cause,
        _ operation: String,
        _ code: Int32 = 0
    ) -> MediaError {
        MediaError(cause: cause, operation: operation, source: path, code: code, reached: reached)
    }

    /// Passes over all packets but keyframes, where that needs no reading; or not any more.
    ///
    /// With `isEach` one after the other will be read, so that those behind are read ahead.
    mutating func readOnlyKeyframes(_ isOn: Bool, isEach: Bool = false) {
        onlyKeyframes = isOn
        isReadingEach = isOn && isEach
        passOver(isOn && !format.isIndexed)
    }

    /// Forgets how far reading had come: it goes on elsewhere.
    mutating func forgetPlace() {
        reached = nil
        lastDecoded = nil
        readEnd = .zero
        longestStep = .zero
        isCutOff = false
        failures = 0
        newestPlace = nil
        isBehindLoss = false
        waiting = nil
        expected = (.min, .min)
    }

    // MARK: - The end

    /// Whether a packet does not lie right behind the one before it: bytes were passed over until
    /// something could be read again, or the one before goes on into what does not belong to it.
    private mutating func isOutOfPlace(_ packet: borrowing Packet) -> Bool {
        guard format.isContiguous, let place = packet.place else { return false }
        let size = Int64(packet.byteCount)
        guard let newest = newestPlace, newest.start != place else {
            newestPlace = (place, (newestPlace?.end ?? place) + size)
            return false
        }
        newestPlace = (place, place + size)
        let between = place - newest.end
        defer { if between <= Self.mostHead { longestHead = max(longestHead, between) } }
        return between > longestHead + Self.headSpread || between < -Self.headSpread
    }

    /// Remembers how far a packet leads.
    private mutating func note(_ packet: borrowing Packet) {
        let index = Int(unsafe packet.packet.pointee.stream_index)
        guard let source = unsafe context.pointee.streams[index] else { return }
        let timeBase = unsafe source.pointee.time_base
        let isVideo = unsafe index == Int(stream.pointee.index)
        var time = isVideo ? self.time(of: packet.timestamp) : nil
        if isVideo {
            if let time {
                if let reached { longestStep = max(longestStep, time - reached) }
                reached = max(reached ?? time, time)
            }
            let decoded = unsafe packet.packet.pointee.dts
            if decoded != cffmpeg_no_timestamp {
                lastDecoded = max(lastDecoded ?? decoded, decoded)
            }
            isCutOff = packet.isCorrupt
        } else if packet.timestamp != cffmpeg_no_timestamp {
            let start = unsafe stream.pointee.time_base.microseconds(origin ?? 0)
            time = MediaTime(microseconds: timeBase.microseconds(packet.timestamp) - start)
        }
        guard let time else { return }
        let length = MediaDuration(
            microseconds: timeBase.microseconds(unsafe packet.packet.pointee.duration)
        )
        readEnd = max(readEnd, time + length)
    }

    /// The end of the bytes is the end of the footage only where nothing that the container
    /// announced is missing.
    private func checkEnd() throws(MediaError) {
        if try isShort() { throw error(.truncated, "read") }
    }

    private func isShort() throws(MediaError) -> Bool {
        // Transport and program streams may be cut anywhere: they announce nothing, and the
        // length that FFmpeg gives is read off their last timestamps.
        guard unsafe context.pointee.duration_estimation_method == AVFMT_DURATION_FROM_STREAM
        else { return false }
        if isCutOff { return true }
        if format.isIndexed, let lastDecoded {
            // An MP4 lists all its pictures.
            return lastListed.map { $0 > lastDecoded } ?? false
        }
        guard let duration = format.duration else { return false }
        let bearable = Self.bearableGap + (onlyKeyframes ? longestStep : .zero)
        return MediaTime.zero + duration - readEnd > bearable
    }

    /// The timestamp of the last picture that the container lists, of those that are read.
    private var lastListed: Int64? {
        var place = unsafe avformat_index_get_entries_count(stream)
        while place > 0 {
            place -= 1
            guard let entry = unsafe avformat_index_get_entry(stream, place) else { return nil }
            let isKeyframe = unsafe entry.pointee.flags & AVINDEX_KEYFRAME != 0
            if isKeyframe || !onlyKeyframes { return unsafe entry.pointee.timestamp }
        }
        return nil
    }

    private mutating func noteFailure(_ code: Int32) throws(MediaError) {
        isBehindLoss = true
        let place = unsafe avio_seek(context.pointee.pb, 0, SEEK_CUR)
        failures = place - failedAt > Self.shortestProgress ? 1 : failures + 1
        failedAt = place
        if interrupt.isRequested { throw error(.interrupted, "read") }
        guard failures >= Self.mostFailures else { return }
        try checkEnd()
        throw error(.readFailed, "read", code)
    }
}
