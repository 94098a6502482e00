import CameraIndex

/// What of the street the camera sees.
struct StreetView {
    /// A stopped car is at least this share of the picture's height.
    private static let leastHeight = 0.062

    /// The camera.
    let camera: SceneCamera

    /// Metres along the street of a `place` 0...1 at which a vehicle is wholly in the picture.
    func along(_ place: Double, lane: StreetLane, style: VehicleStyle) -> Double {
        let painter = VehiclePainter(camera: camera)
        let good = stride(from: 0.0, through: 80, by: 0.25).filter { along in
            let vehicle = VehiclePainter.Placed(
                style: style,
                paint: .white,
                brakes: false,
                x: lane.middle,
                y: along,
                heading: lane.heading
            )
            guard let box = painter.box(of: vehicle) else { return false }
            return box.x > 0 && box.y > 0 && box.maxX < camera.size.width
                && box.maxY < camera.size.height
                && Double(box.height) >= Self.leastHeight * Double(camera.size.height)
        }
        // A bus in the nearest lane may not fit anywhere: it then stands in the middle of the view.
        guard let first = good.first, let last = good.last else { return 16 }
        return first + (last - first) * min(max(place, 0), 1)
    }

    /// The road from kerb to kerb as far as it lies in the picture, in shares of the picture.
    ///
    /// - Parameter margin: Metres of the near pavement that belong to it.
    /// - Returns: The corners.
    func road(margin: Double = 0) -> [Point] {
        let ground = [
            StreetPoint(x: -margin, y: -2, z: 0), StreetPoint(x: -margin, y: 110, z: 0),
            StreetPoint(x: StreetLane.roadWidth, y: 110, z: 0),
            StreetPoint(x: StreetLane.roadWidth, y: -2, z: 0),
        ]
        let outline = ground.compactMap { camera.project($0) }.map { pixel in
            Point(x: pixel.x / Double(camera.size.width), y: pixel.y / Double(camera.size.height))
        }
        let sides: [(Point) -> Double] = [{ $0.x }, { 1 - $0.x }, { $0.y }, { 1 - $0.y }]
        return sides.reduce(outline) { Self.cut($0, inside: $1) }.map { point in
            // A thousandth is less than a pixel, and what people write.
            Point(x: (point.x * 1_000).rounded() / 1_000, y: (point.y * 1_000).rounded() / 1_000)
        }
    }

    /// The part of a polygon at which `inside` is not negative (Sutherland and Hodgman).
    private static func cut(_ outline: [Point], inside: (Point) -> Double) -> [Point] {
        guard var from = outline.last else { return [] }
        var kept: [Point] = []
        for to in outline {
            let (before, after) = (inside(from), inside(to))
            if (before >= 0) != (after >= 0) {
                let share = before / (before - after)
                kept.append(
                    Point(x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
                )
            }
            if after >= 0 { kept.append(to) }
            from = to
        }
        return kept
    }
}
