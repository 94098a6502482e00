import CameraIndex

/// Rain and snow in the air: other drops in each frame.
struct Precipitation {
    /// How hard it falls, 0...1.
    let strength: Double
    /// Whether it is snow.
    let isSnow: Bool
    /// The level of a drop in the light of the moment.
    let level: Double

    /// Paints what falls in the frame with a number.
    func paint(on canvas: inout FrameCanvas, key: UInt64) {
        var random = Seed(key, isSnow ? 501 : 502)
        let scale = max(1, Double(canvas.size.height) / 180)
        let count = Int(strength * 420 * (0.6 + 0.4 * scale))
        for _ in 0..<count {
            let x = Int(random.next() % UInt64(canvas.size.width))
            let y = Int(random.next() % UInt64(canvas.size.height))
            // A few fall close to the lens, large and blurred.
            let near = random.unit() < 0.05
            if isSnow {
                flake(x, y, near ? 2.6 * scale : 0.8 * scale, near ? 50 : 120, on: &canvas)
            } else {
                let length = Int((near ? 22 : 8) * scale * random.number(in: 0.6...1.3))
                drop(x, y, length, near ? Int(2 * scale) : 1, near ? 26 : 52, on: &canvas)
            }
        }
    }

    private func drop(
        _ x: Int,
        _ y: Int,
        _ length: Int,
        _ width: Int,
        _ ink: Int32,
        on canvas: inout FrameCanvas
    ) {
        let size = canvas.size
        let light = Int32(level)
        var pixels = canvas.luma.mutableSpan
        for step in 0..<max(1, length) {
            let row = y + step
            guard row < size.height else { return }
            // The wind slants it.
            let left = x - step / 7
            for column in max(0, left)..<max(0, min(size.width, left + width)) {
                let index = row * size.width + column
                let below = Int32(pixels[index])
                pixels[index] = UInt8(truncatingIfNeeded: below + ((light - below) &* ink) >> 8)
            }
        }
    }

    private func flake(
        _ x: Int,
        _ y: Int,
        _ radius: Double,
        _ ink: Int32,
        on canvas: inout FrameCanvas
    ) {
        let size = canvas.size
        let light = Int32(level)
        let reach = Int(radius.rounded(.up))
        var pixels = canvas.luma.mutableSpan
        for row in max(0, y - reach)..<min(size.height, y + reach + 1) {
            for column in max(0, x - reach)..<min(size.width, x + reach + 1) {
                let (dx, dy) = (Double(column - x), Double(row - y))
                let share = 1 - (dx * dx + dy * dy) / (radius * radius + 0.3)
                guard share > 0 else { continue }
                let index = row * size.width + column
                let below = Int32(pixels[index])
                let weight = Int32(Double(ink) * share)
                pixels[index] = UInt8(truncatingIfNeeded: below + ((light - below) &* weight) >> 8)
            }
        }
    }
}
