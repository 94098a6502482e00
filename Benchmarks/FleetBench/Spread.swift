/// How values are spread.
struct Spread {
    private let sorted: [Double]

    /// Takes values in any order.
    init(_ values: [Double]) {
        sorted = values.sorted()
    }

    /// The value in the middle; 0 without any, as the others are.
    var median: Double { value(at: 0.5) }
    /// What 99 in a hundred do not exceed.
    var p99: Double { value(at: 0.99) }
    /// The greatest.
    var most: Double { sorted.last ?? 0 }

    private func value(at share: Double) -> Double {
        sorted.isEmpty ? 0 : sorted[Int((Double(sorted.count - 1) * share).rounded(.up))]
    }
}
