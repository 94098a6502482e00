import CameraIndex
import Foundation

/// The trees along the far pavement: too far back for any vehicle to pass behind them.
struct StreetTrees {
    private static let row = 15.2
    private static let pitch = 10.5

    private let camera: SceneCamera
    private let noise: ValueNoise

    /// Plants the trees of a street.
    init(camera: SceneCamera, seed: UInt64) {
        self.camera = camera
        noise = ValueNoise(seed: seed &+ 31)
    }

    /// Paints the trees and the shade below them, far ones first.
    ///
    /// Without crowns their colour is painted nevertheless: `TreeCrown` moves the brightness only.
    func paint(on canvas: inout FrameCanvas, hasCrowns: Bool = true) {
        for number in (0...8).reversed() {
            let along = along(number)
            shade(along, on: &canvas)
            trunk(along, on: &canvas)
            let before = canvas.luma
            leaves(number, size: canvas.size) { x, y, paint in set(paint, x, y, on: &canvas) }
            if !hasCrowns { canvas.luma = before }
        }
    }

    /// The crowns by themselves, far ones first.
    func crowns() -> [TreeCrown] {
        (0...8).reversed().compactMap { number in
            var crown = TreeCrown(foot: StreetPoint(x: Self.row, y: along(number), z: 4.5))
            leaves(number, size: camera.size) { x, y, paint in
                crown.add(x, y, UInt8(min(max(paint.luma, 0), 255)))
            }
            return crown.trimmed(phase: Double(number) * 1.7)
        }
    }

    private func along(_ number: Int) -> Double {
        7 + Double(number) * Self.pitch + 2 * noise.cell(number, 1)
    }

    private func shade(_ along: Double, on canvas: inout FrameCanvas) {
        for (radius, opacity) in [(2.3, 0.14), (1.9, 0.14), (1.4, 0.1)] {
            let outline = (0..<20).compactMap { step -> PixelPoint? in
                let angle = Double(step) / 20 * 2 * Double.pi
                return camera.project(
                    StreetPoint(
                        x: Self.row + 0.5 + radius * 0.6 * cos(angle),
                        y: along + 1.2 + radius * sin(angle),
                        z: 0
                    )
                )
            }
            canvas.darken(outline, opacity: opacity)
        }
    }

    private func trunk(_ along: Double, on canvas: inout FrameCanvas) {
        guard let foot = camera.project(StreetPoint(x: Self.row, y: along, z: 0)),
            let top = camera.project(StreetPoint(x: Self.row, y: along, z: 3.4))
        else { return }
        let metre = (foot.y - top.y) / 3.4
        let (low, high) = (metre * 0.17, metre * 0.11)
        canvas.fill(
            [
                PixelPoint(x: foot.x - low, y: foot.y), PixelPoint(x: top.x - high, y: top.y),
                PixelPoint(x: top.x + high, y: top.y), PixelPoint(x: foot.x + low, y: foot.y),
            ],
            Paint(74, 62, 50)
        )
    }

    /// A ball of leaves: dense in the middle, ragged at the edge, lit from the upper left.
    private func leaves(
        _ number: Int,
        size: PixelSize,
        set: (_ x: Int, _ y: Int, _ paint: Paint) -> Void
    ) {
        let middle = StreetPoint(x: Self.row, y: along(number), z: 4.5 + noise.cell(number, 2))
        guard let centre = camera.project(middle) else { return }
        let metre = camera.focalPixels / camera.depth(middle)
        let radius = (1.9 + 0.5 * noise.cell(number, 3)) * metre
        let leaf = 2.4 / metre
        let paint = Paint(62, 92, 44).mixed(with: Paint(94, 104, 50), noise.cell(number, 4))
        let rows = Int(centre.y - radius)...Int(centre.y + radius)
        for y in rows where y >= 0 && y < size.height {
            for x in Int(centre.x - radius)...Int(centre.x + radius) {
                guard x >= 0, x < size.width else { continue }
                let (dx, dy) = ((Double(x) - centre.x) / radius, (Double(y) - centre.y) / radius)
                let ragged = noise.octaves(
                    4,
                    Double(x) * leaf + Double(number) * 50,
                    Double(y) * leaf
                )
                let distance = (dx * dx + dy * dy * 1.25).squareRoot() + 0.3 * ragged
                guard distance < 0.86 else { continue }
                let light = 0.95 - 0.28 * dx - 0.38 * dy + 0.55 * ragged
                set(x, y, paint.shaded(max(0.35, light)))
            }
        }
    }

    private func set(_ paint: Paint, _ x: Int, _ y: Int, on canvas: inout FrameCanvas) {
        canvas.luma[y * canvas.size.width + x] = UInt8(min(max(paint.luma, 0), 255))
        let chroma = y / 2 * canvas.chromaWidth + x / 2
        canvas.chromaBlue[chroma] = UInt8(min(max(paint.chromaBlue, 16), 240))
        canvas.chromaRed[chroma] = UInt8(min(max(paint.chromaRed, 16), 240))
    }
}
