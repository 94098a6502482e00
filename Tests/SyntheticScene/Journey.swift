import CameraIndex

/// How a vehicle moves along the street: a pure function of time.
struct Journey: Sendable {
    /// Where the street begins and ends for traffic, well outside of the picture.
    static let street = -16.0...118.0
    /// Metres a second between stops.
    static let cruise = 10.5
    private static let braking = 2.4
    private static let gaining = 1.8

    /// What moves.
    let style: VehicleStyle
    /// Its paint.
    let paint: Paint
    /// Where across the road it goes, or stands if it stops.
    let lane: StreetLane
    /// Its lamps.
    let lamps: VehicleLamps
    private let course: Course
    /// Metres along the road that a change from the lane to the place of rest takes.
    private let pullIn: Double
    /// Metres from the middle of the lane at which it stands.
    private let aside: Double
    /// The driver, where it gets out.
    private(set) var driver: Driver?

    /// A rest on the way.
    struct Halt: Hashable, Sendable {
        /// Metres along the street.
        var along: Double
        /// The first moment of rest.
        var arrival: MediaTime
        /// The first moment of motion, or nil where it stays.
        var departure: MediaTime?
    }

    private enum Course {
        case passes(entry: MediaTime)
        /// The first halt has no arrival of its own where the vehicle stood there before.
        case halts([Halt], comesFromOutside: Bool)
    }

    /// A vehicle that enters the street at a moment and passes through.
    init(
        style: VehicleStyle,
        paint: Paint,
        lane: StreetLane,
        entry: MediaTime,
        lamps: VehicleLamps = .day
    ) {
        self.style = style
        self.paint = paint
        self.lane = lane
        self.lamps = lamps
        course = .passes(entry: entry)
        pullIn = 22
        aside = 0
    }

    /// A vehicle that stops `along` the street, and perhaps again further on.
    init(_ stop: ScriptedStop, along: Double) {
        style = stop.vehicle
        paint = stop.paint
        lane = stop.lane
        lamps = stop.lamps
        pullIn = stop.pullIn
        aside = stop.aside
        var halts = [Halt(along: along, arrival: stop.arrival, departure: stop.departure)]
        for move in stop.moves {
            let from = halts[halts.count - 1].along
            halts.append(
                Halt(
                    along: from + stop.lane.heading * move.metres,
                    arrival: move.arrival,
                    departure: move.departure
                )
            )
        }
        course = .halts(halts, comesFromOutside: stop.arrivesFromOutside)
        driver = nil
        if stop.driverLeaves, let vehicle = placed(at: stop.arrival) {
            driver = Driver(of: vehicle, in: halts[0])
        }
    }

    /// The rests on the way.
    var halts: [Halt] {
        guard case .halts(let halts, _) = course else { return [] }
        return halts
    }

    /// From when to when the vehicle may be in the street; nil where it stays.
    var presence: (from: MediaTime, to: MediaTime?) {
        switch course {
        case .passes(let entry): return (entry, entry + Self.crossing)
        case .halts(let halts, let comes):
            let from = comes ? halts[0].arrival - Self.crossing - .seconds(6) : .zero
            return (from, halts[halts.count - 1].departure.map { $0 + Self.crossing + .seconds(6) })
        }
    }

    /// The vehicle at a moment, or nil where it is not in the street.
    func placed(at time: MediaTime) -> VehiclePainter.Placed? {
        var x = lane.middle
        let y: Double
        var brakes = false
        var slope = 0.0
        var isParked = false
        switch course {
        case .passes(let entry):
            let start = lane.heading > 0 ? Self.street.lowerBound : Self.street.upperBound
            y = start + lane.heading * Self.cruise * (time - entry).seconds
        case .halts(let halts, let comes):
            let way = Self.way(at: time, halts: halts, comes: comes, heading: lane.heading)
            y = way.along
            let share = max(0, 1 - abs(way.metres) / pullIn)
            let across = lane.middle + aside - lane.approach.middle
            x = lane.approach.middle + across * share * share * (3 - 2 * share)
            if share > 0, share < 1 {
                slope = across * 6 * share * (1 - share) / pullIn * (way.metres < 0 ? 1 : -1)
            }
            brakes = way.brakes
            isParked = way.isParked
        }
        guard Self.street.contains(y) else { return nil }
        return VehiclePainter.Placed(
            style: style,
            paint: paint,
            brakes: brakes,
            x: x,
            y: y,
            heading: lane.heading,
            slope: slope,
            lights: lamps.lights(at: time, isParked: isParked),
            door: driver?.doorShare(at: time) ?? 0
        )
    }

