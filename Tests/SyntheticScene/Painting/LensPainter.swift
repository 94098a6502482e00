import CameraIndex
import Foundation

/// What is close to the lens: insects, a spider's web, drops.
struct LensPainter: Sendable {
    /// Columns and rows.
    let size: PixelSize
    /// Tells lenses apart.
    let seed: UInt64

    /// Seconds from the first possible moment of an insect to that of the next.
    private static let interval = 6.0

    /// Paints the insects of a moment; in the dark they shine in the camera's own light.
    func insects(at time: MediaTime, darkness: Double, on canvas: inout FrameCanvas) {
        let slot = Int((time.seconds / Self.interval).rounded(.down))
        for number in [slot - 1, slot] {
            var random = Seed(seed, number &+ 510_000)
            guard random.unit() < 0.55 else { continue }
            let start = (Double(number) + random.unit()) * Self.interval
            let length = random.number(in: 0.3...4)
            let share = (time.seconds - start) / length
            let (radius, bend) = (random.number(in: 0.015...0.09), random.number(in: -0.5...0.5))
            let from = PixelPoint(
                x: random.number(in: -0.1...1.1),
                y: random.number(in: -0.1...1.1)
            )
            let to = PixelPoint(x: random.number(in: -0.3...1.3), y: random.number(in: -0.3...1.3))
            guard share >= 0, share < 1 else { continue }
            let curve = bend * share * (1 - share)
            let middle = PixelPoint(
                x: (from.x + (to.x - from.x) * share + curve) * Double(size.width),
                y: (from.y + (to.y - from.y) * share - curve) * Double(size.height)
            )
            let level = darkness > 0.5 ? 235.0 : 28
            blur(middle, radius * Double(size.height), level, 0.75, on: &canvas)
        }
    }

    /// Paints the web: threads from a corner that the wind moves.
    func web(at time: MediaTime, darkness: Double, on canvas: inout FrameCanvas) {
        let sway = 0.006 * sin(time.seconds * 1.7) + 0.004 * sin(time.seconds * 3.1 + 1)
        let paint = darkness > 0.5 ? Paint(215, 215, 215) : Paint(160, 160, 158)
        let opacity = darkness > 0.5 ? 0.4 : 0.22
        let centre = (x: 0.68 + sway, y: 0.3 + sway * 1.4)
        func rim(_ spoke: Int, _ share: Double) -> (x: Double, y: Double) {
            let angle = Double(spoke) / 9 * 2 * Double.pi + 0.3
            let reach = share * (0.3 + 0.12 * sin(Double(spoke) * 2.3))
            return (centre.x + reach * cos(angle) * 0.7, centre.y + reach * sin(angle))
        }
        for spoke in 0..<9 {
            thread(centre, rim(spoke, 1.5), paint, opacity, on: &canvas)
            for ring in 1...5 {
                let share = Double(ring) / 5
                thread(rim(spoke, share), rim(spoke + 1, share), paint, opacity, on: &canvas)
            }
        }
    }

    private func thread(
        _ from: (x: Double, y: Double),
        _ to: (x: Double, y: Double),
        _ paint: Paint,
        _ opacity: Double,
        on canvas: inout FrameCanvas
    ) {
        let a = PixelPoint(x: from.x * Double(size.width), y: from.y * Double(size.height))
        let b = PixelPoint(x: to.x * Double(size.width), y: to.y * Double(size.height))
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = max(0.001, (dx * dx + dy * dy).squareRoot())
        let half = Double(size.height) / 360
        let (nx, ny) = (-dy / length * half, dx / length * half)
        canvas.fill(
            [
                PixelPoint(x: a.x + nx, y: a.y + ny), PixelPoint(x: b.x + nx, y: b.y + ny),
                PixelPoint(x: b.x - nx, y: b.y - ny), PixelPoint(x: a.x - nx, y: a.y - ny),
            ],
            paint,
            opacity: opacity
        )
    }

    /// A spot without an edge, as what is far out of focus.
    private func blur(
        _ middle: PixelPoint,
        _ radius: Double,
        _ level: Double,
        _ opacity: Double,
        on canvas: inout FrameCanvas
    ) {
        let reach = Int(radius.rounded(.up))
        let around = Box(
            x: Int(middle.x) - reach,
            y: Int(middle.y) - reach,
            width: 2 * reach + 1,
            height: 2 * reach + 1
        )
        let whole = Box(x: 0, y: 0, width: size.width, height: size.height)
        guard let box = around.intersection(with: whole) else { return }
        var pixels = canvas.luma.mutableSpan
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                let (dx, dy) = (Double(x) - middle.x, Double(y) - middle.y)
                let share = 1 - (dx * dx + dy * dy) / (radius * radius)
                guard share > 0 else { continue }
                let below = Double(pixels[y * size.width + x])
                let mixed = below + (level - below) * opacity * min(1, share * 1.5)
                pixels[y * size.width + x] = UInt8(min(max(mixed, 0), 255))
            }
        }
    }
}
