public import CameraIndex

/// A vehicle that comes, stands and leaves as told.
public struct ScriptedStop: Hashable, Sendable {
    /// Where across the road it stands.
    public var lane: StreetLane
    /// Where along the road it stands: 0 near the camera, 1 as far as a stop is to be seen well.
    public var place: Double
    /// What it is.
    public var vehicle: VehicleStyle
    /// Its paint.
    public var paint: Paint
    /// When it comes to rest.
    public var arrival: MediaTime
    /// When it begins to leave, or nil where it stays.
    public var departure: MediaTime?
    /// Whether it drives in; otherwise it stands there from the start, whatever `arrival` says.
    public var arrivesFromOutside: Bool
    /// Where it goes and rests after it has departed, one after the other, before it leaves.
    public var moves: [Move] = []
    /// Metres along the road in which it leaves its lane for the place of rest.
    public var pullIn = 22.0
    /// Metres from the middle of the lane, towards the far kerb, at which it stands.
    public var aside = 0.0
    /// Metres along the street at which it stands, in place of `place`.
    public var along: Double?
    /// Whether the driver gets out when it has come to rest, walks away, and comes back before it
    /// leaves.
    public var driverLeaves = false
    /// Which lamps are on.
    public var lamps = VehicleLamps.day

    /// A way from one rest to the next.
    public struct Move: Hashable, Sendable {
        /// Metres forward; negative where it backs up.
        public var metres: Double
        /// When it rests again.
        public var arrival: MediaTime
        /// When it goes on, or nil where it stays.
        public var departure: MediaTime?

        /// Makes a move.
        public init(metres: Double, arrival: MediaTime, departure: MediaTime?) {
            self.metres = metres
            self.arrival = arrival
            self.departure = departure
        }
    }

    /// Makes a stop.
    public init(
        lane: StreetLane,
        place: Double,
        vehicle: VehicleStyle,
        paint: Paint,
        arrival: MediaTime,
        departure: MediaTime?,
        arrivesFromOutside: Bool = true
    ) {
        self.lane = lane
        self.place = place
        self.vehicle = vehicle
        self.paint = paint
        self.arrival = arrival
        self.departure = departure
        self.arrivesFromOutside = arrivesFromOutside
    }
}
