import CameraIndex

/// Traffic of one lane that stands now and then: at a red light, or in a jam.
struct QueueTraffic {
    /// Seconds from one green to the next.
    static let cycle = 90.0
    /// Seconds of red in each cycle.
    static let red = 45.0
    /// Metres from bumper to bumper of a queue, beside the vehicle itself.
    private static let room = 3.2

    private let lane: StreetLane
    private let script: SceneScript
    private var random: Seed

    /// Prepares the traffic of a lane.
    init(lane: StreetLane, script: SceneScript) {
        self.lane = lane
        self.script = script
        random = Seed(script.seed, lane == .near ? 111 : 112)
    }

    /// Vehicles that stop before a crossing while its light is red.
    mutating func redLight() -> [Journey] {
        let line = lane.heading > 0 ? 30.0 : 39.5
        let shift = lane == .near ? 0.0 : 11
        var journeys: [Journey] = []
        var start = -Self.cycle
        while start < script.duration.seconds {
            journeys += platoon(from: start + shift, line: line)
            start += Self.cycle
        }
        return journeys
    }

    /// The vehicles of one cycle: those that wait for the green at its end, then those that pass.
    private mutating func platoon(from start: Double, line: Double) -> [Journey] {
        var journeys: [Journey] = []
        let green = start + Self.red
        var back = line
        var arrival = start + random.number(in: 2...10)
        var index = 0.0
        // Who comes later than this would meet the queue while it starts: it is not sent.
        while arrival < green - 4, abs(back - line) < 45 {
            let style = random.pick(VehicleStyle.traffic)
            let along = back - lane.heading * style.length / 2
            var stop = ScriptedStop(
                lane: lane,
                place: 0,
                vehicle: style,
                paint: random.pick(Paint.traffic),
                arrival: MediaTime(seconds: arrival),
                departure: MediaTime(seconds: green + 0.8 + 1.5 * index)
            )
            stop.lamps = script.sky == nil ? .day : .left
            journeys.append(Journey(stop, along: along))
            back -= lane.heading * (style.length + Self.room)
            arrival += random.number(in: 2.6...7)
            index += 1
        }
        // Behind the queue some pass while it is green; they reach the line before the next red.
        var passing = green + 9 + 1.5 * index
        while passing < start + Self.cycle - 4 {
            let style = random.pick(VehicleStyle.traffic)
            let from = lane.heading > 0 ? Journey.street.lowerBound : Journey.street.upperBound
            journeys.append(
                Journey(
                    style: style,
                    paint: random.pick(Paint.traffic),
                    lane: lane,
                    entry: MediaTime(seconds: passing - abs(line - from) / Journey.cruise),
                    lamps: script.sky == nil ? .day : .left
                )
            )
            passing += random.number(in: 2.4...8)
        }
        return journeys
    }

    /// Vehicles that move up by one place at a time, all the way through the street.
    mutating func stopAndGo() -> [Journey] {
        let places = TrafficCrawl.places
        var moves: [Double] = []
        var now = -40.0 * Double(places)
        while now < script.duration.seconds + 40 * Double(places) {
            moves.append(now)
            now += random.number(in: 9...38)
        }
        let vehicles = max(0, moves.count - places)
        let crawl = TrafficCrawl(lane: lane, moves: moves.map { MediaTime(seconds: $0) })
        return (0..<vehicles).map { journey(of: crawl, number: $0) }
    }

    /// The vehicles of a crawl of the script.
    mutating func vehicles(of crawl: TrafficCrawl) -> [Journey] {
        (0..<max(0, crawl.moves.count - TrafficCrawl.places)).map {
            journey(of: crawl, number: $0)
        }
    }

    private mutating func journey(of crawl: TrafficCrawl, number: Int) -> Journey {
        let style = random.pick(VehicleStyle.crawling)
        var stop = crawl.stop(number: number, vehicle: style, paint: random.pick(Paint.traffic))
        stop.lamps = script.sky == nil ? .day : .left
        return Journey(stop, along: stop.along ?? 0)
    }
}
