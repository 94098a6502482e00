import CameraIndex

/// When a painted vehicle is at rest, by the project's own meaning of the word: it lies less than a
/// tenth of its width from the place where it stands.
struct RestTruth {
    let journey: Journey
    let camera: SceneCamera
    /// What the vehicle covers where it stands.
    let box: Box

    private static let reach = 0.1
    /// No vehicle needs longer to brake or to leave.
    private static let longestWay = 8.0

    /// The first moment at rest of a vehicle that stands still from `arrival` on.
    func since(_ arrival: MediaTime) -> MediaTime {
        border(from: arrival, towards: -1, restingAt: arrival)
    }

    /// The last moment at rest of a vehicle that stands still until `departure`.
    func end(_ departure: MediaTime) -> MediaTime {
        border(from: departure, towards: 1, restingAt: departure)
    }

    private func border(from still: MediaTime, towards side: Double, restingAt: MediaTime)
        -> MediaTime
    {
        var near = 0.0
        var far = Self.longestWay
        for _ in 0..<40 {
            let middle = (near + far) / 2
            if isAtRest(still + .seconds(side * middle), restingAt: restingAt) {
                near = middle
            } else {
                far = middle
            }
        }
        return still + .seconds(side * near)
    }

    private func isAtRest(_ time: MediaTime, restingAt: MediaTime) -> Bool {
        guard let there = ground(at: restingAt), let here = ground(at: time) else { return false }
        let (x, y) = (here.x - there.x, here.y - there.y)
        let reach = Self.reach * Double(box.width)
        return x * x + y * y < reach * reach
    }

    /// The middle of the ground beneath the vehicle, in pixels.
    private func ground(at time: MediaTime) -> Point? {
        journey.placed(at: time).flatMap { placed in
            camera.project(StreetPoint(x: placed.x, y: placed.y, z: 0)).map {
                Point(x: $0.x, y: $0.y)
            }
        }
    }
}
