import ArgumentParser
import CameraIndex
import SyntheticScene

/// A stop as it is typed: "far-kerb,0.3,saloon,60-360", or "…,60-" for one that stays.
struct StopArgument: ExpressibleByArgument {
    /// The stop.
    var stop: ScriptedStop

    /// Reads a stop; one that arrives at 0 stands there from the start.
    init?(argument: String) {
        let parts = argument.split(separator: ",").map(String.init)
        guard parts.count == 4, let lane = StreetLane(rawValue: parts[0]),
            let place = Double(parts[1]), (0...1).contains(place),
            let vehicle = VehicleStyle(rawValue: parts[2])
        else { return nil }
        let times = parts[3].split(separator: "-", omittingEmptySubsequences: false).map(
            String.init
        )
        guard times.count <= 2, let arrival = Double(times[0]), arrival >= 0 else { return nil }
        let leaving = times.count == 2 ? times[1] : ""
        let departure = Double(leaving)
        guard leaving.isEmpty || departure.map({ $0 > arrival }) == true else { return nil }
        stop = ScriptedStop(
            lane: lane,
            place: place,
            vehicle: vehicle,
            paint: vehicle == .lorry || vehicle == .bus ? .red : .silver,
            arrival: MediaTime(seconds: arrival),
            departure: departure.map { MediaTime(seconds: $0) },
            arrivesFromOutside: arrival > 0
        )
    }
}
