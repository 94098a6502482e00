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
                for index in (y * rowStride)..<(y * rowStride + size.width) {
                    let level = bitsPerSample == 8 ? UInt64(eight[index]) : UInt64(deeper[index])
                    hash.add(level)
                }
            }
            return Int64(bitPattern: hash.value)
        }
    }
}
