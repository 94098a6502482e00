import CameraIndex
import Foundation

/// Flags on poles along the far pavement that wave in the wind.
struct FlagPainter: Sendable {
    private static let strips = 7

    /// The camera that sees them.
    let camera: SceneCamera

    /// Paints the flags of a moment.
    func paint(on canvas: inout FrameCanvas, at time: MediaTime, wind: Double, tone: PaintTone) {
        let paints = [Paint.red, .white, .blue, .yellow]
        for number in 0..<4 {
            let along = 12 + 8 * Double(number)
            flag(along, paints[number], number, at: time, wind: wind, tone, on: &canvas)
        }
    }

    private func flag(
        _ along: Double,
        _ paint: Paint,
        _ number: Int,
        at time: MediaTime,
        wind: Double,
        _ tone: PaintTone,
        on canvas: inout FrameCanvas
    ) {
        let across = 13.2
        fill(
            [(-0.05, 0), (0.05, 0), (0.05, 5.2), (-0.05, 5.2)].map {
                StreetPoint(x: across, y: along + $0.0, z: $0.1)
            },
            tone.applied(to: Paint(120, 122, 126)),
            on: &canvas
        )
        let (t, phase) = (time.seconds, Double(number) * 1.3)
        let gust = max(0.25, wind * (0.7 + 0.3 * sin(t * 0.19 + phase)))
        func edge(_ share: Double) -> StreetPoint {
            let wave = 0.22 * share * sin(t * 5.1 + phase - share * 5)
            return StreetPoint(
                x: across - 2.4 * share * gust + wave,
                y: along + 0.8 * share * gust + wave,
                z: 5 - 0.9 * share * (1.1 - gust) + wave * 0.4
            )
        }
        for strip in 0..<Self.strips {
            let (a, b) = (
                edge(Double(strip) / Double(Self.strips)),
                edge(Double(strip + 1) / Double(Self.strips))
            )
            let fold = 1 + 0.25 * sin(t * 5.1 + phase - Double(strip) / 7 * 5 + 0.8)
            fill(
                [
                    a, b, StreetPoint(x: b.x, y: b.y, z: b.z - 1.3),
                    StreetPoint(x: a.x, y: a.y, z: a.z - 1.3),
                ],
                tone.applied(to: paint.shaded(fold)),
                on: &canvas
            )
        }
    }

    private func fill(_ points: [StreetPoint], _ paint: Paint, on canvas: inout FrameCanvas) {
        let pixels = points.compactMap { camera.project($0) }
        guard pixels.count == points.count else { return }
        canvas.fill(pixels, paint)
    }
}
