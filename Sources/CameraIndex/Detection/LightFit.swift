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
    /// What a median is taken of, in bins; of use only while it is looked for.
    private var binned: [Float] = []
    /// The bin of the last median residual: the next one lies near it.
    private var lastBin = 0

    /// Compares every fourth pixel of every fourth row.
    private static let step = 4
    private static let rounds = 4
    /// The last bin, which holds what lies beyond the others.
    private static let lastOfBins = 256

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
        if binned.count < sample.count {
            binned = [Float](repeating: 0, count: sample.count)
        }
    }

    /// The better of the previous fit and a plain median gain: exposure may have jumped.
    private mutating func start(from previous: LightFit) -> LightFit {
        let gain = medianRatio()
        let plain = LightFit(gain: gain, offset: 0, agreementRatio: 0)
        return medianResidual(of: plain) < medianResidual(of: previous) ? plain : previous
    }

    private mutating func medianRatio() -> Float {
        let count = Self.bin(reference, sample, into: &binned)
        guard count > 0 else { return 1 }
        let bin = medianBin(of: count, near: 64)
        return max(0.05, (Float(bin) + 0.5) / 64)
    }

    private mutating func medianResidual(of fit: LightFit) -> Float {
        Self.bin(reference, sample, off: fit, into: &binned)
        lastBin = medianBin(of: sample.count, near: lastBin)
        return Float(lastBin) / 4 + 0.125
    }

    /// Writes ratios in bins of 1/64, beyond all bins where the reference is too dark for one.
    ///
    /// - Returns: how many pixels have a ratio.
    private static func bin(
        _ reference: [Float],
        _ sample: [Float],
        into binned: inout [Float]
    ) -> Int {
        let references = reference.span
        let samples = sample.span
        var target = binned.mutableSpan
        var count: UInt32 = 0
        for index in 0..<min(references.count, samples.count, target.count) {
            let ratio = samples[index] / references[index] * 64
            target[index] = references[index] > 8 ? ratio : .infinity
            count &+= (8 - references[index]).signBit
        }
        return Int(count)
    }

    /// Writes residuals in bins of a quarter of a level.
    private static func bin(
        _ reference: [Float],
        _ sample: [Float],
        off fit: LightFit,
        into binned: inout [Float]
    ) {
        let references = reference.span
        let samples = sample.span
        var target = binned.mutableSpan
        for index in 0..<min(references.count, samples.count, target.count) {
            let expected = fit.gain * references[index] + fit.offset
            target[index] = abs(samples[index] - expected) * 4
        }
    }

    /// The first bin at which half of `count` entries are counted.
    ///
    /// Counting what lies below a bin is vector code, as filling a histogram is not, and some few
    /// counts around a good guess are enough.
    private func medianBin(of count: Int, near guess: Int) -> Int {
        var (low, high) = (0, Self.lastOfBins)
        var (place, step) = (min(guess, high - 1), 1)
        while low < high {
            if 2 * entryCount(below: Float(place + 1)) >= count {
                high = place
                place = max(low, high - min(step, max(1, (high - low) / 2)))
            } else {
                low = place + 1
                place = min(high - 1, low + min(step - 1, (high - low) / 2))
            }
            step = min(2 * step, Self.lastOfBins)
        }
        return low
    }

    private func entryCount(below limit: Float) -> Int {
        let entries = binned.span
        let samples = sample.span
        var count: UInt32 = 0
        for index in 0..<min(entries.count, samples.count) {
            count &+= (entries[index] - limit).signBit
        }
        return Int(count)
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
        let references = reference.span
        let samples = sample.span
        var agreeing: UInt32 = 0
        for index in 0..<min(references.count, samples.count) {
            let residual = abs(samples[index] - (fit.gain * references[index] + fit.offset))
            agreeing &+= (residual - tolerance).signBit
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
        let references = reference.span
        let samples = sample.span
        for index in 0..<min(references.count, samples.count) {
            // No branch: which pixels agree cannot be foretold.
            let (level, seen) = (references[index], samples[index])
            let weight: Float = abs(seen - (fit.gain * level + fit.offset)) < limit ? 1 : 0
            // Shifted by a mid grey, so that the squares keep their digits in 32 bits.
            let x = (level - 100) * weight
            let y = (seen - 100) * weight
            count += weight
            sumX += x
            sumY += y
            sumXX += x * x
            sumYY += y * y
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
