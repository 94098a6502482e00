extension DecodedFrame {
    /// The brightness of the picture averaged down to the analysis plane.
    ///
    /// - Throws: `MediaError` when the picture cannot be converted.
    func averaged(by average: inout BoxAverage) throws(MediaError) -> [UInt8] {
        if let reduced { return reduced.plane }
        return try withLuma { eight, deeper, rowStride, bitsPerSample in
            bitsPerSample == 8
                ? average.plane(of: eight, rowStride: rowStride)
                : average.plane(of: deeper, rowStride: rowStride, bitsPerSample: bitsPerSample)
        }
    }
}

extension DecodedFrame {
    /// A digest of every fourth row of the brightness: equal pictures have equal ones.
    ///
    /// - Throws: `MediaError` when the picture cannot be converted.
    func digest() throws(MediaError) -> Int64 {
        if let digest = reduced?.digest { return digest }
        let size = size
        return try withLuma { eight, deeper, rowStride, bitsPerSample in
            var hash = FNVHash()
            for y in stride(from: 0, to: size.height, by: 4) {
                let row = (y * rowStride)..<(y * rowStride + size.width)
                if bitsPerSample == 8 {
                    hash.add(eight.extracting(row))
                } else {
                    for index in row { hash.add(UInt64(deeper[index])) }
                }
            }
            return Int64(bitPattern: hash.value)
        }
    }
}

extension FNVHash {
    /// Adds levels, eight at a time: each step waits for the one before it.
    fileprivate mutating func add(_ levels: Span<UInt8>) {
        let whole = levels.count / 8 * 8
        let bytes = unsafe levels.bytes
        for place in stride(from: 0, to: whole, by: 8) {
            add(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
        }
        for place in whole..<levels.count { add(UInt64(levels[place])) }
    }
}
