/// Writes a detector's state as bytes: little-endian, in a fixed order, without names.
struct StateWriter {
    private(set) var bytes: [UInt8] = []

    /// Makes room for `count` more bytes.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
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
        bytes.append(contentsOf: levels)
    }

    mutating func write(_ values: [Float]) {
        write(values.count)
        for value in values { write(value) }
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
