import CameraIndex

/// An index with facts and events of one camera, as a scan by one rule would leave them.
struct StoredFacts {
    let folder: IndexFolder
    let index: EventIndex

    /// A rule of four minutes over the whole picture.
    static let rule = DwellRule(name: "no-stopping", limit: .minutes(4))

    /// Records stops, watched from 0 to `end` seconds of `utc`, and the events that `rule` makes.
    init(
        _ stops: [Stop],
        until end: Double = 7200,
        floor: MediaDuration = .seconds(20),
        longestGap: MediaDuration = .seconds(0.5),
        rule: DwellRule = Self.rule,
        camera: String = "gate-2"
    ) throws {
        folder = try IndexFolder()
        index = try folder.open()
        var batch = FactBatch.of(camera)
        batch.footage = [.sample(camera: camera, to: end)]
        batch.coverage = [.watched(stretch(0, end), longestGap: longestGap, floor: floor)]
        batch.stops = stops
        batch.events =
            RuleBook(camera: camera, rules: [rule])
            .verdict(on: stops, timeline: .utc) { _ in .given }.events
        try index.record(batch)
    }

    /// A stop from one second to another, the tenth of many places.
    static func stop(_ start: Double, _ end: Double, place: Int = 0) -> Stop {
        Stop.sample(
            from: start,
            to: end,
            box: Box(x: 100 * place, y: 200, width: 80, height: 40)
        )
    }

    /// The names of all events.
    func eventIDs() throws -> Set<EventID> {
        Set(try index.events(of: "gate-2", on: .utc).map(\.event.id))
    }
}

extension Stop {
    /// The stop with nothing hidden and no time unwatched.
    var inPlainSight: Stop {
        var stop = self
        stop.gaps = []
        stop.hidden = []
        return stop
    }
}
