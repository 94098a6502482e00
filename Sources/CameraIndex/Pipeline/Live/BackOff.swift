/// How long to wait before a connection is tried again.
struct BackOff {
    private var tries = 0

    /// A camera that comes back is watched again within ten seconds, with the time it takes to
    /// connect.
    private static let longest = MediaDuration.seconds(5)
    private static let shortest = MediaDuration.seconds(1)

    /// Begins again with the shortest time.
    mutating func reset() { tries = 0 }

    /// The next time: twice the one before, up to a bound, and a quarter more or less by chance, so
    /// that a thousand cameras behind one switch do not come back in one moment.
    mutating func next(
        using generator: inout some RandomNumberGenerator
    ) -> MediaDuration {
        defer { tries += 1 }
        let whole = Self.shortest * Double(1 << min(tries, 8))
        return min(whole, Self.longest) * Double.random(in: 0.75...1.25, using: &generator)
    }
}
