import CameraIndex

/// All vehicles of a scene: those of the script and those that pass.
struct StreetTraffic: Sendable {
    /// Which vehicles are painted.
    enum Shown: Hashable, Sendable {
        /// All.
        case all
        /// Those of the script, without the one of a number.
        case scripted(without: Int?)
    }

    /// The vehicles of the script.
    let scripted: [Journey]
    /// What passes, in the order of coming.
    private let passing: [(entry: MediaTime, journey: Journey)]
    /// The longest time for which one of them is in the street.
    private let longest: MediaDuration

    /// Sends traffic through the street that gives way to the vehicles of the script.
    init(script: SceneScript, scripted: [Journey]) {
        self.scripted = scripted
        var journeys = script.crawls.flatMap { crawl in
            var queue = QueueTraffic(lane: crawl.lane, script: script)
            return queue.vehicles(of: crawl)
        }
        let met = scripted + journeys
        if script.vehiclesPerMinute > 0 {
            for lane in [StreetLane.near, .far] {
                switch script.flow {
                case .free: journeys += Self.free(lane, script: script, scripted: met)
                case .redLight:
                    var queue = QueueTraffic(lane: lane, script: script)
                    journeys += queue.redLight()
                case .stopAndGo:
                    var queue = QueueTraffic(lane: lane, script: script)
                    journeys += queue.stopAndGo()
                }
            }
        }
        passing = journeys.map { ($0.presence.from, $0) }.sorted { $0.0 < $1.0 }
        longest =
            journeys.map { ($0.presence.to ?? $0.presence.from) - $0.presence.from }.max()
            ?? .seconds(0)
    }

    private static func free(
        _ lane: StreetLane,
        script: SceneScript,
        scripted: [Journey]
    ) -> [Journey] {
        var journeys: [Journey] = []
        var random = Seed(script.seed, lane == .near ? 101 : 102)
        let gap = 60 / max(0.01, script.vehiclesPerMinute)
        var entry = MediaTime.zero - Journey.crossing
        while entry < .zero + script.duration {
            let style = random.pick(VehicleStyle.traffic)
            let journey = Journey(
                style: style,
                paint: random.pick(Paint.traffic),
                lane: lane,
                entry: entry,
                lamps: script.sky == nil ? .day : .left
            )
            if !collides(journey, entry: entry, with: scripted) { journeys.append(journey) }
            // No two come closer than their lengths allow; most keep some distance.
            let least = (style.length + 9) / Journey.cruise
            entry = entry + .seconds(max(least, gap * random.number(in: 0.2...1.8)))
        }
        return journeys
    }

    /// The vehicles in the street at a moment, or those of the script alone, without one of them.
    func placed(at time: MediaTime, _ shown: Shown = .all) -> [VehiclePainter.Placed] {
        if case .scripted(let absent) = shown {
            return scripted.enumerated().compactMap { number, journey in
                number == absent ? nil : journey.placed(at: time)
            }
        }
        let first = passing.partition(from: time - longest)
        var placed = scripted.compactMap { $0.placed(at: time) }
        for (entry, journey) in passing[first...] {
            guard entry <= time else { break }
            if let vehicle = journey.placed(at: time) { placed.append(vehicle) }
        }
        return placed
    }

    /// Whether a passing vehicle would run into one of the script.
    private static func collides(
        _ journey: Journey,
        entry: MediaTime,
        with scripted: [Journey]
    ) -> Bool {
        let step = MediaDuration.seconds(0.2)
        let exit = entry + Journey.crossing
        let met = scripted.filter { other in
            let (from, to) = other.presence
            return from < exit && to.map { $0 > entry } ?? true
        }
        guard !met.isEmpty else { return false }
        var time = entry
        while time < exit {
            if let own = journey.placed(at: time) {
                for other in met.compactMap({ $0.placed(at: time) }) {
                    let across = (own.style.width + other.style.width) / 2 + 0.3
                    let along = (own.style.length + other.style.length) / 2 + 3
                    if abs(own.x - other.x) < across, abs(own.y - other.y) < along { return true }
                }
            }
            time = time + step
        }
        return false
    }
}

extension [(entry: MediaTime, journey: Journey)] {
    /// Index of the first entry at or after a moment.
    fileprivate func partition(from time: MediaTime) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].entry < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
