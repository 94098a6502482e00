/// Reads what `StateWriter` wrote.
struct StateReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether everything has been read.
    var isAtEnd: Bool { place == bytes.count }

    private mutating func take(_ count: Int) throws(DetectionError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - place else { throw .damagedState }
        defer { place += count }
        return bytes[place..<(place + count)]
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
        guard count == expected ?? count, count >= 0, count <= (bytes.count - place) / 4 else {
            throw .damagedState
        }
        var values: [Float] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try float()) }
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
        guard count >= 0, count <= bytes.count else { throw .damagedState }
        var elements: [Element] = []
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }
}
