/// Makes a first reference from the samples of the first seconds.
enum ReferenceLearning {
    /// The most samples that are compared: the cost grows with their square.
    private static let sampleCount = 40

    /// The reference of `samples` and their light against it.
    ///
    /// A pixel's reference is its densest value, not its median: in a lane that is half the time
    /// under dark cars the median is a mixture of road and cars.
    static func model(
        of samples: inout [Sample],
        size: PixelSize,
        estimator: inout LightEstimator
    ) -> BackgroundModel {
        let chosen = chosenIndices(of: samples.count)
        let unclaimed = [UInt8](repeating: 0, count: size.areaPixels)
        let median = medianPlane(of: chosen.map { samples[$0] }, count: size.areaPixels)
        var previous = LightFit.reference
        for index in samples.indices {
            previous = estimator.fit(
                samples[index].pixels.levels,
                to: median,
                claimed: unclaimed,
                size: size,
                previous: previous,
                noise: 2
            )
            samples[index].light = previous
        }
        let noise = self.noise(of: chosen.map { samples[$0] }, against: median)
        let level = densestPlane(
            of: chosen.map { samples[$0] },
            reach: 2 * max(noise, 1.5),
            count: size.areaPixels
        )
        return BackgroundModel(size: size, level: level, noise: noise)
    }

    /// Indices of at most `sampleCount` samples, spread evenly.
    private static func chosenIndices(of count: Int) -> [Int] {
        guard count > sampleCount else { return Array(0..<count) }
        return (0..<sampleCount).map { $0 * (count - 1) / (sampleCount - 1) }
    }

    /// The median level of each pixel, whatever the light.
    static func medianPlane(of samples: [Sample], count: Int) -> [Float] {
        MedianPlane.levels(of: samples.map(\.pixels.levels), count: count).map { Float($0) }
    }

    /// 1.48 × the median deviation from the reference, over a part of the pixels.
    static func noise(of samples: [Sample], against level: [Float]) -> Float {
        var errors: [Float] = []
        for sample in samples {
            let normalise = sample.normaliser
            for index in stride(from: 7, to: level.count, by: 97) {
                errors.append(abs(normalise(sample.pixels[index]) - level[index]))
            }
        }
        errors.sort()
        guard !errors.isEmpty else { return 1 }
        return max(0.5, 1.48 * errors[errors.count / 2])
    }

    /// Pixels that are looked at together: all their values stay in the nearest cache.
    private static let part = 64

    /// For each pixel the mean of the values around the one with the most others near it, by a
    /// triangle kernel.
    private static func densestPlane(of samples: [Sample], reach: Float, count: Int) -> [Float] {
        let normalisers = samples.map(\.normaliser)
        let planes = samples.map(\.pixels.levels)
        var level = [Float](repeating: 0, count: count)
        var values = [[Float]](
            repeating: [Float](repeating: 0, count: part),
            count: samples.count
        )
        for start in stride(from: 0, to: count, by: part) {
            let pixels = start..<min(start + part, count)
            for sample in samples.indices {
                let plane = planes[sample]
                normalise(
                    plane.span.extracting(pixels),
                    by: normalisers[sample],
                    into: &values[sample]
                )
            }
            let densest = densest(values, reach: reach)
            for index in pixels { level[index] = densest[index - start] }
        }
        return level
    }

    private static func normalise(
        _ levels: Span<UInt8>,
        by normaliser: Normaliser,
        into values: inout [Float]
    ) {
        var values = values.mutableSpan
        for place in 0..<min(levels.count, values.count) {
            values[place] = normaliser(levels[place])
        }
    }

    /// For each place in `values` the mean of those within `reach` of the one that has the most
    /// others near it.
    private static func densest(_ values: [[Float]], reach: Float) -> [Float] {
        var best = [Float](repeating: -1, count: part)
        var centre = [Float](repeating: 0, count: part)
        var weight = centre
        for value in values {
            for place in weight.indices { weight[place] = 0 }
            for other in values { addNearness(of: other, to: value, reach: reach, in: &weight) }
            for place in weight.indices where weight[place] > best[place] {
                best[place] = weight[place]
                centre[place] = value[place]
            }
        }
        return (0..<part).map { place in
            var sum: Float = 0
            var members: Float = 0
            for value in values where abs(value[place] - centre[place]) <= reach {
                sum += value[place]
                members += 1
            }
            return sum / members
        }
    }

    /// Adds how near the values of one sample lie to those of another, place by place, which is
    /// vector code.
    private static func addNearness(
        of other: [Float],
        to value: [Float],
        reach: Float,
        in weight: inout [Float]
    ) {
        let (ones, others) = (value.span, other.span)
        var weights = weight.mutableSpan
        for place in 0..<min(ones.count, others.count, weights.count) {
            weights[place] += max(0, reach - abs(ones[place] - others[place]))
        }
    }
}
