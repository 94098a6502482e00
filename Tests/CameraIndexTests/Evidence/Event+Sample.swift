import CameraIndex

extension Event {
    /// An event of a 240 s rule.
    static func sample(
        camera: String = "gate-2",
        since: Double = 100,
        arrivalSeen: Bool = true,
        clock: MediaClock = .unknown
    ) -> Event {
        let since = MediaTime(seconds: since)
        let box = Box(x: 10, y: 20, width: 30, height: 20)
        let stop = StopID(since: since, box: box)
        return Event(
            id: EventID(camera: camera, rule: "no-stopping", zone: "lane", stop: stop),
            camera: camera,
            rule: "no-stopping",
            kind: .dwell,
            zone: "lane",
            state: .open,
            stop: stop,
            since: since,
            raisedAt: since + .seconds(240),
            endedAt: nil,
            dwell: .seconds(300),
            limit: .seconds(240),
            arrivalSeen: arrivalSeen,
            box: box,
            frame: PixelSize(width: 640, height: 360),
            uncertainty: .zero,
            onTheEdge: false,
            clock: clock
        )
    }
}
