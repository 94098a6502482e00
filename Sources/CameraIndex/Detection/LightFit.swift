/// How the light of a sample differs from the light of the reference:
/// level = gain · reference + offset.
struct LightFit: Hashable, Sendable, Codable {
    var gain: Float
    var offset: Float
    /// Share of the compared pixels that agree with the fit, 0...1;
    /// low where the view is another one.
    var agreementRatio: Float

    /// The light of the reference itself.
    static let reference = LightFit(gain: 1, offset: 0, agreementRatio: 1)

    /// The grey level from which the sensor is saturated: brighter things look no brighter.
    static let saturatedLevel: Float = 252

    /// Saturation in reference units.
    var saturation: Float { (Self.saturatedLevel - offset) / gain }
}

/// Fits gain and offset between a sample and the reference, robustly.
///
/// A gain alone is biased by haze and gamma, and least squares shrinks the slope in noise, so the
/// slope is the ratio of the standard deviations over the pixels that agree.
struct LightEstimator: Sendable {
    /// Reference and sample levels of the compared pixels.
    private var reference: [Float] = []
    private var sample: [Float] = []
    /// Histogram of residuals, a quarter of a level a bin.
    private var histogram = [Int32](repeating: 0, count: 257)

    /// Compares every fourth pixel of every fourth row.
    private static let step = 4
    private static let rounds = 4

    /// The fit of `pixels` to `model`, started from `previous`.
    ///
    /// Pixels that `claimed` marks (non-zero) are left out, and so are those near black and white.
    /// `noise` is the reference's, in grey levels: how far a pixel may stray and still agree.
    mutating func fit(
        _ pixels: [UInt8],
        to model: [Float],
        claimed: [UInt8],
        size: PixelSize,
        previous: LightFit,
        noise: Float
    ) -> LightFit {
        gather(pixels.span, model.span, claimed.span, size)
        // Too little left to compare: the light is taken as it was.
        guard sample.count >= 64 else { return previous }
        var fit = start(from: previous)
        var agreeing = 0
        for _ in 0..<Self.rounds {
            let limit = 2 * max(0.5, 1.48 * medianResidual(of: fit))
            guard let next = refined(fit, limit: limit, agreeing: &agreeing) else { break }
            fit = next
        }
        // Another view agrees by chance where the tolerance comes near to the picture's contrast.
        let reach = min(max(6, 4 * noise), max(2.5 * noise, 0.4 * contrast))
        let tolerance = max(2, fit.gain * reach)
        fit.agreementRatio = agreement(of: fit, within: tolerance)
        return fit
    }

    private mutating func gather(
        _ pixels: Span<UInt8>,
        _ model: Span<Float>,
        _ claimed: Span<UInt8>,
        _ size: PixelSize
    ) {
        reference.removeAll(keepingCapacity: true)
        sample.removeAll(keepingCapacity: true)
        for y in stride(from: 1, to: size.height, by: Self.step) {
            for x in stride(from: y & 3, to: size.width, by: Self.step) {
                let index = y * size.width + x
                let level = pixels[index]
                guard claimed[index] == 0, level > 3, level < 250 else { continue }
                reference.append(model[index])
                sample.append(Float(level))
            }
        }
    }

    /// The better of the previous fit and a plain median gain: exposure may have jumped.
    private mutating func start(from previous: LightFit) -> LightFit {
        let gain = medianRatio()
        let plain = LightFit(gain: gain, offset: 0, agreementRatio: 0)
        return medianResidual(of: plain) < medianResidual(of: previous) ? plain : previous
    }

    private mutating func medianRatio() -> Float {
        histogram.clear()
        var count = 0
        for index in sample.indices where reference[index] > 8 {
            let bin = min(256, Int(sample[index] / reference[index] * 64))
            histogram[max(0, bin)] += 1
            count += 1
        }
        guard count > 0 else { return 1 }
        return max(0.05, (Float(histogram.medianBin(of: count)) + 0.5) / 64)
    }

    private mutating func medianResidual(of fit: LightFit) -> Float {
        histogram.clear()
        for index in sample.indices {
            let residual = abs(sample[index] - (fit.gain * reference[index] + fit.offset))
            histogram[min(256, Int(residual * 4))] += 1
        }
        return Float(histogram.medianBin(of: sample.count)) / 4 + 0.125
    }

    /// Standard deviation of the compared reference pixels.
    private var contrast: Float {
        var sum: Float = 0
        var squares: Float = 0
        for level in reference {
            sum += level - 100
            squares += (level - 100) * (level - 100)
        }
        let count = Float(reference.count)
        return max(0, squares / count - (sum / count) * (sum / count)).squareRoot()
    }

    /// Share of pixels within `tolerance` levels of the fit.
    private func agreement(of fit: LightFit, within tolerance: Float) -> Float {
        var agreeing = 0
        for index in sample.indices
        where abs(sample[index] - (fit.gain * reference[index] + fit.offset)) < tolerance {
            agreeing += 1
        }
        return Float(agreeing) / Float(sample.count)
    }

    /// One round: means and deviations of the pixels within `limit` of `fit`.
    private func refined(_ fit: LightFit, limit: Float, agreeing: inout Int) -> LightFit? {
        var count: Float = 0
        var sumX: Float = 0
        var sumY: Float = 0
        var sumXX: Float = 0
        var sumYY: Float = 0
        for index in sample.indices {
            let x = reference[index]
            let y = sample[index]
            guard abs(y - (fit.gain * x + fit.offset)) < limit else { continue }
            count += 1
            // Shifted by a mid grey, so that the squares keep their digits in 32 bits.
            sumX += x - 100
            sumY += y - 100
            sumXX += (x - 100) * (x - 100)
            sumYY += (y - 100) * (y - 100)
        }
        guard count >= 32 else { return nil }
        let varianceX = sumXX / count - (sumX / count) * (sumX / count)
        let varianceY = sumYY / count - (sumY / count) * (sumY / count)
        // A flat scene has no slope to fit: only the offset can be told.
        let flat = varianceX < 4 || varianceY < 1
        let gain = flat ? fit.gain : min(10, max(0.05, (varianceY / varianceX).squareRoot()))
        let offset = (sumY / count + 100) - gain * (sumX / count + 100)
        return LightFit(gain: gain, offset: offset, agreementRatio: 0)
    }
}

extension [Int32] {
    /// Sets every bin to zero, keeping the storage.
    fileprivate mutating func clear() {
        for index in indices { self[index] = 0 }
    }

    /// The bin in which the middle one of `count` entries lies.
    fileprivate func medianBin(of count: Int) -> Int {
        var below = 0
        for index in indices {
            below += Int(self[index])
            if below * 2 >= count { return index }
        }
        return Swift.max(0, self.count - 1)
    }
}
