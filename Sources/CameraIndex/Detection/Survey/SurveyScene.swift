/// The empty scene over a stretch of survey samples, and the light of each against it.
///
/// Recorded footage knows its future: the reference of a moment is made from both sides of it.
struct SurveyScene: Sendable {
    /// A place in which something stood over some of the samples.
    struct Stay: Sendable {
        let box: Box
        let samples: ClosedRange<Int>

        /// Whether some of its rows lie among a plane's pixels, counted row by row.
        func touches(_ pixels: Range<Int>, width: Int) -> Bool {
            box.y * width < pixels.upperBound && pixels.lowerBound < box.maxY * width
        }
    }

    /// The reference.
    private(set) var model: BackgroundModel
    /// The samples, each with its light; those that show another view are left out.
    private(set) var samples: [Sample]
    /// The moments that could not be compared.
    private(set) var unreadable: [MediaTime] = []

    /// From this agreement on a sample shows the known view.
    private static let leastAgreement: Float = 0.35
    private static let mostDiffering: Float = 0.7

    /// Makes the scene of `samples`.
    ///
    /// - Parameters:
    ///   - samples: the pictures, in the order of their time.
    ///   - size: the plane.
    ///   - known: the scene of an earlier stretch, in whose light the reference stays, or nil.
    ///   - frozen: non-zero where the known reference holds, as something stands there.
    init(
        of samples: [Sample],
        size: PixelSize,
        known: BackgroundModel?,
        frozen: [UInt8]
    ) {
        var samples = samples
        var estimator = LightEstimator()
        let start =
            known?.level ?? ReferenceLearning.medianPlane(of: samples, count: size.areaPixels)
        Self.fit(&samples, to: start, frozen, size, noise: known?.noise ?? 2, &estimator)
        var noise = ReferenceLearning.noise(of: samples, against: start)
        var densest = DensestLevel(of: samples, size: size, reach: 2 * max(noise, 1.5))
        var level = densest.plane(known: start)
        if let known {
            for index in level.indices where frozen[index] != 0 {
                level[index] = known.level[index]
            }
        }
        Self.fit(&samples, to: level, frozen, size, noise: noise, &estimator)
        noise = ReferenceLearning.noise(of: samples, against: level)
        let model = BackgroundModel(size: size, level: level, noise: noise)
        self.model = model
        self.samples = []
        for sample in samples {
            if Self.isReadable(sample, model) {
                self.samples.append(sample)
            } else {
                unreadable.append(sample.time)
            }
        }
    }

    /// Makes the reference anew where something stood, without the samples that show it; where
    /// `frozen` is non-zero it stays.
    mutating func leaveOut(_ stays: [Stay], frozen: [UInt8]) {
        guard !stays.isEmpty else { return }
        let reach = 2 * max(model.noise, 1.5)
        var densest = DensestLevel(of: samples, size: model.size, reach: reach)
        var level = densest.plane(without: stays, known: model.level)
        for index in level.indices where frozen[index] != 0 { level[index] = model.level[index] }
        var estimator = LightEstimator()
        Self.fit(&samples, to: level, frozen, model.size, noise: model.noise, &estimator)
        let noise = ReferenceLearning.noise(of: samples, against: level)
        model = BackgroundModel(size: model.size, level: level, noise: noise)
    }

    /// Takes over what is seen as the empty scene at the pixels of `mask`.
    mutating func adopt(_ levels: RegionLevels, where mask: RegionMask) {
        model.adopt(levels, where: mask)
        model.refreshThreshold()
    }

    /// A further picture in the light of the scene; nil where it shows another view.
    func sample(of plane: TimedPlane, claimed: [UInt8]) -> Sample? {
        var estimator = LightEstimator()
        let near = samples.min {
            ($0.time - plane.time).magnitude < ($1.time - plane.time).magnitude
        }
        let light = estimator.fit(
            plane.pixels,
            to: model.level,
            claimed: claimed,
            size: model.size,
            previous: near?.light ?? .reference,
            noise: model.noise
        )
        let sample = Sample(time: plane.time, pixels: plane.pixels, light: light)
        return Self.isReadable(sample, model) ? sample : nil
    }

    private static func isReadable(_ sample: Sample, _ model: BackgroundModel) -> Bool {
        guard sample.light.agreementRatio >= leastAgreement else { return false }
        let normalise = sample.normaliser
        var differing = 0
        var compared = 0
        for index in stride(from: 3, to: model.level.count, by: 7) {
            compared += 1
            let value = normalise(sample.pixels[index])
            let expected = min(model.level[index], normalise.saturation)
            if abs(value - expected) > model.threshold[index] { differing += 1 }
        }
        return Float(differing) <= mostDiffering * Float(compared)
    }

    private static func fit(
        _ samples: inout [Sample],
        to level: [Float],
        _ frozen: [UInt8],
        _ size: PixelSize,
        noise: Float,
        _ estimator: inout LightEstimator
    ) {
        var previous = samples.first?.light ?? .reference
        for index in samples.indices {
            previous = estimator.fit(
                samples[index].pixels,
                to: level,
                claimed: frozen,
                size: size,
                previous: previous,
                noise: noise
            )
            samples[index].light = previous
        }
    }
}
