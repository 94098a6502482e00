/// What the stop detector is tuned by.
///
/// Every time constant follows from `floor`, the shortest stop that must be found; the ratios were
/// measured on footage with known stops (design/detection.md). A digest of these values is stored
/// with the facts, so that footage is watched again when they change.
public struct DetectorParameters: Hashable, Sendable, Codable {
    /// The shortest stop that is stored as a fact.
    public var floor: MediaDuration
    /// The time between two samples that are analysed.
    public var samplePeriod: MediaDuration
    /// How far pictures lie apart in any case, as where only keyframes are seen.
    public var pictureGap: MediaDuration
    /// A break in the footage longer than this interrupts every open stop.
    public var longestGap: MediaDuration

    /// The floor at the full rate: no stop of 20 s or more is missed.
    public static let defaultFloor = MediaDuration.seconds(20)

    /// Makes the parameters that find every stop of at least `floor`.
    public init(
        floor: MediaDuration = defaultFloor,
        samplePeriod: MediaDuration = .seconds(0.16),
        pictureGap: MediaDuration = .zero,
        longestGap: MediaDuration = .seconds(60)
    ) {
        self.floor = floor
        self.samplePeriod = samplePeriod
        self.pictureGap = pictureGap
        self.longestGap = longestGap
    }

    /// What lies farther apart than this has a gap between it, in seconds.
    var longestStepSeconds: Float {
        Float(max(samplePeriod * 4, pictureGap * 2.5, .seconds(2)).seconds)
    }
    /// How long a pixel must keep one value to be called stable, in seconds:
    /// the unit of all others.
    var stableSeconds: Float { Float(floor.seconds) * 0.16 }
    /// The most credit a candidate value can save up; half of it is lost under 50 % of traffic.
    var creditCapSeconds: Float { 1.5 * stableSeconds }
    /// Credit from which a pixel may belong to a proposed stop.
    var proposalCreditSeconds: Float { 0.35 * stableSeconds }
    /// How old the oldest quarter of a proposal's pixels must be.
    var proposalAgeSeconds: Float { 1.5 * stableSeconds }
    /// How far the starts of one proposal's pixels may lie from their median.
    var startSpreadSeconds: Float { stableSeconds }
    /// How long after the object its last pixels may take their value.
    var settlingSeconds: Float { 0.5 * stableSeconds }
    /// Absence that ends the walk back to a stop's beginning.
    var startAbsenceSeconds: Float { 1.25 * stableSeconds }
    /// Age at which a proposal is looked at again, whole, and judged.
    var verdictSeconds: Float { 2.75 * stableSeconds }
    /// How long another stable value must cover a stop to replace it.
    var replacementSeconds: Float { max(30, 1.5 * stableSeconds) }
    /// How long something may be hidden before it counts as lost.
    var lostSeconds: Float { max(120, 6 * Float(floor.seconds)) }
    /// Footage from which the first reference is made.
    var learningSeconds: Float { 7.5 * stableSeconds }
    /// How far back every sample is kept.
    ///
    /// An end is looked at closely once it is certain, up to 10 s after it.
    var denseHistorySeconds: Float { max(16, 5 * stableSeconds) }
    /// How far back a sample a second is kept.
    var sparseHistorySeconds: Float { 25 * stableSeconds }

    /// How much time lies between two looks that are kept for minutes.
    var memorySeconds: Float { 4.5 * stableSeconds }

    /// The absence that proves that a stop which stood for `dwell` seconds is over.
    ///
    /// What stood for long is not given up for a dark car that passes slowly.
    func endAbsenceSeconds(dwell: Float) -> Float {
        max(1.25 * stableSeconds, min(10, dwell / 8))
    }
}
