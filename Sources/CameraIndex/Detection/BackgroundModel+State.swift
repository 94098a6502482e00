extension BackgroundModel {
    /// Writes the model as a part of a state; the threshold only where it is not made anew for
    /// each sample.
    func archive(to writer: inout StateWriter, withThreshold: Bool) {
        writer.write(noise)
        writer.write(age)
        writer.write(piece: id, isDrifting: true) {
            $0.write(level)
            $0.write(deviation)
            $0.write(withThreshold ? threshold : [])
        }
    }

    /// Reads what `archive` wrote.
    init(
        size: PixelSize,
        withThreshold: Bool,
        from reader: inout StateReader
    ) throws(DetectionError) {
        let count = size.areaPixels
        let (noise, age) = (try reader.float(), try reader.float())
        self = try reader.piece { reader, id throws(DetectionError) in
            BackgroundModel(
                size: size,
                noise: noise,
                age: age,
                level: try reader.floats(count: count),
                deviation: try reader.floats(count: count),
                threshold: try reader.floats(count: withThreshold ? count : 0),
                id: id
            )
        }
    }
}
