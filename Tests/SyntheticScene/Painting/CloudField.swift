import CameraIndex
import Foundation

/// The shadows of clouds that the wind moves over the street.
struct CloudField: Sendable {
    /// Pixels between two points at which the clouds are looked up.
    private static let cell = 10

    private let noise: ValueNoise
    private let ground: [(x: Double, y: Double)]
    private let columns: Int
    private let rows: Int

    /// Prepares the places in the street over which the clouds move.
    init(camera: SceneCamera, seed: UInt64) {
        noise = ValueNoise(seed: seed &+ 61)
        columns = camera.size.width / Self.cell + 2
        rows = camera.size.height / Self.cell + 2
        var ground: [(x: Double, y: Double)] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let seen = camera.meets(Double(column * Self.cell), Double(row * Self.cell))
                ground.append((seen.x + 0.4 * seen.z, seen.y))
            }
        }
        self.ground = ground
    }

    /// Takes the light that the clouds of a moment take.
    ///
    /// - Parameters:
    ///   - canvas: The picture.
    ///   - time: The moment.
    ///   - depth: The share of the light that a thick cloud takes.
    func shade(_ canvas: inout FrameCanvas, at time: MediaTime, depth: Double) {
        let t = time.seconds
        let factors = ground.map { place -> Int32 in
            let value = noise.octaves(2, (place.x - 3.1 * t) / 38, (place.y - 4.3 * t) / 38)
            let share = min(max((value - 0.02) * 3.2, 0), 1)
            return Int32((4_096 * (1 - depth * share * share * (3 - 2 * share))).rounded())
        }
        let size = canvas.size
        var pixels = canvas.luma.mutableSpan
        for y in 0..<size.height {
            let row = y / Self.cell
            let down = Int32(y - row * Self.cell)
            for column in 0..<columns - 1 {
                let index = row * columns + column
                let left = blend(factors[index], factors[index + columns], down)
                let right = blend(factors[index + 1], factors[index + columns + 1], down)
                let start = column * Self.cell
                let step = (right - left) / Int32(Self.cell)
                var factor = left
                for x in start..<min(start + Self.cell, size.width) {
                    let level = Int32(pixels[y * size.width + x])
                    pixels[y * size.width + x] = UInt8(truncatingIfNeeded: (level &* factor) >> 12)
                    factor &+= step
                }
            }
        }
    }

    private func blend(_ above: Int32, _ below: Int32, _ down: Int32) -> Int32 {
        above + (below - above) * down / Int32(Self.cell)
    }
}
