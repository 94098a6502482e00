/// What makes facts out of the footage of one timeline, file after file.
protocol FactSource: ~Copyable {
    /// Makes a source that knows nothing yet; `file` is the first that it will see.
    init(_ context: CameraContext, _ settings: ScanSettings, beginningWith file: PlannedFootage)

    /// Pictures that were decoded so far.
    var decodedCount: Int { get }
    /// Why the last facts are rougher than they might be, or nil.
    var failure: MediaError? { get }
    /// The newest moment that was seen.
    var reached: MediaTime? { get }
    /// The names of the stops that stand.
    var openStopIDs: Set<StopID> { get }
    /// When the oldest of what stands came to rest.
    var openSince: MediaTime? { get }
    /// How long something may go unseen before it counts as gone.
    var longestHiding: MediaDuration { get }

    /// Begins to read a file at `start` of its own time; `known` are the other files.
    ///
    /// - Throws: `MediaError` when it cannot be opened or searched.
    mutating func open(
        _ file: Footage,
        from start: MediaTime,
        after known: [Footage],
        interrupt: Interrupt
    ) throws(MediaError)

    /// Takes up a piece of the file that was opened.
    ///
    /// - Returns: how far the file was watched then, or nil at its end.
    /// - Throws: `MediaError` where the file ends before its end.
    mutating func step() throws(MediaError) -> MediaTime?

    /// Takes note that the footage ends at `time`, after its last frame.
    mutating func noteEnd(at time: MediaTime)

    /// What was learned since the last call; `isFinal` where nothing more will come for now.
    mutating func takeFacts(isFinal: Bool) -> LearnedFacts

    /// Writes the state, and nothing before the first frame; `takeFacts(isFinal: false)` comes
    /// first.
    func archive(to writer: inout StateWriter)

    /// Goes on from what `archive` wrote.
    ///
    /// - Throws: `DetectionError` when the state is damaged or was made with other settings.
    mutating func restore(from reader: inout StateReader) throws(DetectionError)
}

extension FactSource where Self: ~Copyable {
    /// Makes a source that goes on from a state; nil where another version made it, so that the
    /// scene is learned anew.
    init?(
        _ context: CameraContext,
        _ settings: ScanSettings,
        beginningWith file: PlannedFootage,
        from state: StateReader
    ) {
        self.init(context, settings, beginningWith: file)
        var reader = state
        do throws(DetectionError) {
            try restore(from: &reader)
            guard reader.isAtEnd else { return nil }
        } catch {
            return nil
        }
    }
}
