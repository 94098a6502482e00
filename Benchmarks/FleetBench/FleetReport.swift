/// What a measurement of a fleet says.
struct FleetReport: Codable {
    /// Cameras that were watched.
    var cameras: Int
    /// Seconds that were measured.
    var seconds: Double
    /// Processor time of the process, in percent of one core.
    var processorPercent: Double
    /// The part of it that receives, and the part that decodes, looks and writes.
    var receivingPercent: Double
    var watchingPercent: Double
    /// Resident memory of the process, and before the watch began.
    var residentMegabytes: Double
    var idleMegabytes: Double
    var threads: Int

    /// How far a camera's looks lay apart in the mean: the camera in the middle, that of 99 in a
    /// hundred, and the one that was looked at least.
    var meanGapMedian: Double
    var meanGapP99: Double
    var meanGapMax: Double
    /// The longest gap of a camera: the same.
    var longestGapMedian: Double
    var longestGapP99: Double
    var longestGapMax: Double
    /// How far looks may lie apart for the rule.
    var bound: Double
    /// Cameras past that; those of them that the status tells, and of which the index says it.
    var pastBound: Int
    var toldInStatus: Int
    var toldInIndex: Int
    /// How long behind its arrival a keyframe was looked at: the camera in the middle, the last.
    var lagMedian: Double
    var lagMax: Double

    /// Packets that should have come, and that came.
    var packetsDue: Int
    var packets: Int
    /// Keyframes that came, and those that were looked at, passed over, or could not be decoded.
    var keyframes: Int
    var looked: Int
    var passedOver: Int
    var undecodable: Int
    /// Keyframes that were to be looked at and of which nothing is known: none may be.
    var unaccounted: Int
    /// Cameras that were lost, and writes that the index refused.
    var losses: Int
    var unwritten: Int
    /// How long the end took.
    var endSeconds: Double
    /// Cameras whose last state was written at the end.
    var statesWritten: Int
}
