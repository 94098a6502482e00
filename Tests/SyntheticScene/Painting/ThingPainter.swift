import CameraIndex
import Foundation

/// Paints things without wheels.
struct ThingPainter {
    /// The camera that sees them.
    let camera: SceneCamera
    /// What the light does to the next thing.
    var tone = PaintTone()

    /// Metres from the middle of a thing to its sides, and its height.
    private struct Extent {
        var across: Double
        var along: Double
        var height: Double
        var paint: Paint
    }

    private static func extent(_ kind: ScriptedThing.Kind) -> Extent {
        switch kind {
        case .skip: Extent(across: 0.85, along: 1.7, height: 1.3, paint: Paint(196, 150, 30))
        case .bag: Extent(across: 0.25, along: 0.35, height: 0.5, paint: Paint(28, 28, 34))
        case .person: Extent(across: 0.25, along: 0.25, height: 1.78, paint: .black)
        }
    }

    /// Paints a thing at a moment.
    func paint(_ thing: ScriptedThing, on canvas: inout FrameCanvas, at time: MediaTime) {
        if thing.kind == .person {
            Pedestrians.paint(Self.person(thing, at: time), camera: camera, tone: tone, on: &canvas)
            return
        }
        let extent = Self.extent(thing.kind)
        let (x, y, h) = (thing.x, thing.y, extent.height)
        let (a, l) = (extent.across, extent.along)
        let ground = [(-a, -l), (a, -l), (a + h * 0.4, l), (-a, l)].compactMap {
            camera.project(StreetPoint(x: x + $0.0, y: y + $0.1, z: 0))
        }
        if ground.count == 4 { canvas.darken(ground, opacity: 0.5) }
        // It is wider at the top; the camera sees the side towards it, the near end and the inside.
        let wide = thing.kind == .skip ? 1.18 : 0.8
        let inside = thing.kind == .skip ? extent.paint.shaded(0.4) : extent.paint.shaded(1.6)
        fill(
            corners(x, y, [(-a, -l, 0), (a, -l, 0), (a, -l * wide, h), (-a, -l * wide, h)]),
            extent.paint.shaded(0.75),
            on: &canvas
        )
        fill(
            corners(x, y, [(-a, -l, 0), (-a, l, 0), (-a, l * wide, h), (-a, -l * wide, h)]),
            extent.paint,
            on: &canvas
        )
        fill(
            corners(
                x,
                y,
                [(-a, -l * wide, h), (a, -l * wide, h), (a, l * wide, h), (-a, l * wide, h)]
            ),
            inside,
            on: &canvas
        )
    }

    /// The box that a thing covers, cut to the picture; nil outside of it.
    func box(of thing: ScriptedThing) -> Box? {
        let extent = Self.extent(thing.kind)
        let wide = thing.kind == .skip ? 1.18 : 1
        let pixels = [-1.0, 1].flatMap { side in
            [-wide, wide].flatMap { end in
                [0, extent.height].compactMap { up in
                    camera.project(
                        StreetPoint(
                            x: thing.x + side * extent.across,
                            y: thing.y + end * extent.along,
                            z: up
                        )
                    )
                }
            }
        }
        guard pixels.count == 8 else { return nil }
        let (xs, ys) = (pixels.map(\.x).sorted(), pixels.map(\.y).sorted())
        let left = Int(xs[0].rounded(.down))
        let top = Int(ys[0].rounded(.down))
        let around = Box(
            x: left,
            y: top,
            width: Int(xs[7].rounded(.up)) - left,
            height: Int(ys[7].rounded(.up)) - top
        )
        return around.intersection(
            with: Box(x: 0, y: 0, width: camera.size.width, height: camera.size.height)
        )
    }

    private static func person(_ thing: ScriptedThing, at time: MediaTime) -> Pedestrians.Placed {
        let t = time.seconds
        return Pedestrians.Placed(
            x: thing.x + 0.05 * sin(t * 0.7) + 0.03 * sin(t * 1.9),
            y: thing.y + 0.05 * sin(t * 0.5 + 1),
            strides: 0.03 * sin(t * 0.4),
            coat: Paint(150, 44, 40),
            trousers: Paint(38, 40, 52),
            height: 1.78
        )
    }

    private func corners(
        _ x: Double,
        _ y: Double,
        _ points: [(Double, Double, Double)]
    ) -> [StreetPoint] {
        points.map { StreetPoint(x: x + $0.0, y: y + $0.1, z: $0.2) }
    }

    private func fill(_ points: [StreetPoint], _ paint: Paint, on canvas: inout FrameCanvas) {
        let pixels = points.compactMap { camera.project($0) }
        guard pixels.count == points.count else { return }
        canvas.fill(pixels, tone.applied(to: paint))
    }
}
