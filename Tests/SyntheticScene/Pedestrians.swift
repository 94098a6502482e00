import CameraIndex
import Foundation

/// The people on both pavements; they walk on and on.
struct Pedestrians: Sendable {
    /// A person at a place.
    struct Placed: Sendable {
        var x: Double
        var y: Double
        /// How far the walk has come, in strides.
        var strides: Double
        var coat: Paint
        var trousers: Paint
        var height: Double
    }

    private struct Walker: Sendable {
        var start: MediaTime
        var speed: Double
        var placed: Placed
        /// Seconds of the walk after which it rests, and for how long.
        var pause: (after: Double, length: Double)?
    }

    private static let stretch = -8.0...75.0
    private static let slowest = 1.1

    private let walkers: [Walker]

    /// Sends people along the pavements of a street.
    init(script: SceneScript) {
        var walkers: [Walker] = []
        for (number, pavement) in [-3.2 ... -0.9, 13.1...14.2].enumerated() {
            guard script.pedestriansPerMinute > 0 else { continue }
            var random = Seed(script.seed, 201 + number)
            let gap = 60 / script.pedestriansPerMinute
            var start = MediaTime(seconds: -80)
            while start < .zero + script.duration {
                let heading: Double = random.unit() < 0.5 ? 1 : -1
                let tone = random.number(in: 30...200)
                let placed = Placed(
                    x: random.number(in: pavement),
                    y: heading > 0 ? Self.stretch.lowerBound : Self.stretch.upperBound,
                    strides: random.unit(),
                    coat: Paint(tone, random.number(in: 30...190), random.number(in: 30...190)),
                    trousers: Paint(38, 40, 52).shaded(random.number(in: 0.6...1.8)),
                    height: random.number(in: 1.55...1.86)
                )
                let speed = heading * random.number(in: Self.slowest...1.7)
                var walker = Walker(start: start, speed: speed, placed: placed)
                // Drawn only where it is needed, so that other scripts keep their people.
                if script.lingering > 0, random.unit() < script.lingering {
                    walker.pause = (random.number(in: 8...60), random.number(in: 15...200))
                }
                walkers.append(walker)
                start = start + .seconds(gap * random.number(in: 0.3...1.7))
            }
        }
        self.walkers = walkers.sorted { $0.start < $1.start }
    }

    /// The people in the street at a moment.
    func placed(at time: MediaTime) -> [Placed] {
        // The slowest needs this long from end to end, and none rests longer than 200 s.
        let longest = (Self.stretch.upperBound - Self.stretch.lowerBound) / Self.slowest + 200
        let first = partition(from: time - .seconds(longest))
        var placed: [Placed] = []
        for walker in walkers[first...] {
            guard walker.start <= time else { break }
            if let person = Self.placed(walker, at: time) { placed.append(person) }
        }
        return placed
    }

    private static func placed(_ walker: Walker, at time: MediaTime) -> Placed? {
        var passed = (time - walker.start).seconds
        var placed = walker.placed
        if let pause = walker.pause, passed > pause.after {
            let rested = min(passed - pause.after, pause.length)
            passed -= rested
            if rested < pause.length {
                // Nobody stands quite still.
                placed.x += 0.06 * sin(rested * 0.9) + 0.04 * sin(rested * 2.3)
            }
        }
        placed.y += walker.speed * passed
        placed.strides += abs(walker.speed) * passed / 1.5
        return stretch.contains(placed.y) ? placed : nil
    }

    /// Index of the first who starts at or after a moment.
    private func partition(from time: MediaTime) -> Int {
        var (low, high) = (0, walkers.count)
        while low < high {
            let middle = (low + high) / 2
            if walkers[middle].start < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Paints a person.
    static func paint(
        _ person: Placed,
        camera: SceneCamera,
        tone: PaintTone = PaintTone(),
        on canvas: inout FrameCanvas
    ) {
        let foot = StreetPoint(x: person.x, y: person.y, z: 0)
        guard let base = camera.project(foot) else { return }
        let metre = camera.focalPixels / camera.depth(foot) * person.height / 1.7
        func shape(_ points: [(right: Double, up: Double)]) -> [PixelPoint] {
            points.map { PixelPoint(x: base.x + $0.right * metre, y: base.y - $0.up * metre) }
        }
        let swing = 0.24 * sin(person.strides * 2 * .pi)
        let lift = 0.03 * cos(person.strides * 4 * .pi)
        canvas.darken(
            shape([(-0.2, 0.04), (0.15, -0.08), (1.0, 0.34), (0.85, 0.46)]),
            opacity: 0.28 * tone.sun
        )
        for side in [-swing, swing] {
            canvas.fill(
                shape([(side - 0.08, 0.02), (side + 0.08, 0.02), (0.09, 0.86), (-0.09, 0.86)]),
                tone.applied(to: person.trousers.shaded(side < 0 ? 0.8 : 1))
            )
        }
        canvas.fill(
            shape([
                (-0.17, 0.78 + lift), (0.17, 0.78 + lift), (0.22, 1.38 + lift),
                (0.1, 1.47 + lift), (-0.1, 1.47 + lift), (-0.22, 1.38 + lift),
            ]),
            tone.applied(to: person.coat)
        )
        let head = (0..<10).map { step in
            let angle = Double(step) / 10 * 2 * Double.pi
            return (right: 0.105 * cos(angle), up: 1.6 + lift + 0.135 * sin(angle))
        }
        canvas.fill(shape(head), tone.applied(to: Paint(188, 146, 120)))
        canvas.fill(
            shape([
                (-0.11, 1.6 + lift), (0.11, 1.6 + lift), (0.09, 1.74 + lift), (-0.09, 1.74 + lift),
            ]),
            tone.applied(to: Paint(42, 34, 30))
        )
    }
}
