public import CameraIndex

/// A queue in one lane that moves up by one place at a time.
public struct TrafficCrawl: Hashable, Sendable {
    /// Metres from place to place.
    static let pitch = 12.0
    /// Seconds for which a vehicle moves.
    static let moving = 6.5
    /// Places in the street, most of them outside of the picture.
    static let places = Int((Journey.street.upperBound - Journey.street.lowerBound) / pitch)

    /// The lane.
    public var lane: StreetLane
    /// When the queue moves: one vehicle more enters at each, and leaves after all places.
    public var moves: [MediaTime]

    /// Makes a queue that moves at given moments, at least nine seconds apart.
    public init(lane: StreetLane, moves: [MediaTime]) {
        self.lane = lane
        self.moves = moves
    }

    /// Makes a queue of some vehicles that moves at an even pace from a moment on.
    public init(lane: StreetLane, from start: MediaTime, vehicles: Int, interval: Double) {
        self.init(
            lane: lane,
            moves: (0..<vehicles + Self.places).map { start + .seconds(Double($0) * interval) }
        )
    }

    /// The way of the vehicle with a number.
    ///
    /// - Parameters:
    ///   - number: Its place in the queue, 0 for the foremost.
    ///   - vehicle: What it is.
    ///   - paint: Its paint.
    ///   - rest: The place at which it stays behind, and for how long; nil where it goes on.
    /// - Returns: A stop at the first place, with moves to the others.
    public func stop(
        number: Int,
        vehicle: VehicleStyle,
        paint: Paint,
        rest: (place: Int, length: MediaDuration)? = nil
    ) -> ScriptedStop {
        func leaves(_ place: Int) -> MediaTime {
            // The wave runs backwards: who is further ahead starts earlier.
            moves[number + place] + .seconds(0.3 * Double(Self.places - place))
        }
        let first = lane.heading > 0 ? Journey.street.lowerBound : Journey.street.upperBound
        var stop = ScriptedStop(
            lane: lane,
            place: 0,
            vehicle: vehicle,
            paint: paint,
            arrival: moves[number] + .seconds(Self.moving),
            departure: leaves(1)
        )
        stop.along = first + lane.heading * Self.pitch * 0.5
        for place in 1..<Self.places {
            let arrival = leaves(place) + .seconds(Self.moving)
            if let rest, rest.place == place {
                stop.moves.append(
                    .init(metres: Self.pitch, arrival: arrival, departure: arrival + rest.length)
                )
                return stop
            }
            let isLast = place + 1 == Self.places
            let next = isLast ? leaves(place) + .seconds(9) : leaves(place + 1)
            stop.moves.append(.init(metres: Self.pitch, arrival: arrival, departure: next))
        }
        return stop
    }
}
