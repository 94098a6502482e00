/// How the keyframes of footage lie: what it costs to look at one now and then.
public struct KeyframeStatistics: Hashable, Sendable {
    /// Compressed pictures that were counted.
    public let packetCount: Int
    /// Keyframes among them.
    public let keyframeCount: Int
    /// From keyframe to keyframe, in the middle of all; nil with fewer than two.
    public let medianDistance: MediaDuration?
    /// The longest way from keyframe to keyframe, or from the last one to the end.
    public let longestDistance: MediaDuration?
    /// Bytes of a keyframe, in the middle of all; nil without any.
    public let medianKeyframeBytes: Int?
    /// Bytes of a compressed picture on the average, or nil without any.
    public let meanBytes: Int?

    /// Whether decoding can begin nowhere but at one place.
    public var hasOneKeyframe: Bool { keyframeCount == 1 && packetCount > 1 }

    /// Sums up what was counted.
    ///
    /// - Parameters:
    ///   - keyframes: time and bytes of each keyframe.
    ///   - packetCount: compressed pictures in all.
    ///   - byteCount: their bytes.
    ///   - end: time of the last one.
    init(
        keyframes: [(time: MediaTime, bytes: Int)],
        packetCount: Int,
        byteCount: Int,
        end: MediaTime?
    ) {
        self.packetCount = packetCount
        keyframeCount = keyframes.count
        let times = keyframes.map(\.time).sorted()
        let distances = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
        medianDistance = Self.median(distances)
        let rest = times.last.flatMap { last in end.map { $0 - last } }
        longestDistance = (distances + [rest].compactMap(\.self)).max()
        medianKeyframeBytes = Self.median(keyframes.map(\.bytes).sorted())
        meanBytes = packetCount > 0 ? byteCount / packetCount : nil
    }

    private static func median<Value>(_ sorted: [Value]) -> Value? {
        sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }
}
