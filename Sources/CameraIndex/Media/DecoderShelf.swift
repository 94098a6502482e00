/// The decoders of one thread: one for all streams that are coded alike.
///
/// A keyframe needs nothing of those before it, so that cameras of one kind can share a decoder,
/// which costs some 10 MB at 1080p.
final class DecoderShelf {
    /// A decoder, and for what streams it is.
    private final class Entry {
        let pictures: PictureStream
        var decoder: VideoDecoder
        var average: BoxAverage?

        init(for pictures: PictureStream) throws(MediaError) {
            self.pictures = pictures
            decoder = try VideoDecoder(for: pictures)
            // As the gear `keyframes` does with a file: what is found must be the same.
            decoder.isRough = true
        }

        /// A keyframe as a whole picture; nil where it gives none.
        func frame(of packet: SharedPacket) throws(MediaError) -> DecodedFrame? {
            let decoded = try packet.withPacket { packet throws(MediaError) in
                try decoder.picture(of: packet)
            }
            guard let frame = decoded, !frame.isDamaged else { return nil }
            return frame
        }
    }

    /// So many kinds of streams have a decoder at a time.
    private static let mostEntries = 8

    /// The one that was used last stands last.
    private var entries: [Entry] = []

    /// Decodes a keyframe by itself and reduces it to what is analysed; nil where that gives no
    /// whole picture.
    ///
    /// - Throws: `MediaError` when this FFmpeg lacks the codec or memory runs out.
    func picture(
        of packet: SharedPacket,
        _ pictures: PictureStream
    ) throws(MediaError) -> ReducedPicture? {
        let entry = try entry(for: pictures)
        guard let frame = try entry.frame(of: packet) else { return nil }
        // A stream that changed on its way leaves its parameters in the decoder; they are not those
        // of the next one.
        if frame.size != pictures.format.frame { entries.removeLast() }
        return try ReducedPicture(frame, by: &entry.average)
    }

    /// A keyframe as a JPEG file; nil where it gives no whole picture.
    ///
    /// - Throws: `MediaError` when this FFmpeg lacks the codec or memory runs out.
    func jpeg(
        of packet: SharedPacket,
        _ pictures: PictureStream
    ) throws(MediaError) -> [UInt8]? {
        guard let frame = try entry(for: pictures).frame(of: packet) else { return nil }
        return try JPEGEncoder().bytes(of: frame.colourPicture())
    }

    /// The decoder for a stream, which then stands last.
    private func entry(for pictures: PictureStream) throws(MediaError) -> Entry {
        let found = entries.firstIndex { $0.pictures.isCoded(like: pictures) }
        let entry: Entry
        if let found { entry = entries.remove(at: found) } else { entry = try Entry(for: pictures) }
        if entries.count >= Self.mostEntries { entries.removeFirst() }
        entries.append(entry)
        return entry
    }
}
