/// The samples of the recent past: all of the last seconds, then one a second.
///
/// Beginnings of stops are found by walking back through it, and what stood before something
/// arrived is taken from it.
struct SampleHistory: Sendable {
    /// The kept samples, oldest first.
    private(set) var samples: [Sample] = []
    private let dense: MediaDuration
    private let sparse: MediaDuration
    private static let sparsePeriod = MediaDuration.seconds(1)

    init(_ parameters: DetectorParameters) {
        dense = .seconds(Double(parameters.denseHistorySeconds))
        sparse = .seconds(Double(parameters.sparseHistorySeconds))
    }

    /// Takes up a sample and lets go of what is too old or too dense.
    mutating func append(_ sample: Sample) {
        samples.append(sample)
        while let first = samples.first, sample.time - first.time > sparse {
            samples.removeFirst()
        }
        thin(before: sample.time - dense)
    }

    /// Takes up samples that another history kept.
    mutating func restore(_ samples: [Sample]) {
        self.samples = samples
    }

    /// Forgets everything: the view changed.
    mutating func removeAll() {
        samples.removeAll(keepingCapacity: true)
    }

    /// Index of the first sample at or after `time`.
    func index(atOrAfter time: MediaTime) -> Int {
        var low = 0
        var high = samples.count
        while low < high {
            let middle = (low + high) / 2
            if samples[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Drops samples older than `time` that follow a kept one too closely.
    ///
    /// The older part is thin already, so that mostly one of them needs a look; behind a gap many
    /// do.
    private mutating func thin(before time: MediaTime) {
        let border = index(atOrAfter: time)
        var dense = border
        while dense >= 2, samples[dense - 1].time - samples[dense - 2].time < Self.sparsePeriod {
            dense -= 1
        }
        guard dense > 0, dense < border else { return }
        var kept = samples[dense - 1].time
        let thinned = samples[dense..<border].filter { sample in
            guard sample.time - kept >= Self.sparsePeriod else { return false }
            kept = sample.time
            return true
        }
        samples.replaceSubrange(dense..<border, with: thinned)
    }
}
