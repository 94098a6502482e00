import CameraIndex
import SyntheticScene

/// A camera over a street with traffic, whose pictures are spoilt before its health is judged.
struct WatchedCamera {
    static let size = PixelSize(width: 480, height: 270)
    /// How far its pictures lie apart.
    static let step = MediaDuration.seconds(4)

    var health: CameraHealth
    /// Everything that was told, in order.
    private(set) var told: [Event] = []
    private(set) var now: MediaTime

    /// Begins to watch, at a moment, as well as it is known already.
    init(
        _ health: CameraHealth = CameraHealth(camera: "gate-2"),
        at now: MediaTime = MediaTime(seconds: 1_000)
    ) {
        self.health = health
        self.now = now
    }

    /// Pictures of a street by day on which much drives; they are shown again and again.
    private static let street: [[UInt8]] = {
        var painter = ScenePainter(
            StreetScene(SceneScript(size: size, vehiclesPerMinute: 20))
        )
        return (0..<40).map { painter.frame(at: MediaTime.zero + step * Double($0)).luma }
    }()

    /// Watches for some seconds pictures that are spoilt by `change`.
    mutating func watch(for seconds: Double, _ change: (inout [UInt8]) -> Void = { _ in }) {
        let end = now + .seconds(seconds)
        while now < end {
            let number = Int(now.microseconds / Self.step.microseconds)
            var plane = Self.street[number % Self.street.count]
            change(&plane)
            health.note(PictureMeasure(plane, size: Self.size), at: now)
            advance()
        }
    }

    /// Pictures come that cannot be decoded.
    mutating func watchNothing(for seconds: Double) {
        let end = now + .seconds(seconds)
        while now < end {
            health.note(nil, at: now)
            advance()
        }
    }

    /// The stream is gone.
    mutating func lose(for seconds: Double, because reason: String) {
        let end = now + .seconds(seconds)
        while now < end {
            health.noteAbsence(reason, at: now)
            advance()
        }
    }

    private mutating func advance() {
        told += health.takeChanges()
        now = now + Self.step
    }

    /// The newest that was told of a kind.
    func newest(_ kind: Event.Kind) -> Event? { told.last { $0.kind == kind } }
}
