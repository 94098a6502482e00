import CameraIndex
import Foundation

/// A place in the street, in metres.
struct StreetPoint: Hashable, Sendable {
    /// From the near kerb across the road.
    var x: Double
    /// Along the road, away from the camera.
    var y: Double
    /// Above the ground.
    var z: Double
}

/// The camera on its pole: turned across the road, its lens shifted down, so that what is upright
/// in the street is upright in the picture.
struct SceneCamera: Sendable {
    /// Where it hangs.
    let position: StreetPoint
    /// Columns and rows of the picture.
    let size: PixelSize
    /// Pixels for a metre at a metre's distance.
    let focalPixels: Double
    /// Row of the horizon.
    let horizon: Double
    private let sine: Double
    private let cosine: Double

    /// Hangs the camera for pictures of `size`.
    init(size: PixelSize) {
        self.size = size
        position = StreetPoint(x: -7, y: 0, z: 7)
        // Wide enough that both kerbs show along some 30 m, whatever the picture's shape.
        focalPixels = max(Double(size.width) * 0.82, Double(size.height) * 1.25)
        horizon = Double(size.height) * 0.1
        let turn = 42 * Double.pi / 180
        sine = sin(turn)
        cosine = cos(turn)
    }

    /// Metres from the camera to a place, along the direction in which it looks.
    func depth(_ point: StreetPoint) -> Double {
        (point.x - position.x) * sine + (point.y - position.y) * cosine
    }

    /// Where a place lies on the picture, or nil where it is behind the camera or too close.
    func project(_ point: StreetPoint) -> PixelPoint? {
        let depth = depth(point)
        guard depth > 1 else { return nil }
        let right = (point.x - position.x) * cosine - (point.y - position.y) * sine
        return PixelPoint(
            x: Double(size.width) / 2 + focalPixels * right / depth,
            y: horizon + focalPixels * (position.z - point.z) / depth
        )
    }

    /// How far a ray through a place moves across, along and down for each metre of depth.
    func ray(_ x: Double, _ y: Double) -> (across: Double, along: Double, down: Double) {
        let right = (x - Double(size.width) / 2) / focalPixels
        return (sine + right * cosine, cosine - right * sine, (y - horizon) / focalPixels)
    }
}
