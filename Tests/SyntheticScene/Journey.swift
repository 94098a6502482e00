import CameraIndex

/// How a vehicle moves along the street: a pure function of time.
struct Journey: Sendable {
    /// Where the street begins and ends for traffic, well outside of the picture.
    static let street = -16.0...118.0
    /// Metres a second between stops.
    static let cruise = 10.5
    private static let braking = 2.4
    private static let gaining = 1.8
    /// Metres along the road that a change from the lane to the kerb takes.
    private static let pullIn = 22.0

    /// What moves.
    let style: VehicleStyle
    /// Its paint.
    let paint: Paint
    /// Where across the road it goes, or stands if it stops.
    let lane: StreetLane
    private let course: Course

    private enum Course {
        case passes(entry: MediaTime)
        case stops(at: Double, arrival: MediaTime?, departure: MediaTime?)
    }

    /// A vehicle that enters the street at a moment and passes through.
    init(style: VehicleStyle, paint: Paint, lane: StreetLane, entry: MediaTime) {
        self.style = style
        self.paint = paint
        self.lane = lane
        course = .passes(entry: entry)
    }

    /// A vehicle that stops `along` the street.
    init(_ stop: ScriptedStop, along: Double) {
        style = stop.vehicle
        paint = stop.paint
        lane = stop.lane
        course = .stops(
            at: along,
            arrival: stop.arrivesFromOutside ? stop.arrival : nil,
            departure: stop.departure
        )
    }

    /// The vehicle at a moment, or nil where it is not in the street.
    func placed(at time: MediaTime) -> VehiclePainter.Placed? {
        var x = lane.middle
        let y: Double
        var brakes = false
        switch course {
        case .passes(let entry):
            let start = lane.heading > 0 ? Self.street.lowerBound : Self.street.upperBound
            y = start + lane.heading * Self.cruise * (time - entry).seconds
        case .stops(let along, let arrival, let departure):
            let way = Self.way(at: time, arrival: arrival, departure: departure)
            y = along + lane.heading * way.metres
            let share = max(0, 1 - abs(way.metres) / Self.pullIn)
            x += (lane.approach.middle - x) * (1 - share * share * (3 - 2 * share))
            brakes = way.brakes
        }
        guard Self.street.contains(y) else { return nil }
        return VehiclePainter.Placed(
            style: style,
            paint: paint,
            brakes: brakes,
            x: x,
            y: y,
            heading: lane.heading
        )
    }

    /// When a passing vehicle is in the street at the latest, counted from its entry.
    static let crossing = MediaDuration.seconds((street.upperBound - street.lowerBound) / cruise)

    /// Metres before (negative) or behind the place of rest, and whether the brakes are on.
    private static func way(
        at time: MediaTime,
        arrival: MediaTime?,
        departure: MediaTime?
    ) -> (metres: Double, brakes: Bool) {
        if let arrival, time < arrival {
            let left = (arrival - time).seconds
            return (-ramp(left, braking), left < cruise / braking)
        }
        guard let departure, time >= departure else { return (0, false) }
        return (ramp((time - departure).seconds, gaining), false)
    }

    /// Metres that a vehicle has made after a time when it gains speed evenly up to the cruise.
    private static func ramp(_ seconds: Double, _ gain: Double) -> Double {
        let full = cruise / gain
        return seconds < full ? gain * seconds * seconds / 2 : cruise * (seconds - full / 2)
    }
}
