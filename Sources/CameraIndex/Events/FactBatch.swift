/// What one step of a scan learned about one timeline of a camera; recorded whole or not at all.
public struct FactBatch: Sendable {
    /// The camera.
    public var camera: String
    /// The axis on which all times of the batch lie.
    public var timeline: Timeline
    /// What the timeline means in the world.
    public var clock: MediaClock
    /// The files that were seen or watched further.
    public var footage: [Footage] = []
    /// Files of the timeline that are no more: another one took their place.
    public var removedFootage: [FootageID] = []
    /// Stops that are new or changed, known by their id.
    public var stops: [Stop] = []
    /// Stops that no longer hold: what was said of them too early.
    ///
    /// Where one of `stops` matches one of them, it takes over its name.
    public var removedStops: [StopID] = []
    /// Stretches that were watched or found damaged; they replace what was said of them before.
    public var coverage: [CoverageSpan] = []
    /// Activity of further stretches; it replaces what was said of them before.
    public var activity: [ActivityGrid] = []
    /// What of the picture could be judged in further stretches; replaces what was said before.
    public var observability: [ObservabilityGrid] = []
    /// How far the camera's own clock was off, from when on.
    public var cameraClocks: [CameraClockReading] = []
    /// The zones by whose rules the events of the batch were judged.
    public var judgedZones: [JudgedZone] = []
    /// Events that are new or changed; an event that exists keeps its review and its stills.
    public var events: [Event] = []
    /// Events that no longer hold.
    public var removedEvents: [EventID] = []
    /// Where to go on after a stop of the program, or nil to leave the last checkpoint as it is.
    public var checkpoint: Checkpoint?
    /// The stretch whose facts and events are forgotten before those of the batch are written.
    public var replacing: MediaRange?

    /// Makes a batch that says nothing yet.
    public init(camera: String, timeline: Timeline, clock: MediaClock) {
        self.camera = camera
        self.timeline = timeline
        self.clock = clock
    }
}

/// Where a scan goes on: the detector's state at a moment of the timeline.
public struct Checkpoint: Hashable, Sendable {
    /// The file that holds the state.
    public var state: StateFile
    /// The moment of the timeline the state belongs to.
    public var reached: MediaTime

    /// Makes a checkpoint.
    public init(state: StateFile, reached: MediaTime) {
        self.state = state
        self.reached = reached
    }
}

/// What recording a batch changed beyond what the batch said.
public struct RecordOutcome: Hashable, Sendable {
    /// Stops of the batch that took over the name of the stop they replace: new name to kept name.
    public var keptStops: [StopID: StopID] = [:]
    /// Events of such stops: the name in the batch to the name in the index.
    public var keptEvents: [EventID: EventID] = [:]
    /// Pictures of removed events, as paths below the data folder: nothing names them any more.
    public var orphanedStills: [String] = []

    /// Makes an outcome with nothing changed.
    public init() {}
}
