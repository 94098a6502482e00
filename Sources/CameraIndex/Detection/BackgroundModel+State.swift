extension BackgroundModel {
    /// Writes the model as a part of a state; the threshold only where it is not made anew for
    /// each sample.
    func archive(to writer: inout StateWriter, withThreshold: Bool) {
        writer.write(noise)
        writer.write(age)
        writer.write(level)
        writer.write(deviation)
        writer.write(withThreshold ? threshold : [])
    }

    /// Reads what `archive` wrote.
    init(
        size: PixelSize,
        withThreshold: Bool,
        from reader: inout StateReader
    ) throws(DetectionError) {
        let count = size.areaPixels
        self.init(
            size: size,
            noise: try reader.float(),
            age: try reader.float(),
            level: try reader.floats(count: count),
            deviation: try reader.floats(count: count),
            threshold: try reader.floats(count: withThreshold ? count : 0)
        )
    }
}
