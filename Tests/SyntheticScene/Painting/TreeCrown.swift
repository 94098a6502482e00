import CameraIndex
import Foundation

/// The leaves of a tree, cut out so that the wind can move them.
struct TreeCrown: Sendable {
    /// Where it stands, for its light.
    let foot: StreetPoint
    private var pixels: [(x: Int, y: Int, level: UInt8)] = []
    private var box = Box(x: 0, y: 0, width: 0, height: 0)
    private var levels: [UInt8] = []
    private var mask: [UInt8] = []
    private var phase = 0.0

    /// Begins without leaves.
    init(foot: StreetPoint) {
        self.foot = foot
    }

    /// Adds a pixel.
    mutating func add(_ x: Int, _ y: Int, _ level: UInt8) {
        pixels.append((x, y, level))
    }

    /// The crown ready to be moved, or nil where it has no pixel; `phase` sets it apart.
    func trimmed(phase: Double) -> TreeCrown? {
        guard let left = pixels.map(\.x).min(), let right = pixels.map(\.x).max(),
            let top = pixels.map(\.y).min(), let bottom = pixels.map(\.y).max()
        else { return nil }
        var crown = self
        crown.phase = phase
        crown.box = Box(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
        crown.levels = [UInt8](repeating: 0, count: crown.box.areaPixels)
        crown.mask = crown.levels
        for pixel in pixels {
            let index = (pixel.y - top) * crown.box.width + pixel.x - left
            crown.levels[index] = pixel.level
            crown.mask[index] = 255
        }
        crown.pixels = []
        return crown
    }

    /// Paints the leaves where a wind of a strength has them at a moment.
    func paint(on canvas: inout FrameCanvas, at time: MediaTime, wind: Double, factor: Double) {
        let t = time.seconds
        let gust = 0.55 + 0.45 * sin(t * 0.23 + phase) * sin(t * 0.071)
        let reach = wind * gust * Double(box.width) * 0.07
        let light = Int32((factor * 256).rounded())
        let picture = canvas.size
        let (levels, mask) = (levels.span, mask.span)
        var output = canvas.luma.mutableSpan
        for row in 0..<box.height {
            let up = 1 - 0.4 * Double(row) / Double(box.height)
            let sway = sin(t * 1.9 + phase + Double(row) * 0.05)
            let flutter = 0.35 * sin(t * 5.3 + phase * 3 + Double(row) * 0.7)
            let shift = reach * up * (sway + flutter)
            let whole = Int(shift.rounded(.down))
            let part = Int32(((shift - Double(whole)) * 64).rounded())
            let start = row * box.width
            for column in 0...box.width {
                let x = box.x + column + whole
                guard x >= 0, x < picture.width else { continue }
                // The pixel lies between the one that comes to it and the one before.
                let (a, b) = (min(column, box.width - 1), max(column - 1, 0))
                let inkA = column < box.width ? Int32(mask[start + a]) : 0
                let inkB = column > 0 ? Int32(mask[start + b]) : 0
                let ink = inkA &* (64 - part) &+ inkB &* part
                guard ink > 0 else { continue }
                let sum =
                    Int32(levels[start + a]) &* inkA / 255 &* (64 - part)
                    &+ Int32(levels[start + b]) &* inkB / 255 &* part
                let index = (box.y + row) * picture.width + x
                let level = min(255, ((sum &* 255 / max(1, ink)) &* light) >> 8)
                let below = Int32(output[index])
                output[index] = UInt8(
                    truncatingIfNeeded: below + (level - below) &* (ink >> 6) / 255
                )
            }
        }
    }
}
