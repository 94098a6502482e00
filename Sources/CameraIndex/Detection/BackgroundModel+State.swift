extension BackgroundModel {
    /// Writes the model as a part of a state.
    func archive(to writer: inout StateWriter) {
        writer.write(noise)
        writer.write(age)
        writer.write(level)
        writer.write(deviation)
        writer.write(edge)
        writer.write(threshold)
    }

    /// Reads what `archive` wrote.
    init(size: PixelSize, from reader: inout StateReader) throws(DetectionError) {
        let count = size.areaPixels
        self.init(
            size: size,
            noise: try reader.float(),
            age: try reader.float(),
            level: try reader.floats(count: count),
            deviation: try reader.floats(count: count),
            edge: try reader.floats(count: count),
            threshold: try reader.floats(count: count)
        )
    }
}
