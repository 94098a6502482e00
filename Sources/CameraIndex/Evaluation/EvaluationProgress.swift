/// How far an evaluation has come; read from any thread.
public struct EvaluationProgress: Sendable {
    /// One for each clip, in their order.
    let clips: [ScanProgress]
    private let lengths: [MediaDuration]

    /// Makes the progress of an evaluation that is still to begin.
    public init(_ truths: [ClipTruth]) {
        clips = truths.map { _ in ScanProgress() }
        lengths = truths.map { $0.duration ?? .zero }
    }

    /// How far it is now, over all clips.
    public var snapshot: ScanProgress.Snapshot {
        var sum = ScanProgress.Snapshot()
        for (clip, length) in zip(clips, lengths) {
            let part = clip.snapshot
            sum.total = sum.total + (part.total == .zero ? length : part.total)
            sum.done = sum.done + part.done
            sum.watched = sum.watched + part.watched
            sum.events += part.events
        }
        return sum
    }
}
