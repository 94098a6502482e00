extension DecodedFrame {
    /// The brightness of the picture averaged down to the analysis plane.
    ///
    /// - Throws: `MediaError` when the picture cannot be converted.
    func averaged(by average: inout BoxAverage) throws(MediaError) -> [UInt8] {
        try withLuma { eight, deeper, rowStride, bitsPerSample in
            bitsPerSample == 8
                ? average.plane(of: eight, rowStride: rowStride)
                : average.plane(of: deeper, rowStride: rowStride, bitsPerSample: bitsPerSample)
        }
    }
}
