extension StopDetector {
    /// How far each part of the picture could be judged in the minutes that ended since the last
    /// call, and in the last one so far: it is told once more when it is over.
    public mutating func takeObservability() -> [ObservabilityGrid] {
        observability.take()
    }

    /// Takes note of what of a sample could be judged, once all stops were asked what it says.
    mutating func noteObservability(of sample: Sample, _ foreground: ForegroundRows) {
        guard let model else { return }
        observability.add(
            at: sample.time,
            foreground: foreground,
            explained: explainedCounts(foreground.marks, at: sample.time),
            contrast: LeastContrast(in: sample.light),
            model: model
        )
    }

    /// For each cell how many of the pixels that differ show what is known to stand there and is
    /// seen: that is judged, not hidden.
    private func explainedCounts(_ marks: [UInt8], at time: MediaTime) -> [Int] {
        var counts = [Int](
            repeating: 0,
            count: ObservabilityGrid.columns * ObservabilityGrid.rows
        )
        for track in tracks where track.lastSeen == time {
            track.template.mask.forEachPixel { _, index in
                guard owner[index] == track.owner, marks[index] != 0 else { return }
                counts[ObservabilityMeter.cell(ofPixel: index, in: size)] += 1
            }
        }
        return counts
    }
}
