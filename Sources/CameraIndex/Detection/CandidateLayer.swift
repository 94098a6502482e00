/// For each pixel the value that it has lately shown instead of the reference:
/// a majority vote in time.
///
/// A pixel that keeps one value gains credit, one that shows anything else loses it, so a vehicle
/// that stands still is found although half of its samples are hidden by traffic.
struct CandidateLayer: Sendable {
    let size: PixelSize
    /// The candidate value of each pixel, in reference units; none while the layer rests.
    private(set) var level: [Float]
    /// Seconds for which the value was seen, less those for which it was not.
    private(set) var credit: [Float]
    /// When the value was first seen: seconds since `origin`.
    private(set) var start: [Float]
    /// The moment from which `start` counts.
    let origin: MediaTime
    /// Whether any pixel of a row has credit.
    private var rowIsActive: [Bool]
    /// What is left while the layer rests.
    private var atRest: Candidates?
    private let cap: Float

    init(size: PixelSize, origin: MediaTime, parameters: DetectorParameters) {
        self.size = size
        self.origin = origin
        cap = parameters.creditCapSeconds
        level = [Float](repeating: 0, count: size.areaPixels)
        credit = level
        start = level
        rowIsActive = [Bool](repeating: false, count: size.height)
    }

    /// Seconds from the origin to `time`, as `start` counts them.
    func seconds(at time: MediaTime) -> Float {
        Float((time - origin).seconds)
    }

    /// The moment that `start` means by `seconds`.
    func time(at seconds: Float) -> MediaTime {
        origin + .seconds(Double(seconds))
    }

    /// Takes `seconds` of a sample into account; rows without foreground and credit are passed
    /// over.
    mutating func update(
        _ normalised: [Float],
        foreground: [UInt8],
        rowCounts: [Int],
        threshold: [Float],
        at time: MediaTime,
        seconds: Float
    ) {
        let now = self.seconds(at: time)
        for y in 0..<size.height where rowCounts[y] > 0 || rowIsActive[y] {
            let row = (y * size.width)..<((y + 1) * size.width)
            rowIsActive[y] = Self.vote(
                row,
                normalised.span,
                foreground.span,
                threshold.span,
                &level,
                &credit,
                &start,
                now: now,
                seconds: seconds,
                cap: cap
            )
        }
    }

    /// One row of `update`; whether any of its pixels holds credit after it.
    ///
    /// No branch, so that it is vector code: where nothing differs and nothing is held, nothing
    /// changes.
    private static func vote(
        _ row: Range<Int>,
        _ seen: Span<Float>,
        _ foreground: Span<UInt8>,
        _ limit: Span<Float>,
        _ level: inout [Float],
        _ credit: inout [Float],
        _ start: inout [Float],
        now: Float,
        seconds: Float,
        cap: Float
    ) -> Bool {
        var levels = level.mutableSpan
        var credits = credit.mutableSpan
        var starts = start.mutableSpan
        var bits: UInt32 = 0
        for index in row {
            // All is read at first, which takes the checks of the indices out of the loop.
            let (value, limit, before) = (seen[index], limit[index], levels[index])
            let (credit, began) = (credits[index], starts[index])
            let differs = UInt32(truncatingIfNeeded: foreground[index])
            let change = value - before
            let isSeen = differs & (0 - credit).signBit & (abs(change) - limit).signBit
            let held = isSeen != 0 ? min(cap, credit + seconds) : credit - seconds
            let begins = differs & (isSeen ^ 1) & ((0 - held).signBit ^ 1)
            let followed = isSeen != 0 ? before + 0.2 * change : before
            // Just enough to be remembered until the next sample.
            let left = begins != 0 ? 0.001 : max(0, held)
            levels[index] = begins != 0 ? value : followed
            starts[index] = begins != 0 ? now : began
            credits[index] = left
            bits |= left.bitPattern
        }
        return bits != 0
    }

    /// The pixels that have credit, as they are.
    var held: Candidates { atRest ?? Candidates(level: level, credit: credit, start: start) }

    /// Takes up what another layer held.
    mutating func restore(_ held: Candidates) {
        level = held.plane(of: held.levels, count: size.areaPixels)
        credit = held.plane(of: held.credits, count: size.areaPixels)
        start = held.plane(of: held.starts, count: size.areaPixels)
        for y in 0..<size.height {
            rowIsActive[y] = credit[(y * size.width)..<((y + 1) * size.width)].contains { $0 > 0 }
        }
    }

    /// Lets go of what pixels without credit hold, which is nothing that counts.
    mutating func rest() {
        guard atRest == nil else { return }
        atRest = held
        level = []
        credit = []
        start = []
    }

    /// Takes up again what was held before `rest`.
    mutating func wake() {
        guard let held = atRest.take() else { return }
        restore(held)
    }

    /// Forgets the candidates at the pixels of `mask`.
    mutating func clear(_ mask: RegionMask) {
        mask.forEachPixel { _, index in credit[index] = 0 }
    }
}
