/// Reads what `StateWriter` wrote.
struct StateReader {
    /// A part of a state that others may share.
    struct Piece {
        /// The name that it has in this process.
        let id: PieceID
        let bytes: ArraySlice<UInt8>
    }

    private var rest: ArraySlice<UInt8>
    private let pieces: [Piece]

    init(_ bytes: ArraySlice<UInt8>, pieces: [Piece] = []) {
        rest = bytes
        self.pieces = pieces
    }

    init(_ bytes: [UInt8]) {
        self.init(bytes[...])
    }

    /// Whether everything has been read.
    var isAtEnd: Bool { rest.isEmpty }

    /// Reads what a piece holds, which is to have the name it is handed with.
    mutating func piece<Element>(
        _ read: (inout StateReader, PieceID) throws(DetectionError) -> Element
    ) throws(DetectionError) -> Element {
        let number = try int()
        guard pieces.indices.contains(number) else { throw .damagedState }
        var reader = StateReader(pieces[number].bytes)
        let element = try read(&reader, pieces[number].id)
        guard reader.isAtEnd else { throw .damagedState }
        return element
    }

    mutating func take(_ count: Int) throws(DetectionError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else { throw .damagedState }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// All that has not been read.
    mutating func takeRest() -> ArraySlice<UInt8> {
        defer { rest = [] }
        return rest
    }

    mutating func int64() throws(DetectionError) -> Int64 {
        var value: UInt64 = 0
        for byte in try take(8).reversed() { value = value << 8 | UInt64(byte) }
        return Int64(bitPattern: value)
    }

    mutating func int() throws(DetectionError) -> Int { Int(try int64()) }

    mutating func bool() throws(DetectionError) -> Bool { try take(1).first == 1 }

    mutating func float() throws(DetectionError) -> Float {
        var value: UInt32 = 0
        for byte in try take(4).reversed() { value = value << 8 | UInt32(byte) }
        return Float(bitPattern: value)
    }

    mutating func time() throws(DetectionError) -> MediaTime {
        MediaTime(microseconds: try int64())
    }

    mutating func optionalTime() throws(DetectionError) -> MediaTime? {
        try bool() ? try time() : nil
    }

    mutating func levels(count expected: Int? = nil) throws(DetectionError) -> [UInt8] {
        let count = try int()
        guard count == expected ?? count else { throw .damagedState }
        return Array(try take(count))
    }

    mutating func floats(count expected: Int? = nil) throws(DetectionError) -> [Float] {
        let count = try int()
        guard count == expected ?? count, count >= 0, count <= rest.count / 4 else {
            throw .damagedState
        }
        let stored = try take(4 * count)
        let bytes = stored.span
        var values: [Float] = []
        values.reserveCapacity(count)
        for place in stride(from: 0, to: bytes.count, by: 4) {
            var value: UInt32 = 0
            for byte in 0..<4 { value |= UInt32(bytes[place + byte]) << UInt32(8 * byte) }
            values.append(Float(bitPattern: value))
        }
        return values
    }

    mutating func words() throws(DetectionError) -> [UInt64] {
        try each { reader throws(DetectionError) in UInt64(bitPattern: try reader.int64()) }
    }

    mutating func text() throws(DetectionError) -> String {
        String(decoding: try levels(), as: UTF8.self)
    }

    mutating func each<Element>(
        _ read: (inout StateReader) throws(DetectionError) -> Element
    ) throws(DetectionError) -> [Element] {
        let count = try int()
        guard count >= 0, count <= rest.count else { throw .damagedState }
        var elements: [Element] = []
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }
}
