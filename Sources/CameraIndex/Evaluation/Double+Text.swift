extension Double {
    /// The number with `digits` digits after its point: "0.38".
    public func text(digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = (magnitude * scale).rounded()
        guard scaled < 1e15 else { return "\(self)" }
        let whole = Int(scaled)
        let sign = self < 0 && whole > 0 ? "-" : ""
        guard digits > 0 else { return sign + "\(whole)" }
        let part = String(whole % Int(scale))
        let zeros = String(repeating: "0", count: digits - part.count)
        return sign + "\(whole / Int(scale))." + zeros + part
    }
}

extension MediaDuration {
    /// Seconds to the tenth: "231.2 s".
    public var tenthsText: String { seconds.text(digits: 1) + " s" }

    /// Seconds to the hundredth: "0.17 s".
    public var hundredthsText: String { seconds.text(digits: 2) + " s" }
}
