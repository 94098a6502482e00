extension StopTemplate {
    /// Writes the template as a part of a state.
    func archive(to writer: inout StateWriter) {
        writer.write(mask)
        writer.write(level)
        writer.write(reference)
        writer.write(threshold)
        writer.write(!behind.isEmpty)
        if !behind.isEmpty { writer.write(behind) }
        writer.write(each: surround.indices) { $0.write($1) }
        writer.write(surround.level)
        writer.write(surround.limit)
    }

    /// Reads what `archive` wrote.
    init(planeWidth: Int, from reader: inout StateReader) throws(DetectionError) {
        let mask = try reader.mask(planeWidth: planeWidth)
        let count = mask.box.areaPixels
        self.init(
            mask: mask,
            level: try reader.floats(count: count),
            reference: try reader.floats(count: count),
            threshold: try reader.floats(count: count)
        )
        if try reader.bool() { behind = try reader.floats(count: count) }
        surround = try reader.surround()
    }

    /// Whether all of its pixels lie in a plane of `size`.
    func lies(within size: PixelSize) -> Bool {
        box.lies(within: size)
            && surround.indices.allSatisfy { $0 >= 0 && $0 < size.areaPixels }
    }
}

extension Box {
    /// Whether the whole box lies in a picture of `size`.
    func lies(within size: PixelSize) -> Bool {
        x >= 0 && y >= 0 && maxX <= size.width && maxY <= size.height
    }
}
