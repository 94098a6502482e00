import CameraIndex

/// The questions whose answers are timed.
struct Questions {
    /// The city that was recorded.
    let city: CityYear
    /// The index that is asked.
    let index: EventIndex

    /// Asks them all and prints a line for each kind.
    func askAll() throws {
        let lengths: [(String, Int64)] = [
            ("1 hour", 60), ("1 day", 1440), ("1 week", 10_080), ("30 days", 43_200),
        ]
        var all = Timings("camera + time, all lengths")
        for (text, minutes) in lengths {
            var timings = Timings("camera + \(text)")
            try ask(2500, &timings) { generator in
                query(minutes: minutes, using: &generator)
            }
            timings.report()
            all.absorb(timings)
        }
        all.report()
        try askOthers()
    }

    private func askOthers() throws {
        try report("camera + 1 day, no coverage", 2500) { generator in
            var query = query(minutes: 1440, using: &generator)
            query.includesCoverage = false
            return query
        }
        try report("camera + 30 days, one rule, 10 min", 1000) { generator in
            var query = query(minutes: 43_200, using: &generator)
            query.rules = ["bus-lane"]
            query.minimumDwell = .minutes(10)
            return query
        }
        try report("camera + 30 days, with count", 1000) { generator in
            var query = query(minutes: 43_200, using: &generator)
            query.includesTotal = true
            return query
        }
        try report("camera + whole year, a rule of no event", 200) { generator in
            var query = query(minutes: 1440, using: &generator)
            (query.from, query.to) = (nil, nil)
            query.rules = ["none"]
            return query
        }
        try report("11 cameras by pattern + 1 day", 500) { generator in
            var query = query(minutes: 1440, using: &generator)
            query.cameras = ["camera-1?", "camera-2"]
            return query
        }
        try report("111 cameras by pattern + 1 day", 200) { generator in
            var query = query(minutes: 1440, using: &generator)
            query.cameras = ["camera-1*"]
            return query
        }
        try report("all cameras + 1 day", 200) { generator in
            var query = query(minutes: 1440, using: &generator)
            query.cameras = []
            return query
        }
        try report("all cameras, whole year", 50) { _ in EventQuery() }
        var census = Timings("camindexd cameras")
        for _ in 0..<5 { try census.time { _ = try index.cameras() } }
        census.report()
    }

    private func report(
        _ name: String,
        _ count: Int,
        _ make: (inout SeededGenerator) -> EventQuery
    ) throws {
        var timings = Timings(name)
        try ask(count, &timings, make)
        timings.report()
    }

    private func ask(
        _ count: Int,
        _ timings: inout Timings,
        _ make: (inout SeededGenerator) -> EventQuery
    ) throws {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<count {
            let query = make(&generator)
            var found = 0
            try timings.time { found = try index.events(query).events.count }
            timings.found += found
        }
    }

    private func query(minutes: Int64, using generator: inout SeededGenerator) -> EventQuery {
        let camera = Int.random(in: 0..<city.cameras, using: &generator)
        let length = MediaDuration.minutes(minutes)
        let latest = CityYear.length.microseconds - length.microseconds
        let offset = Int64.random(in: 0..<latest, using: &generator)
        let from = UTCTime(microseconds: CityYear.start.microseconds + offset)
        return EventQuery(cameras: [city.name(camera)], from: from, to: from + length)
    }
}
