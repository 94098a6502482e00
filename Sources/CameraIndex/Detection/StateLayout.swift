/// How a state lies in a file: its pieces, of which some may lie in other files, and behind them
/// what it says itself.
struct StateLayout {
    /// Where a piece lies.
    enum Place {
        /// Between these bytes of the state itself.
        case here(Range<Int>)
        /// In another file.
        case elsewhere(Part)
    }

    /// A part of another file.
    struct Part {
        /// The number of the file among those that the state leans on.
        let file: Int
        let range: Range<Int>
        /// What tells whether it is still what was written.
        let digest: String
    }

    /// Tells it from what other versions wrote: "camstate".
    private static let mark: Int64 = 0x6361_6d73_7461_7465

    /// Bytes that the place of a piece takes, in excess.
    private static let roomOfPlace = 128

    /// Where each piece lies, in the order of their numbers.
    let places: [Place]
    /// What the state says itself.
    let core: ArraySlice<UInt8>

    /// Reads how `bytes` are laid out, which lean on so many `files`.
    init(_ bytes: [UInt8], files: Int = 0) throws(DetectionError) {
        var reader = StateReader(bytes)
        guard try reader.int64() == Self.mark else { throw .foreignState }
        places = try reader.each { reader throws(DetectionError) in
            let file = try reader.int()
            guard file >= 0 else { return .here(try reader.take(try reader.int()).indices) }
            let start = try reader.int()
            let count = try reader.int()
            guard file < files, start >= 0, count >= 0,
                !start.addingReportingOverflow(count).overflow
            else {
                throw .damagedState
            }
            return .elsewhere(
                Part(file: file, range: start..<(start + count), digest: try reader.text())
            )
        }
        core = reader.takeRest()
    }

    /// Lays out a state.
    ///
    /// - Parameters:
    ///   - state: what was written.
    ///   - parts: where the pieces lie that were left out of it.
    /// - Returns: the bytes, and where each piece that was not left out lies in them.
    /// - Precondition: `parts` names each that was left out.
    static func bytes(
        of state: StateWriter,
        parts: [PieceID: Part] = [:]
    ) -> (bytes: [UInt8], pieces: [PieceID: Range<Int>]) {
        var writer = StateWriter()
        var ranges: [PieceID: Range<Int>] = [:]
        let own = state.pieces.reduce(state.bytes.count) { $0 + ($1.bytes?.count ?? 0) }
        writer.reserve(own + (state.pieces.count + 1) * roomOfPlace)
        writer.write(mark)
        writer.write(each: state.pieces) { writer, piece in
            if let bytes = piece.bytes {
                writer.write(-1)
                writer.write(bytes)
                ranges[piece.id] = (writer.bytes.count - bytes.count)..<writer.bytes.count
                return
            }
            guard let part = parts[piece.id] else {
                preconditionFailure("a piece was left out that lies nowhere")
            }
            writer.write(part.file)
            writer.write(part.range.lowerBound)
            writer.write(part.range.count)
            writer.write(part.digest)
        }
        writer.append(state.bytes)
        return (writer.bytes, ranges)
    }
}

extension StateWriter {
    /// The whole state.
    ///
    /// - Precondition: nothing was left out.
    var whole: [UInt8] { StateLayout.bytes(of: self).bytes }
}

extension StateReader {
    /// Reads a whole state, of which no piece lies elsewhere.
    init(whole bytes: [UInt8]) throws(DetectionError) {
        let layout = try StateLayout(bytes)
        let pieces = layout.places.compactMap { place -> Piece? in
            guard case .here(let range) = place else { return nil }
            return Piece(id: PieceID(), bytes: bytes[range])
        }
        self.init(layout.core, pieces: pieces)
    }
}
