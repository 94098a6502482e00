import Crypto

/// SHA-256 over packets and words, each with its length so that no two rows of them look alike.
struct ContentHash {
    private var hash = SHA256()

    /// Takes in a word.
    mutating func add(_ word: String) {
        add(length: word.utf8.count)
        unsafe Array(word.utf8).withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    }

    /// Takes in the bytes of a compressed picture.
    mutating func add(_ packet: borrowing Packet) {
        add(length: packet.byteCount)
        var hash = hash
        packet.withBytes { bytes in
            unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        }
        self.hash = hash
    }

    /// The digest so far, as 64 hexadecimal digits.
    var hexadecimal: String {
        hash.finalize().map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private mutating func add(length: Int) {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    }
}
