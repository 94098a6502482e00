/// What was learned of a camera's footage since it was last asked for.
public struct LearnedFacts: Sendable {
    /// Stops that ended, and stops that stand.
    public var stops: [Stop] = []
    /// How closely the time was watched.
    public var coverage: [CoverageSpan] = []
    /// Where something moved.
    public var activity: [ActivityGrid] = []
    /// What of the picture could be judged.
    public var observability: [ObservabilityGrid] = []
}
