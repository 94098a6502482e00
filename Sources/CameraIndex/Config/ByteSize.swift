/// A number of bytes as people write it: "500GB", "1.5TB".
struct ByteSize {
    /// The bytes.
    let bytes: Int64

    private static let units: [(name: String, size: Double)] = [
        ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3),
    ]

    /// Reads a number with one of the units KB, MB, GB and TB, each a thousand of the one before;
    /// nil where it is none.
    init?(_ text: String) {
        for unit in Self.units where text.hasSuffix(unit.name) {
            let digits = text.dropLast(unit.name.count)
            let isPlain = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard isPlain, let count = Double(digits), count * unit.size < 1e18 else { return nil }
            bytes = Int64((count * unit.size).rounded())
            return
        }
        return nil
    }
}
