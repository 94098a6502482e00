import CameraIndex

/// What happens to the pictures between the camera and the file.
public struct StreamFaults: Hashable, Sendable {
    /// How long the stream is frozen at a time, or nil where it never is.
    public var freeze: ClosedRange<Double>?
    /// Mean seconds between two beginnings of a frozen stretch.
    public var freezeInterval = 1_500.0
    /// The longest time for which one picture is repeated, in seconds; 0 for none.
    public var repeating = 0.0
    /// Mean seconds between two broken pictures, or nil.
    public var broken: Double?
    /// Mean seconds between two stretches of grey pictures, each of up to three seconds, or nil.
    public var grey: Double?

    /// A stream without faults.
    public init() {}

    /// What befalls one picture.
    enum Damage: Hashable, Sendable {
        case none, blocks(key: Int), grey
    }

    /// The moment of the scene that a picture at `time` shows.
    func shown(at time: MediaTime, seed: UInt64) -> MediaTime {
        if let freeze {
            let slot = Int((time.seconds / freezeInterval).rounded(.down))
            var random = Seed(seed, slot &+ 96_000)
            let length = random.number(in: freeze)
            let room = max(1, freezeInterval - length)
            let start = Double(slot) * freezeInterval + random.number(in: 0...room)
            if time.seconds >= start, time.seconds < start + length {
                return MediaTime(seconds: start)
            }
        }
        guard repeating > 0 else { return time }
        let slot = Int((time.seconds / 7).rounded(.down))
        var random = Seed(seed, slot &+ 97_000)
        let hold = random.number(in: 0...repeating)
        guard hold > 0.05 else { return time }
        let within = time.seconds - Double(slot) * 7
        return MediaTime(seconds: Double(slot) * 7 + (within / hold).rounded(.down) * hold)
    }

    /// What befalls the picture at `time`.
    func damage(at time: MediaTime, seed: UInt64) -> Damage {
        if let grey, Self.falls(time, every: grey, lasting: 0.3...3, label: 98_000, seed) {
            return .grey
        }
        if let broken, Self.falls(time, every: broken, lasting: 0.05...0.6, label: 99_000, seed) {
            return .blocks(key: Int((time.seconds / broken).rounded(.down)))
        }
        return .none
    }

    private static func falls(
        _ time: MediaTime,
        every interval: Double,
        lasting: ClosedRange<Double>,
        label: Int,
        _ seed: UInt64
    ) -> Bool {
        let slot = Int((time.seconds / interval).rounded(.down))
        var random = Seed(seed, slot &+ label)
        let start = (Double(slot) + random.number(in: 0...0.8)) * interval
        return time.seconds >= start && time.seconds < start + random.number(in: lasting)
    }
}
