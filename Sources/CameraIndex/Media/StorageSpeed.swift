/// How fast the storage of a file reads: what a seek costs, and what reading on does.
public struct StorageSpeed: Hashable, Sendable {
    /// From asking for a few bytes at another place to having them.
    public let seek: MediaDuration
    /// Bytes in a second that lie one behind the other.
    public let bytesPerSecond: Double

    /// More bytes than this are never read only to save one seek: what is read lies in memory.
    private static let mostBetween = 8.0 * 1_024 * 1_024

    /// Makes a speed of what was measured, or assumed.
    public init(seek: MediaDuration, bytesPerSecond: Double) {
        self.seek = seek
        self.bytesPerSecond = bytesPerSecond
    }

    /// How far apart stretches of a file lie at most that are read in one go.
    public var bytesPerSeek: Int64 { bytes(inSeeks: 1) }

    /// The bytes that are read in the time of so many seeks.
    func bytes(inSeeks seeks: Int) -> Int64 {
        Int64(Double(seeks) * min(Self.mostBetween, seek.seconds * bytesPerSecond))
    }

    /// The stretches to read so that all that is `wanted` of a file is read soonest.
    ///
    /// What lies between two stretches is read as well where that takes no longer than the seeks
    /// that it saves. No gap depends on another, so that is the least time for all.
    ///
    /// - Parameters:
    ///   - wanted: stretches of bytes, in any order.
    ///   - seeks: how many seeks each stretch costs that is read by itself.
    /// - Returns: stretches in the order of the file, none of which touches another.
    public func stretches(toRead wanted: [Range<Int64>], seeks: Int = 1) -> [Range<Int64>] {
        let bearable = bytes(inSeeks: seeks)
        return wanted.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
            .reduce(into: []) { joined, next in
                guard let last = joined.last, next.lowerBound - last.upperBound <= bearable else {
                    return joined.append(next)
                }
                let end = max(last.upperBound, next.upperBound)
                joined[joined.count - 1] = last.lowerBound..<end
            }
    }
}
