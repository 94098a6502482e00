/// Answers as one decoder that is fed with a whole file, while groups of its pictures are decoded
/// beside each other.
///
/// Where a group is not as it should be, the one decoder takes over, as if it had decoded all
/// before.
struct GroupDecoder: ~Copyable {
    /// A group whose packets come in and whose pictures go out.
    private struct Played {
        let group: GroupOfPictures
        let decoded: DecodedGroup
        /// Packets that came in.
        var sent = 1
        /// Pictures that went out.
        var given = 0

        var isWhole: Bool { sent == group.pictures.count }
        /// Pictures that come out when more packets went in than the group has.
        var rest: ArraySlice<ReducedPicture> { decoded.pictures[given...] }

        mutating func next() -> ReducedPicture? {
            guard given < decoded.pictures.count, decoded.packetsBefore[given] <= sent else {
                return nil
            }
            defer { given += 1 }
            return decoded.pictures[given]
        }
    }

    private let path: String
    private let threads: Int
    private let onlyKeyframes: Bool
    private let storage: StorageMeter?
    /// What leaves out packets before they come in, as it was where reading began; or nil.
    private let thinner: PictureThinner?
    private let interrupt: Interrupt
    /// The one decoder.
    private var serial: VideoDecoder
    /// Whether it holds pictures of packets that came in.
    private var isSerialFed = false
    /// Whether the pictures that it holds go out before those of the group behind them.
    private var isSerialEnding = false
    /// Pictures that it gives although they went out.
    private var surplus = 0
    /// Pictures that go out before all others.
    private var ready: ArraySlice<ReducedPicture> = []
    private var played: Played?
    private var isEnding = false
    /// Where reading began.
    private var start = MediaTime.zero
    private var ahead: GroupsAhead?
    /// Whether it is known whether groups can be decoded ahead.
    private var isAheadKnown = false
    /// Pictures that went out.
    private(set) var decodedCount = 0

    /// Makes a decoder for what `demuxer` reads and `thinner` does not leave out.
    ///
    /// With one thread it decodes nothing ahead.
    ///
    /// - Throws: `MediaError` when this FFmpeg lacks the codec or memory runs out.
    init(
        for demuxer: borrowing Demuxer,
        threads: Int = 1,
        thinner: PictureThinner? = nil,
        isStrict: Bool = true
    ) throws(MediaError) {
        path = demuxer.path
        interrupt = demuxer.interrupt
        storage = demuxer.storage
        onlyKeyframes = demuxer.onlyKeyframes
        self.threads = threads
        self.thinner = thinner
        serial = try VideoDecoder(for: demuxer.pictures, isStrict: isStrict)
        // No picture leans on a keyframe where nothing else is decoded.
        serial.isRough = onlyKeyframes
        isAheadKnown = threads == 1
    }

    /// Forgets what came in: reading goes on from the keyframe before `time`.
    mutating func restart(from time: MediaTime) {
        serial.flush()
        (isSerialFed, isSerialEnding, isEnding) = (false, false, false)
        surplus = 0
        ready = []
        played = nil
        ahead = nil
        start = time
        isAheadKnown = threads == 1
    }

    // MARK: - Packets

    /// Hands a packet in; false where it could not be decoded.
    ///
    /// - Throws: `MediaError` when a stop was asked for.
    mutating func send(_ packet: borrowing Packet) throws(MediaError) -> Bool {
        if var played, !played.isWhole, played.group.pictures[played.sent].isSame(as: packet) {
            played.sent += 1
            self.played = played
            return true
        }
        if let next = try group(beginningWith: packet) {
            ready += played?.rest ?? []
            if isSerialFed {
                serial.sendEnd()
                isSerialEnding = true
            }
            played = Played(group: next.group, decoded: next.decoded)
            return true
        }
        try goOnSerially()
        isSerialFed = true
        return serial.send(packet)
    }

    /// Tells that no more packets come.
    mutating func sendEnd() throws(MediaError) {
        isEnding = true
        if let played, played.isWhole {
            ready += played.rest
        } else {
            try goOnSerially()
            serial.sendEnd()
        }
    }

    private mutating func group(
        beginningWith packet: borrowing Packet
    ) throws(MediaError) -> (group: GroupOfPictures, decoded: DecodedGroup)? {
        // Between the packets of a group nothing else is expected.
        guard played?.isWhole ?? true else { return nil }
        if !isAheadKnown {
            isAheadKnown = true
            ahead = try opened()
        }
        let group = try ahead?.group(beginningWith: packet)
        if ahead?.isOver ?? false { ahead = nil }
        return group
    }

    private func opened() throws(MediaError) -> GroupsAhead? {
        do throws(MediaError) {
            return try GroupsAhead(
                path: path,
                from: start,
                threads: threads,
                onlyKeyframes: onlyKeyframes,
                thinner: thinner,
                storage: storage,
                interrupt: interrupt
            )
        } catch {
            if error.cause == .interrupted { throw error }
            // The reader has the file open, and goes on by itself.
            return nil
        }
    }

    /// Brings the one decoder into the state in which it would be had it decoded all before.
    private mutating func goOnSerially() throws(MediaError) {
        guard let played = played.take() else { return }
        surplus = played.given
        var average: BoxAverage?
        for picture in played.group.pictures[..<played.sent] {
            _ = serial.send(try picture.packet(path: path))
            while case .frame(let frame) = try serial.receive() {
                if surplus > 0 {
                    surplus -= 1
                } else {
                    ready.append(try ReducedPicture(frame, by: &average))
                }
            }
        }
        isSerialFed = true
    }

    // MARK: - Pictures

    /// The next picture, or why there is none.
    mutating func receive() throws(MediaError) -> VideoDecoder.Answer {
        if isSerialEnding {
            switch try serialAnswer() {
            case .frame(let frame): return .frame(frame)
            case .damaged: return .damaged
            case .needsPacket: return .needsPacket
            case .ended:
                serial.flush()
                (isSerialFed, isSerialEnding, surplus) = (false, false, 0)
            }
        }
        if let picture = ready.popFirst() ?? played?.next() {
            decodedCount += 1
            return .frame(try DecodedFrame(picture, path: path))
        }
        guard played == nil else { return isEnding ? .ended : .needsPacket }
        return try serialAnswer()
    }

    private mutating func serialAnswer() throws(MediaError) -> VideoDecoder.Answer {
        while true {
            switch try serial.receive() {
            case .frame(let frame):
                guard surplus > 0 else {
                    decodedCount += 1
                    return .frame(frame)
                }
                surplus -= 1
            case .needsPacket: return .needsPacket
            case .damaged: return .damaged
            case .ended: return .ended
            }
        }
    }
}
