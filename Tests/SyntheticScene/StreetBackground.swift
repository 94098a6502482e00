import CameraIndex

/// The empty street, painted once: each pixel is a ray that meets the ground or the houses.
struct StreetBackground {
    /// Metres from the near kerb to the houses.
    static let pavementEdge = 17.2
    /// Each pixel is the mean of this many rays in a row and in a column.
    private static let raysAcross = 2

    private let camera: SceneCamera
    private let ground: GroundPattern
    private let houses: HousePattern

    /// Prepares the patterns of a street.
    init(camera: SceneCamera, seed: UInt64) {
        self.camera = camera
        ground = GroundPattern(seed: seed)
        houses = HousePattern(seed: seed)
    }

    /// Paints the street, with its trees where those stand still.
    func painted(hasCrowns: Bool = true) -> FrameCanvas {
        let size = camera.size
        var paints: [Paint] = []
        paints.reserveCapacity(size.areaPixels)
        for y in 0..<size.height {
            for x in 0..<size.width { paints.append(paint(x, y)) }
        }
        var canvas = Self.canvas(of: paints, size: size)
        StreetTrees(camera: camera, seed: ground.seed).paint(on: &canvas, hasCrowns: hasCrowns)
        return canvas
    }

    private func paint(_ x: Int, _ y: Int) -> Paint {
        let count = Self.raysAcross
        var sum = Paint(0, 0, 0)
        for row in 0..<count {
            for column in 0..<count {
                let paint = paint(
                    Double(x) + (Double(column) + 0.5) / Double(count),
                    Double(y) + (Double(row) + 0.5) / Double(count)
                )
                sum.red += paint.red
                sum.green += paint.green
                sum.blue += paint.blue
            }
        }
        let rays = Double(count * count)
        return Paint(sum.red / rays, sum.green / rays, sum.blue / rays)
    }

    /// What one ray meets first: the ground, or the houses beyond the far pavement.
    private func paint(_ x: Double, _ y: Double) -> Paint {
        let ray = camera.ray(x, y)
        let toHouses =
            ray.across > 0.01 ? (Self.pavementEdge - camera.position.x) / ray.across : .infinity
        let toGround = ray.down > 0.001 ? camera.position.z / ray.down : .infinity
        let haze = min(toHouses, toGround)
        let seen: Paint
        if toGround <= toHouses {
            guard toGround.isFinite else { return HousePattern.sky(-ray.down) }
            // What one pixel holds of far ground is too fine to paint: the pattern fades out.
            let detail = min(1, camera.focalPixels * camera.position.z / (toGround * toGround) / 4)
            seen = ground.paint(
                camera.position.x + ray.across * toGround,
                camera.position.y + ray.along * toGround,
                detail: detail
            )
        } else {
            let along = camera.position.y + ray.along * toHouses
            let height = camera.position.z - ray.down * toHouses
            seen = houses.paint(along, height) ?? HousePattern.sky(-ray.down)
        }
        return seen.mixed(with: Paint(176, 186, 198), min(0.55, haze / 260))
    }

    private static func canvas(of paints: [Paint], size: PixelSize) -> FrameCanvas {
        let luma = paints.map { UInt8(min(max($0.luma, 0), 255)) }
        let (width, height) = ((size.width + 1) / 2, (size.height + 1) / 2)
        var blue = [UInt8](repeating: 128, count: width * height)
        var red = blue
        for y in 0..<height {
            for x in 0..<width {
                let paint = paints[
                    min(2 * y, size.height - 1) * size.width + min(2 * x, size.width - 1)
                ]
                blue[y * width + x] = UInt8(min(max(paint.chromaBlue, 16), 240))
                red[y * width + x] = UInt8(min(max(paint.chromaRed, 16), 240))
            }
        }
        return FrameCanvas(size: size, luma: luma, chromaBlue: blue, chromaRed: red)
    }
}
