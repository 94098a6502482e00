/// Reads the pictures' packets of a file that may still be written, or was broken off: its end is
/// where the last whole packet ends.
struct UnfinishedFile: ~Copyable {
    private var demuxer: Demuxer
    /// Where the last whole packet ends that was read, in the file's media time.
    private(set) var end = MediaTime.zero

    /// Opens a file.
    ///
    /// - Throws: `MediaError` when it holds nothing that can be read yet.
    init(path: String, interrupt: Interrupt = Interrupt()) throws(MediaError) {
        demuxer = try Demuxer(path: path, interrupt: interrupt)
    }

    /// What decoders and muxers must know of it.
    var pictures: PictureStream { demuxer.pictures }

    /// The next packet; nil where nothing whole follows.
    ///
    /// - Throws: `MediaError` when the file cannot be read, or a stop was asked for.
    mutating func next() throws(MediaError) -> Packet? {
        do throws(MediaError) {
            guard let packet = try demuxer.next(), !packet.isCorrupt else { return nil }
            if let shown = demuxer.time(of: packet.timestamp) {
                end = max(end, shown + pictures.length(of: packet))
            }
            return packet
        } catch {
            // The rest of a fragment is not there yet, or never came.
            guard error.cause == .truncated || error.cause == .readFailed else { throw error }
            return nil
        }
    }

    /// When a packet is shown and when it is decoded, in the file's media time.
    mutating func times(
        of packet: borrowing Packet
    ) -> (shown: MediaTime, decoded: MediaTime)? {
        guard let shown = demuxer.time(of: packet.timestamp),
            let decoded = demuxer.time(of: packet.decodingTimestamp)
        else { return nil }
        return (shown, decoded)
    }

    /// Reads to the end; where the last packet ends, or nil where there is none.
    consuming func measured() throws(MediaError) -> MediaTime? {
        var count = 0
        while try next() != nil { count += 1 }
        return count == 0 ? nil : end
    }
}

extension MediaError {
    /// Whether there is no file, or nothing in it that could be shown: not yet, or not any more.
    var meansNoPictures: Bool {
        switch cause {
        case .missing, .empty, .notVideo, .indexMissing, .noVideoStream: true
        default: false
        }
    }
}
