import CameraIndex

/// A year of a city's cameras, made up: the same for one seed.
///
/// Most stays last minutes, one in a thousand days, and the last of every tenth camera still
/// stands. Each camera has a file a day, and a hole of some hours now and then. It comes in steps
/// of five days, so that the cameras' rows lie mixed in the index as they do after a year of scans.
struct CityYear {
    /// Cameras of the city.
    let cameras: Int
    /// Events of all cameras together.
    let events: Int

    /// 2025-01-01T00:00:00Z.
    static let start = MediaTime(microseconds: 1_735_689_600_000_000)
    /// How long the year is.
    static let length = MediaDuration(microseconds: 365 * 86_400_000_000)

    /// Steps in which the year is recorded.
    static let steps = 73
    private static let daysInStep = 5

    private let clock = MediaClock(source: .given, uncertainty: .seconds(1))
    private let rules = ["no-stopping", "bus-lane", "hydrant"]
    private let zones = ["north-lane", "south-lane", "crossing", "stop"]

    /// Name of the camera of that number.
    func name(_ camera: Int) -> String {
        "camera-\(camera)"
    }

    /// What was found on one camera in one step.
    func batch(ofCamera camera: Int, step: Int) -> FactBatch {
        // The number of this batch among all; events are dealt out evenly.
        let batches = cameras * Self.steps
        let place = step * cameras + camera
        let count = events * (place + 1) / batches - events * place / batches
        var generator = SeededGenerator(seed: UInt64(place))
        var batch = FactBatch(camera: name(camera), timeline: .utc, clock: clock)
        batch.events = (0..<count).map { number in
            let isLast = step == Self.steps - 1 && number == count - 1
            let isOpen = isLast && camera % 10 == 0
            return event(of: camera, in: step, isOpen: isOpen, using: &generator)
        }
        for day in step * Self.daysInStep..<(step + 1) * Self.daysInStep {
            let start = Self.start + MediaDuration(microseconds: Int64(day) * 86_400_000_000)
            batch.footage.append(file(of: camera, day: day, from: start))
            let hole = day % 9 == camera % 9 ? Int64.random(in: 1...5, using: &generator) : 0
            let end = start + .minutes(24 * 60 - hole * 60)
            batch.coverage.append(
                .watched(
                    MediaRange(start, end),
                    longestGap: .seconds(4),
                    floor: .seconds(60)
                )
            )
        }
        return batch
    }

    private func event(
        of camera: Int,
        in step: Int,
        isOpen: Bool,
        using generator: inout SeededGenerator
    ) -> Event {
        let length = Self.length.microseconds / Int64(Self.steps)
        let begin = length * Int64(step)
        let offset = Int64.random(in: begin..<begin + length, using: &generator)
        let since = Self.start + MediaDuration(microseconds: offset)
        let dwell = dwell(using: &generator)
        let box = Box(
            x: Int.random(in: 0..<1800, using: &generator),
            y: Int.random(in: 0..<1000, using: &generator),
            width: 120,
            height: 80
        )
        let stop = StopID(since: since, box: box)
        let rule = rules[Int.random(in: 0..<rules.count, using: &generator)]
        let zone = zones[Int.random(in: 0..<zones.count, using: &generator)]
        return Event(
            id: EventID(camera: name(camera), rule: rule, zone: zone, stop: stop),
            camera: name(camera),
            rule: rule,
            kind: .dwell,
            zone: zone,
            state: isOpen ? .open : .ended,
            stop: stop,
            since: since,
            raisedAt: since + .seconds(240),
            endedAt: isOpen ? nil : since + dwell,
            dwell: dwell,
            limit: .seconds(240),
            arrivalSeen: true,
            box: box,
            frame: PixelSize(width: 1920, height: 1080),
            uncertainty: .seconds(0.08),
            onTheEdge: false,
            clock: clock
        )
    }

    private func dwell(using generator: inout SeededGenerator) -> MediaDuration {
        let dice = Int.random(in: 0..<1000, using: &generator)
        let seconds =
            switch dice {
            case 0: Double.random(in: 86_400...30 * 86_400, using: &generator)
            case 1..<20: Double.random(in: 7200...86_400, using: &generator)
            default: Double.random(in: 240...3600, using: &generator)
            }
        return .seconds(seconds)
    }

    private func file(of camera: Int, day: Int, from start: MediaTime) -> Footage {
        Footage(
            id: FootageID(stored: "\(camera)-\(day)"),
            camera: name(camera),
            path: "/footage/\(name(camera))/\(day).mp4",
            sizeBytes: 40_000_000_000,
            timeline: .utc,
            range: MediaRange(start, start + .minutes(24 * 60)),
            clock: clock,
            format: Footage.Format(
                codec: "h264",
                frame: PixelSize(width: 1920, height: 1080),
                frameRate: 25
            ),
            offset: start,
            watchedUntil: start + .minutes(24 * 60),
            isComplete: true,
            settings: "bench"
        )
    }
}
