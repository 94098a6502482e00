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
                walkers.append(Walker(start: start, speed: speed, placed: placed))
                start = start + .seconds(gap * random.number(in: 0.3...1.7))
            }
        }
        self.walkers = walkers
    }

    /// The people in the street at a moment.
    func placed(at time: MediaTime) -> [Placed] {
        walkers.compactMap { walker in
            let passed = (time - walker.start).seconds
            guard passed >= 0 else { return nil }
            var placed = walker.placed
            placed.y += walker.speed * passed
            placed.strides += abs(walker.speed) * passed / 1.5
            return Self.stretch.contains(placed.y) ? placed : nil
        }
    }

    /// Paints a person.
    static func paint(_ person: Placed, camera: SceneCamera, on canvas: inout FrameCanvas) {
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
            opacity: 0.28
        )
        for side in [-swing, swing] {
            canvas.fill(
                shape([(side - 0.08, 0.02), (side + 0.08, 0.02), (0.09, 0.86), (-0.09, 0.86)]),
                person.trousers.shaded(side < 0 ? 0.8 : 1)
            )
        }
        canvas.fill(
            shape([
                (-0.17, 0.78 + lift), (0.17, 0.78 + lift), (0.22, 1.38 + lift),
                (0.1, 1.47 + lift), (-0.1, 1.47 + lift), (-0.22, 1.38 + lift),
            ]),
            person.coat
        )
        let head = (0..<10).map { step in
            let angle = Double(step) / 10 * 2 * Double.pi
            return (right: 0.105 * cos(angle), up: 1.6 + lift + 0.135 * sin(angle))
        }
        canvas.fill(shape(head), Paint(188, 146, 120))
        canvas.fill(
            shape([
                (-0.11, 1.6 + lift), (0.11, 1.6 + lift), (0.09, 1.74 + lift), (-0.09, 1.74 + lift),
            ]),
            Paint(42, 34, 30)
        )
    }
}
