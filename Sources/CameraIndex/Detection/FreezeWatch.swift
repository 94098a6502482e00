/// Tells a stream that shows one picture again and again from a scene in which nothing moves.
///
/// No two pictures of a sensor are equal, and a keyframe is coded without the pictures before it.
/// So two keyframes that are equal to the last bit, some seconds apart, show one picture, and so
/// does all between them where nothing changes by more than coding can. What lies between keyframes
/// proves nothing: coders repeat a scene that hardly changes.
struct FreezeWatch: Sendable {
    /// How far a level may lie from that of the first picture: coding one picture anew moves it by
    /// less, a vehicle that drives by more.
    private static let mostChange: UInt8 = 16
    /// Keyframes must be this far apart: recorders fill up a slow stream with copies.
    private static let shortestRepeat = MediaDuration.seconds(5)
    /// Pictures that are equal to the last bit for this long need no keyframe: no camera leaves
    /// them out for longer.
    private static let longestGroup = MediaDuration.seconds(60)
    /// How long a frozen stream is believed to be frozen after the last proof: where nothing moves
    /// when it goes on, nothing else tells.
    private static let patience = MediaDuration.seconds(10)
    /// Behind a longer break the stream is another one.
    private let longestBreak: MediaDuration
    /// The keyframes that are remembered: a frozen picture is coded in some few ways, and footage
    /// that was joined of copies is not frozen.
    private static let mostKeyframes = 16

    /// A keyframe that was seen since nothing moves.
    private struct Keyframe {
        let time: MediaTime
        let digest: Int64
    }

    /// The first picture since nothing moves, and when it was seen.
    private var first: [UInt8] = []
    private var start: MediaTime?
    private var newest = MediaTime.zero
    /// Whether all pictures since then are equal to the last bit.
    private var isExact = true
    /// The keyframes since then, each way of coding it once, by the first time it was seen.
    private var keyframes: [Keyframe] = []
    /// The newest keyframe since then, and the longest time between two.
    private var newestKeyframe: MediaTime?
    private var keyframeDistance = MediaDuration.zero
    /// The newest moment for which the stream is known to be frozen.
    private var proof = MediaTime.zero
    /// Since when the stream has been frozen, or nil where it is not known to be.
    private(set) var since: MediaTime?

    /// Makes a watch of pictures that lie at most `gap` apart.
    init(picturesApart gap: MediaDuration = .zero) {
        longestBreak = max(.seconds(60), gap)
    }

    /// Takes up the plane of a picture.
    mutating func note(_ plane: [UInt8], at time: MediaTime) {
        guard isStill(plane), time - newest <= longestBreak else {
            begin(plane, at: time)
            return
        }
        newest = time
        // The keyframes are kept: one that comes again shows that it was frozen all the time.
        if isOverdue(at: time) { since = nil }
        guard let start, isExact, time - start > Self.longestGroup else { return }
        since = since ?? start
        proof = time
    }

    /// Whether a keyframe at `time` can tell something; then its digest is worth its price.
    func asksForKeyframe(at time: MediaTime) -> Bool {
        guard let start else { return false }
        return time > start && time - newest <= longestBreak
    }

    /// Takes up a keyframe by a digest of its brightness.
    mutating func noteKeyframe(_ digest: Int64, at time: MediaTime) {
        if let newestKeyframe {
            keyframeDistance = max(keyframeDistance, time - newestKeyframe)
        }
        newestKeyframe = time
        guard let place = keyframes.firstIndex(where: { $0.digest == digest }) else {
            if keyframes.count == Self.mostKeyframes { keyframes.removeFirst() }
            keyframes.append(Keyframe(time: time, digest: digest))
            return
        }
        guard let start, time - keyframes[place].time >= Self.shortestRepeat else { return }
        proof = time
        // It may have been frozen for up to a group of pictures before, coded in another way.
        since = since ?? (place > 0 ? keyframes[place - 1].time : start)
    }

    // MARK: - State

    /// Writes what was seen.
    func archive(to writer: inout StateWriter) {
        writer.write(first)
        writer.write(start)
        writer.write(newest)
        writer.write(isExact)
        writer.write(each: keyframes) {
            $0.write($1.time)
            $0.write($1.digest)
        }
        writer.write(newestKeyframe)
        writer.write(MediaTime.zero + keyframeDistance)
        writer.write(proof)
        writer.write(since)
    }

    /// Takes up what another watch wrote.
    mutating func restore(from reader: inout StateReader) throws(DetectionError) {
        first = try reader.levels()
        start = try reader.optionalTime()
        newest = try reader.time()
        isExact = try reader.bool()
        keyframes = try reader.each { reader throws(DetectionError) in
            Keyframe(time: try reader.time(), digest: try reader.int64())
        }
        newestKeyframe = try reader.optionalTime()
        keyframeDistance = try reader.time() - .zero
        proof = try reader.time()
        since = try reader.optionalTime()
    }

    // MARK: - Stillness

    private mutating func begin(_ plane: [UInt8], at time: MediaTime) {
        first = plane
        start = time
        newest = time
        isExact = true
        keyframes.removeAll(keepingCapacity: true)
        newestKeyframe = nil
        keyframeDistance = .zero
        since = nil
    }

    private func isOverdue(at time: MediaTime) -> Bool {
        guard since != nil else { return false }
        // Where keyframes are far apart, proofs are as well.
        return time - proof > max(Self.patience, keyframeDistance * 2)
    }

    /// Whether nothing changed since the first picture by more than coding can.
    private mutating func isStill(_ plane: [UInt8]) -> Bool {
        guard start != nil, plane.count == first.count else { return false }
        var change: UInt8 = 0
        // In parts, as most pictures differ soon.
        for part in stride(from: 0, to: plane.count, by: 2_048) {
            let end = min(part + 2_048, plane.count)
            change = max(change, Self.greatestChange(plane.span, first.span, part..<end))
            if change > Self.mostChange { return false }
        }
        if change > 0 { isExact = false }
        return true
    }

    private static func greatestChange(
        _ seen: Span<UInt8>,
        _ before: Span<UInt8>,
        _ part: Range<Int>
    ) -> UInt8 {
        var greatest: UInt8 = 0
        for index in part {
            let (a, b) = (seen[index], before[index])
            greatest = max(greatest, a > b ? a &- b : b &- a)
        }
        return greatest
    }
}
