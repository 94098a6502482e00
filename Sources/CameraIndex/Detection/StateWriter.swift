/// Writes a detector's state as bytes: little-endian, in a fixed order, without names.
///
/// What does not change while it is kept is a piece: the state holds its number, and of what is
/// known elsewhere nothing more.
struct StateWriter {
    /// A part of a state that others may share.
    struct Piece {
        let id: PieceID
        /// What it holds, or nil where that is known elsewhere.
        let bytes: [UInt8]?
    }

    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [Piece] = []
    private let known: Set<PieceID>
    private let fresh: Set<PieceID>

    /// Begins a state.
    ///
    /// - Parameters:
    ///   - known: pieces of which only the number is written.
    ///   - fresh: those of which that is so also where they drift.
    init(leavingOut known: Set<PieceID> = [], drifting fresh: Set<PieceID> = []) {
        self.known = known
        self.fresh = fresh
    }

    /// Makes room for `count` more bytes.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Writes bytes as they are, without their number.
    mutating func append(_ bytes: [UInt8]) {
        self.bytes.append(contentsOf: bytes)
    }

    /// Writes the number of a piece; what it holds is put down once.
    ///
    /// - Parameters:
    ///   - id: its name.
    ///   - isDrifting: whether it changes a little with each sample.
    ///   - write: writes what it holds, without pieces.
    mutating func write(
        piece id: PieceID,
        isDrifting: Bool = false,
        _ write: (inout StateWriter) -> Void
    ) {
        if let number = pieces.firstIndex(where: { $0.id == id }) { return self.write(number) }
        var bytes: [UInt8]?
        if !(isDrifting ? fresh : known).contains(id) {
            var writer = StateWriter()
            write(&writer)
            precondition(writer.pieces.isEmpty, "a piece of a piece")
            bytes = writer.bytes
        }
        self.write(pieces.count)
        pieces.append(Piece(id: id, bytes: bytes))
    }

    mutating func write(_ value: Int64) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    mutating func write(_ value: Int) { write(Int64(value)) }

    mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func write(_ value: Float) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
        }
    }

    mutating func write(_ time: MediaTime) { write(time.microseconds) }

    mutating func write(_ time: MediaTime?) {
        write(time != nil)
        if let time { write(time) }
    }

    mutating func write(_ levels: [UInt8]) {
        write(levels.count)
        append(levels)
    }

    mutating func write(_ values: [Float]) {
        write(values.count)
        var place = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 4 * values.count))
        var written = bytes.mutableSpan
        for value in values {
            for byte in 0..<4 {
                written[place + byte] =
                    UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * byte))
            }
            place += 4
        }
    }

    mutating func write(_ words: [UInt64]) {
        write(words.count)
        for word in words { write(Int64(bitPattern: word)) }
    }

    mutating func write(_ text: String) { write(Array(text.utf8)) }

    mutating func write<Element>(
        each elements: [Element],
        _ write: (inout StateWriter, Element) -> Void
    ) {
        self.write(elements.count)
        for element in elements { write(&self, element) }
    }
}
