/// The recording of a live camera, as who watches the camera sees it.
struct CameraRecording: Sendable {
    private let record: @Sendable ([RecordingItem]) -> Void
    private let longestLimit: MediaDuration

    /// Names the recording of a camera.
    ///
    /// - Parameters:
    ///   - rules: by what the camera is judged.
    ///   - record: takes what is to be recorded.
    init(
        judgedBy rules: [DwellRule],
        _ record: @escaping @Sendable ([RecordingItem]) -> Void
    ) {
        self.record = record
        longestLimit = rules.map(\.limit).max() ?? .zero
    }

    /// What is needed of the camera's time while something rests since `resting`.
    ///
    /// - Parameters:
    ///   - resting: since when things rest.
    ///   - lookback: how long after it something may be known to rest.
    ///   - judged: up to which moment events are in the index.
    /// - Returns: the needs; nothing of what has stood for longer than any limit.
    func needs(
        of resting: [MediaTime],
        lookback: MediaDuration,
        judged: MediaTime?
    ) -> RecordingNeeds {
        let stretches = resting.map { since in
            RecordingNeeds.surroundings(of: MediaRange(since, since + longestLimit))
        }
        return RecordingNeeds(
            stretches: stretches.filter { stretch in judged.map { stretch.end > $0 } ?? true },
            lookback: lookback,
            judged: judged,
            longestLimit: longestLimit
        )
    }

    /// Tells what is needed.
    func tell(_ needs: RecordingNeeds) { record([.needs(needs)]) }
}
