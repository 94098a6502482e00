/// A source of numbers that look random and are the same on every machine (SplitMix64).
struct Seed: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    /// Starts at `value`; equal values give equal numbers.
    init(_ value: UInt64) {
        state = value
    }

    /// Starts at a place of its own for each pair of a seed and a label.
    init(_ value: UInt64, _ label: Int) {
        state = Self.mix(
            value ^ Self.mix(UInt64(bitPattern: Int64(label)) &+ 0x632b_e59b_d9b4_e019)
        )
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mix(state)
    }

    /// A number in 0..<1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number in `range`.
    mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + unit() * (range.upperBound - range.lowerBound)
    }

    /// One of several.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
