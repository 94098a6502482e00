/// Grey levels over a region's box, row-major, in reference units.
typealias RegionLevels = [Float]

extension RegionLevels {
    /// Samples of which a median is made, at most.
    private static let mostSamples = 11

    /// What lies inside of `box` of a plane of a width.
    init(of plane: [Float], width: Int, over box: Box) {
        self.init()
        reserveCapacity(box.areaPixels)
        for y in box.y..<box.maxY {
            let start = y * width + box.x
            append(contentsOf: plane[start..<(start + box.width)])
        }
    }

    /// The median of at most 11 of `samples`, evenly spread, over `box` of planes of a width.
    init(medianOf samples: [Sample], width: Int, over box: Box) {
        let count = Swift.min(Self.mostSamples, samples.count)
        let chosen = (0..<count).map {
            samples[$0 * (samples.count - 1) / Swift.max(1, count - 1)]
        }
        let normalisers = chosen.map(\.normaliser)
        self.init(repeating: 0, count: box.areaPixels)
        var values = [Float](repeating: 0, count: count)
        for y in 0..<box.height {
            for x in 0..<box.width {
                let index = (box.y + y) * width + box.x + x
                for sample in 0..<count {
                    values[sample] = normalisers[sample](chosen[sample].pixels[index])
                }
                values.sort()
                self[y * box.width + x] = values[count / 2]
            }
        }
    }
}
