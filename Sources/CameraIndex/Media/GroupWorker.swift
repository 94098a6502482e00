import Synchronization

/// Decodes groups of pictures on one thread at a time, with a decoder of its own.
final class GroupWorker: Sendable {
    private struct State: ~Copyable {
        /// The decoder, or nil before the first group.
        var decoder: VideoDecoder?
        var average: BoxAverage?
    }

    private let path: String
    private let interrupt: Interrupt
    private let isRough: Bool
    private let state = Mutex(State())

    /// Makes a worker; `isRough` is as of `VideoDecoder`.
    init(path: String, isRough: Bool, interrupt: Interrupt) {
        self.path = path
        self.isRough = isRough
        self.interrupt = interrupt
    }

    /// Decodes a group; nil where anything in it is not as it should be.
    ///
    /// - Throws: `MediaError` when a stop was asked for.
    func decoded(_ group: GroupOfPictures) throws(MediaError) -> DecodedGroup? {
        do throws(MediaError) {
            return try state.withLock { state throws(MediaError) in
                if state.decoder == nil { state.decoder = try opened() }
                guard var decoder = state.decoder.take() else { return nil }
                decoder.flush()
                let decoded = try decode(group, &decoder, &state.average)
                state.decoder = consume decoder
                return decoded
            }
        } catch {
            if error.cause == .interrupted { throw error }
            // Whoever decodes it in its turn will tell.
            return nil
        }
    }

    /// A decoder of the file; what it must know is read from the file once more.
    private func opened() throws(MediaError) -> VideoDecoder {
        var decoder = try VideoDecoder(
            for: Demuxer(path: path, interrupt: interrupt).pictures
        )
        decoder.isRough = isRough
        return decoder
    }

    private func decode(
        _ group: GroupOfPictures,
        _ decoder: inout VideoDecoder,
        _ average: inout BoxAverage?
    ) throws(MediaError) -> DecodedGroup? {
        var decoded = DecodedGroup()
        for place in 0...group.pictures.count {
            if interrupt.isRequested {
                throw MediaError(
                    cause: .interrupted,
                    operation: "decode",
                    source: path,
                    code: 0
                )
            }
            if place < group.pictures.count {
                guard decoder.send(try group.pictures[place].packet(path: path)) else {
                    return nil
                }
            } else {
                decoder.sendEnd()
            }
            receiving: while true {
                switch try decoder.receive() {
                case .frame(let frame):
                    let number = decoded.pictures.count
                    guard number < group.timestamps.count, !frame.isDamaged, frame.isTimed,
                        frame.timestamp == group.timestamps[number]
                    else { return nil }
                    decoded.pictures.append(try ReducedPicture(frame, by: &average))
                    decoded.packetsBefore.append(place + 1)
                case .needsPacket: break receiving
                case .ended: break receiving
                case .damaged: return nil
                }
            }
        }
        return decoded.pictures.count == group.timestamps.count ? decoded : nil
    }
}
