import CameraIndex
import Foundation

/// Somebody who gets out of a vehicle that has come to rest, walks away, and comes back.
struct Driver: Sendable {
    /// Seconds from the rest's begin until the door opens, and from its closing to the rest's end.
    private static let pause = 3.5
    /// Seconds for which the door is open.
    private static let door = 3.0
    private static let pace = 1.3

    private let path: [(x: Double, y: Double)]
    private let out: MediaTime
    private let back: MediaTime?

    /// Lets the driver of a vehicle out.
    ///
    /// - Parameters:
    ///   - vehicle: The vehicle at rest.
    ///   - halt: The rest.
    init(of vehicle: VehiclePainter.Placed, in halt: Journey.Halt) {
        let side = vehicle.style.width / 2 + 0.55
        let door = vehicle.street(0.4, -side, 0)
        let rear = vehicle.street(-vehicle.style.length / 2 - 0.8, -side, 0)
        let pavement = vehicle.heading > 0 ? 13.6 : -1.6
        path = [
            (door.x, door.y), (rear.x, rear.y), (pavement, rear.y),
            (pavement, rear.y + 34 * vehicle.heading * -1), (pavement, 130 * -vehicle.heading),
        ]
        out = halt.arrival + .seconds(Self.pause)
        back = halt.departure.map { $0 - .seconds(Self.pause) }
    }

    /// How far the door is open at a moment, 0...1.
    func doorShare(at time: MediaTime) -> Double {
        func share(_ passed: Double) -> Double {
            min(1, max(0, min(passed / 0.8, (Self.door - passed) / 0.8)))
        }
        let first = share((time - out).seconds)
        guard let back else { return first }
        return max(first, share((back - time).seconds))
    }

    /// The driver outside of the vehicle at a moment, or nil inside of it or far away.
    func placed(at time: MediaTime) -> Pedestrians.Placed? {
        let left = (time - out).seconds - 1.2
        let right = back.map { ($0 - time).seconds - 1.2 } ?? .infinity
        guard left > 0, right > 0 else { return nil }
        let walked = min(left, right) * Self.pace
        var rest = walked
        for (from, to) in zip(path, path.dropFirst()) {
            let (dx, dy) = (to.x - from.x, to.y - from.y)
            let length = (dx * dx + dy * dy).squareRoot()
            guard rest > length else {
                let share = rest / max(length, 0.001)
                return Pedestrians.Placed(
                    x: from.x + dx * share,
                    y: from.y + dy * share,
                    strides: walked / 1.5,
                    coat: Paint(60, 70, 110),
                    trousers: Paint(40, 40, 44),
                    height: 1.76
                )
            }
            rest -= length
        }
        return nil
    }
}
