/// How some lengths are spread: errors, or stated uncertainties.
public struct Spread: Sendable, Equatable {
    /// How many there are.
    public let count: Int
    /// Half of them are no larger.
    public let median: MediaDuration
    /// 95 of 100 are no larger.
    public let p95: MediaDuration
    /// The largest.
    public let max: MediaDuration

    /// Measures lengths, whatever their direction; nil where there are none.
    public init?(_ lengths: [MediaDuration]) {
        let sorted = lengths.map(\.magnitude).sorted()
        guard let largest = sorted.last else { return nil }
        count = sorted.count
        median = sorted[Self.place(0.5, of: sorted.count)]
        p95 = sorted[Self.place(0.95, of: sorted.count)]
        max = largest
    }

    /// Nearest rank: a length that occurred, never one between two.
    private static func place(_ share: Double, of count: Int) -> Int {
        Swift.max(0, Int((share * Double(count)).rounded(.up)) - 1)
    }
}
