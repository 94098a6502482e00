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

    /// Hangs the camera for pictures of `size`, turned and zoomed as `pose` says.
    init(size: PixelSize, pose: CameraWork.Pose = CameraWork.Pose()) {
        self.size = size
        position = StreetPoint(x: -7, y: 0, z: 7)
        // Wide enough that both kerbs show along some 30 m, whatever the picture's shape.
        focalPixels = pose.zoom * max(Double(size.width) * 0.82, Double(size.height) * 1.25)
        // It zooms towards a place a little below the horizon.
        horizon = Double(size.height) * (0.35 - 0.25 * pose.zoom)
        let turn = (42 + pose.pan) * Double.pi / 180
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

    /// What a pixel shows of the empty street.
    struct Seen: Sendable {
        /// What the ray meets.
        enum Kind: Sendable {
            case ground, house, sky
        }

        var kind: Kind
        var x: Double
        var y: Double
        var z: Double
        /// Metres along the direction in which the camera looks.
        var depth: Double
    }

    /// What a ray through a place meets first: the ground, the houses or the sky.
    func meets(_ x: Double, _ y: Double) -> Seen {
        let ray = ray(x, y)
        let wall = StreetBackground.pavementEdge
        let toHouses = ray.across > 0.01 ? (wall - position.x) / ray.across : .infinity
        let toGround = ray.down > 0.001 ? position.z / ray.down : .infinity
        let depth = min(toHouses, toGround, 400)
        let kind: Seen.Kind =
            depth == 400 ? .sky : toGround <= toHouses ? .ground : .house
        return Seen(
            kind: kind,
            x: position.x + ray.across * depth,
            y: position.y + ray.along * depth,
            z: max(0, position.z - ray.down * depth),
            depth: depth
        )
    }

    /// How far a ray through a place moves across, along and down for each metre of depth.
    func ray(_ x: Double, _ y: Double) -> (across: Double, along: Double, down: Double) {
        let right = (x - Double(size.width) / 2) / focalPixels
        return (sine + right * cosine, cosine - right * sine, (y - horizon) / focalPixels)
    }
}
