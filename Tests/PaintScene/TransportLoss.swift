import Foundation

/// Loses packets of an MPEG transport stream, as a network does: in bursts.
struct TransportLoss {
    private static let packet = 188

    /// The share of the packets that is lost.
    let share: Double
    /// Another number loses others.
    let seed: UInt64

    /// Takes packets out of a file; its first second stays whole, so that it can be opened.
    func strike(_ file: URL) throws {
        let bytes = try Data(contentsOf: file)
        var kept = Data(capacity: bytes.count)
        var state = seed
        var lost = 0
        for start in stride(from: 0, to: bytes.count, by: Self.packet) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let chance = Double(state >> 11) * 0x1p-53
            if lost == 0, start > 200 * Self.packet, chance < share / 4 { lost = 4 }
            if lost > 0 {
                lost -= 1
            } else {
                kept += bytes[start..<min(start + Self.packet, bytes.count)]
            }
        }
        try kept.write(to: file)
    }
}
