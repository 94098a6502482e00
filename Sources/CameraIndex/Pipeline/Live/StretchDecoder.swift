import Synchronization

/// Decodes the stretches of one stream after the other, each up to its last picture.
final class StretchDecoder: Sendable {
    /// The last picture of a stretch.
    struct Look {
        let picture: ReducedPicture
        /// It as a JPEG file, for evidence.
        let jpeg: [UInt8]
        /// When it was taken.
        let at: MediaTime
    }

    private struct State: ~Copyable {
        var decoder: VideoDecoder?
        var average: BoxAverage?
        /// The stream that it decodes, and the number of the stretch that comes next.
        var pictures: PictureStream?
        var next = 0
        let encoder = JPEGEncoder()
    }

    private let state = Mutex(State())

    /// The last picture of a stretch; nil where it cannot be decoded, as what comes before is
    /// missing or damaged.
    ///
    /// - Throws: `MediaError` when this FFmpeg lacks the codec or memory runs out.
    func look(at stretch: StreamStretch) throws(MediaError) -> Look? {
        try state.withLock { state throws(MediaError) in
            var isFollowing = true
            if state.pictures !== stretch.pictures {
                state.decoder = try VideoDecoder(for: stretch.pictures)
                state.pictures = stretch.pictures
                isFollowing = false
            } else if state.next != stretch.number {
                isFollowing = false
            }
            state.next = stretch.number + 1
            guard var decoder = state.decoder.take() else { return nil }
            if !isFollowing { decoder.flush() }
            let last = try Self.last(of: stretch, by: &decoder, isFollowing)
            state.decoder = consume decoder
            guard let last, !last.isDamaged, last.isTimed else { return nil }
            let picture = try ReducedPicture(last, by: &state.average)
            return Look(
                picture: picture,
                jpeg: try state.encoder.bytes(of: last.colourPicture()),
                at: stretch.moment(of: last.timestamp)
            )
        }
    }

    /// Gives up what it holds: the stream is decoded by its keyframes alone.
    func letGo() {
        state.withLock { state in
            state.decoder = nil
            state.pictures = nil
        }
    }

    private static func last(
        of stretch: StreamStretch,
        by decoder: inout VideoDecoder,
        _ isFollowing: Bool
    ) throws(MediaError) -> DecodedFrame? {
        var last: DecodedFrame?
        var isSynchronised = isFollowing
        decoder.skipsUnreferenced(true)
        for packet in stretch.packets {
            if !isSynchronised {
                guard packet.withPacket({ $0.isKeyframe }) else { continue }
                isSynchronised = true
            }
            guard packet.withPacket({ decoder.send($0) }) else {
                last = nil
                continue
            }
            receiving: while true {
                switch try decoder.receive() {
                case .frame(let frame): last = consume frame
                case .needsPacket: break receiving
                case .ended: break receiving
                case .damaged:
                    last = nil
                    break receiving
                }
            }
        }
        return last
    }
}

extension StreamStretch {
    /// When a picture was taken, by its own timestamp.
    fileprivate func moment(of timestamp: Int64) -> MediaTime {
        guard let newest = packets.last?.withPacket({ $0.timestamp }) else { return end }
        return end - MediaDuration(microseconds: pictures.timeBase.microseconds(newest - timestamp))
    }
}
