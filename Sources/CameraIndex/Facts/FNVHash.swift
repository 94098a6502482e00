/// The hash FNV-1a: the same on every machine and in every version, unlike `Hasher`.
struct FNVHash {
    /// The hash of what was added so far.
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Adds a byte, or a level of more bits.
    mutating func add(_ level: UInt64) {
        value = (value ^ level) &* 0x100_0000_01b3
    }
}