    /// When a passing vehicle is in the street at the latest, counted from its entry.
    static let crossing = MediaDuration.seconds((street.upperBound - street.lowerBound) / cruise)

    private struct Way {
        /// Metres along the street.
        var along: Double
        /// Metres before the first (negative) or behind the last place of rest, else 0.
        var metres: Double
        var brakes = false
        /// Whether it rests with its lamps switched off.
        var isParked = false
    }

    private static func way(
        at time: MediaTime,
        halts: [Halt],
        comes: Bool,
        heading: Double
    ) -> Way {
        if comes, time < halts[0].arrival {
            let left = (halts[0].arrival - time).seconds
            let metres = -ramp(left, braking)
            return Way(
                along: halts[0].along + heading * metres,
                metres: metres,
                brakes: left < cruise / braking
            )
        }
        for (index, halt) in halts.enumerated() {
            guard let departure = halt.departure, time >= departure else {
                return Way(along: halt.along, metres: 0, isParked: isParked(in: halt, at: time))
            }
            guard index + 1 < halts.count else {
                let metres = ramp((time - departure).seconds, gaining)
                return Way(along: halt.along + heading * metres, metres: metres)
            }
            let next = halts[index + 1]
            if time < next.arrival {
                let creep = creep(from: halt, to: next, at: time)
                return Way(along: creep.along, metres: 0, brakes: creep.brakes)
            }
        }
        return Way(along: halts[0].along, metres: 0)
    }

    /// Whether the lamps are switched off: some time after the rest begins, until before it ends.
    private static func isParked(in halt: Halt, at time: MediaTime) -> Bool {
        guard time >= halt.arrival + .seconds(2.2) else { return false }
        return halt.departure.map { time < $0 - .seconds(2.5) } ?? true
    }

    /// Where a vehicle is between two rests: it gains and loses speed evenly, and keeps the speed
    /// in between with which it arrives in time.
    private static func creep(
        from: Halt,
        to: Halt,
        at time: MediaTime
    ) -> (along: Double, brakes: Bool) {
        guard let departure = from.departure else { return (from.along, false) }
        let whole = (to.arrival - departure).seconds
        let passed = (time - departure).seconds
        let distance = to.along - from.along
        // With `k` seconds of ramps for each metre a second: distance = v (whole - k v / 2).
        let ramps = 1 / gaining + 1 / braking
        let root = whole * whole - 2 * ramps * abs(distance)
        guard root > 0 else {
            // Too far for the time at these ramps: it swings through as one smooth step.
            let share = passed / max(whole, 0.001)
            return (from.along + distance * share * share * (3 - 2 * share), share > 0.5)
        }
        let speed = (whole - root.squareRoot()) / ramps
        let left = whole - passed
        if left < speed / braking {
            let sign: Double = distance < 0 ? -1 : 1
            return (to.along - sign * braking * left * left / 2, true)
        }
        let sign: Double = distance < 0 ? -1 : 1
        let gain = speed / gaining
        let metres =
            passed < gain ? gaining * passed * passed / 2 : speed * (passed - gain / 2)
        return (from.along + sign * metres, false)
    }

    /// Metres that a vehicle has made after a time when it gains speed evenly up to the cruise.
    private static func ramp(_ seconds: Double, _ gain: Double) -> Double {
        let full = cruise / gain
        return seconds < full ? gain * seconds * seconds / 2 : cruise * (seconds - full / 2)
    }
}
