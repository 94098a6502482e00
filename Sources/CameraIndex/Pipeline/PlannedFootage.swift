/// A file that is to be watched: what it is, whose, and where its time lies.
struct PlannedFootage: Sendable {
    /// The file as the index will know it, nothing of it watched yet.
    var footage: Footage

    /// How long the file is, as far as the container tells.
    var duration: MediaDuration { footage.range.duration }

    /// The usual time between two frames, where the container tells.
    var frameInterval: MediaDuration? {
        footage.format.frameRate.flatMap { $0 > 0 ? .seconds(1 / $0) : nil }
    }

    /// Whether it begins so soon after footage that was watched up to `reached` that stops go on.
    ///
    /// It may overlap that footage: what was seen already is passed over.
    func follows(_ reached: MediaTime, _ parameters: DetectorParameters) -> Bool {
        footage.offset - reached <= parameters.longestGap && footage.range.end > reached
    }
}
