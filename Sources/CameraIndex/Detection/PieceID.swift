/// The name of something that states hold for minutes and that does not change: as long as anybody
/// knows it, nothing else in this process has it.
final class PieceID: Hashable, Sendable {
    static func == (left: PieceID, right: PieceID) -> Bool { left === right }

    func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
