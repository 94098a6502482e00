import CameraIndex

/// Lays out many stops in one street so that no vehicle drives through another.
struct StopSchedule {
    /// A place at which vehicles stop one after the other.
    struct Slot: Hashable, Sendable {
        /// The lane.
        var lane: StreetLane
        /// 0...1 along the part of the lane that is well seen.
        var place: Double
    }

    /// The kerbs of a street, three places on each side.
    static let kerbs: [Slot] = [StreetLane.farKerb, .nearKerb].flatMap { lane in
        [0.08, 0.5, 0.95].map { Slot(lane: lane, place: $0) }
    }

    /// The stops so far.
    private(set) var stops: [ScriptedStop] = []
    private let view: StreetView
    private var random: Seed
    private var journeys: [Journey] = []
    private var free: [MediaTime]
    private let slots: [Slot]

    /// Begins with an empty street of `size`.
    init(size: PixelSize, seed: UInt64, slots: [Slot] = Self.kerbs, from start: MediaTime) {
        view = StreetView(camera: SceneCamera(size: size))
        random = Seed(seed, 301)
        self.slots = slots
        free = slots.map { _ in start }
    }

    /// When the last vehicle has left.
    var end: MediaTime { stops.compactMap(\.departure).max() ?? .zero }

    /// Adds a stop of a length at the slot that has been empty for longest.
    ///
    /// - Parameters:
    ///   - dwell: How long it stands, to the microsecond.
    ///   - vehicle: What stops.
    ///   - paint: Its paint.
    ///   - rest: For how long the place is empty before, at least and at most, in seconds.
    mutating func add(
        _ dwell: MediaDuration,
        vehicle: VehicleStyle,
        paint: Paint,
        rest: ClosedRange<Double> = 14...26
    ) {
        guard let number = free.indices.min(by: { free[$0] < free[$1] }) else { return }
        let slot = slots[number]
        let along = view.along(slot.place, lane: slot.lane, style: vehicle)
        var arrival = free[number] + .seconds(random.number(in: rest))
        while true {
            var stop = ScriptedStop(
                lane: slot.lane,
                place: slot.place,
                vehicle: vehicle,
                paint: paint,
                arrival: arrival,
                departure: arrival + dwell
            )
            stop.pullIn = 14
            let journey = Journey(stop, along: along)
            if !collides(journey) {
                stops.append(stop)
                journeys.append(journey)
                free[number] = arrival + dwell
                return
            }
            arrival = arrival + .seconds(random.number(in: 0.6...1.4))
        }
    }

    /// Whether a vehicle of the script would touch another.
    private func collides(_ journey: Journey) -> Bool {
        let (from, to) = journey.presence
        let last = to ?? from
        let met = journeys.filter { other in
            let theirs = other.presence
            return theirs.from < last && theirs.to.map { $0 > from } ?? true
        }
        var time = from
        while time < last {
            if let own = journey.placed(at: time) {
                for other in met {
                    if let placed = other.placed(at: time), own.isClose(to: placed) { return true }
                }
            }
            time = time + .seconds(0.25)
        }
        return false
    }
}

extension VehiclePainter.Placed {
    /// Whether two vehicles touch, or almost.
    fileprivate func isClose(to other: Self) -> Bool {
        let across = (style.width + other.style.width) / 2 + 0.25
        let along = (style.length + other.style.length) / 2 + 1
        return abs(x - other.x) < across && abs(y - other.y) < along
    }
}
