import CameraIndex

/// Stops that are hard for reasons of their own, each in a clip of its own.
extension SceneSuite {
    /// The hard stops: what is beside, before and behind them, and what happens to them.
    static func special(seed: UInt64) -> [SuiteCase] {
        let makers: [(UInt64) -> [SuiteCase]] = [
            fourMinutes, creeps, neighbours, hidden, driver, edges, dark, jam, ten, first, things,
            turn,
        ]
        return makers.enumerated().flatMap { number, make in
            make(seed &* 100 &+ 40 &+ UInt64(number))
        }
    }

    /// A clip of scripted stops with a limit, by day unless it is changed afterwards.
    private static func clip(
        _ name: String,
        limit: Double,
        seconds: Double,
        seed: UInt64,
        stops: [ScriptedStop],
        isQuick: Bool = false
    ) -> SuiteCase {
        let script = SceneScript(
            fps: 6,
            duration: .seconds(seconds),
            seed: seed,
            light: SceneLight(swing: 0.06, cloudDepth: 0.15),
            stops: stops,
            vehiclesPerMinute: 5
        )
        return SuiteCase(
            name: "stops-\(name)",
            suite: .stops,
            kind: name,
            script: script,
            limit: .seconds(limit),
            encoding: .h264(kilobits: 400),
            isQuick: isQuick
        )
    }

    /// A stop at an exact place.
    private static func stop(
        _ lane: StreetLane,
        _ along: Double,
        _ vehicle: VehicleStyle,
        _ paint: Paint,
        from arrival: Double,
        for dwell: Double?
    ) -> ScriptedStop {
        let begin = MediaTime(seconds: arrival)
        var stop = ScriptedStop(
            lane: lane,
            place: 0,
            vehicle: vehicle,
            paint: paint,
            arrival: begin,
            departure: dwell.map { begin + .seconds($0) }
        )
        stop.along = along
        stop.pullIn = 12
        return stop
    }

    /// The founding rule: 4:01 is an event; 2:30 twice on one spot within 5 s, or before and after
    /// a creep of a metre, is none.
    private static func fourMinutes(seed: UInt64) -> [SuiteCase] {
        var creeping = stop(.nearKerb, 24, .suv, .white, from: 60.41, for: 150)
        creeping.moves = [
            .init(
                metres: 1,
                arrival: MediaTime(seconds: 213.2),
                departure: MediaTime(seconds: 363.2)
            )
        ]
        let stops = [
            stop(.farKerb, 16, .saloon, .silver, from: 47.33, for: 241),
            stop(.farKerb, 30, .hatchback, .red, from: 52.7, for: 150),
            stop(.farKerb, 30, .suv, .white, from: 207.7, for: 150),
            stop(.nearKerb, 12, .van, .white, from: 71.9, for: 239),
            creeping,
        ]
        return [clip("swap-and-creep", limit: 240, seconds: 400, seed: seed, stops: stops)]
    }

    /// A stop that creeps is two stops: a metre is more than a tenth of a car's width.
    private static func creeps(seed: UInt64) -> [SuiteCase] {
        func creep(
            _ lane: StreetLane,
            _ along: Double,
            _ vehicle: VehicleStyle,
            _ paint: Paint,
            at start: Double,
            _ first: Double,
            _ metres: Double,
            _ second: Double
        ) -> ScriptedStop {
            var stop = stop(lane, along, vehicle, paint, from: start, for: first)
            let again = start + first + 2.6
            stop.moves = [
                .init(
                    metres: metres,
                    arrival: MediaTime(seconds: again),
                    departure: MediaTime(seconds: again + second)
                )
            ]
            return stop
        }
        return [
            clip(
                "creep",
                limit: 60,
                seconds: 220,
                seed: seed,
                stops: [
                    creep(.farKerb, 16, .saloon, .white, at: 31.2, 45, 1, 45),
                    creep(.farKerb, 32, .suv, .red, at: 36.9, 72, 1, 35),
                    creep(.nearKerb, 13, .hatchback, .yellow, at: 42.4, 35, 1, 74),
                    creep(.nearKerb, 26, .van, .white, at: 34.1, 50, -2, 50),
                ],
                isQuick: true
            )
        ]
    }

    /// Side by side, and one behind another.
    private static func neighbours(seed: UInt64) -> [SuiteCase] {
        let beside = [
            stop(.farKerb, 20, .saloon, .red, from: 34.3, for: 92),
            stop(.far, 21.5, .saloon, .white, from: 40.8, for: 71),
            stop(.nearKerb, 9, .hatchback, .silver, from: 37.6, for: 48),
            stop(.nearKerb, 15.2, .saloon, .black, from: 35.9, for: 83),
            stop(.nearKerb, 21.6, .suv, .blue, from: 33.2, for: 95),
            stop(.farKerb, 34, .hatchback, .yellow, from: 31.7, for: 66),
            stop(.farKerb, 40.4, .van, .white, from: 29.8, for: 79),
        ]
        return [
            clip(
                "neighbours",
                limit: 60,
                seconds: 170,
                seed: seed,
                stops: beside,
                isQuick: true
            )
        ]
    }

    /// A van that hides half for 20 s, a bus that hides all for 15 s, a queue for a minute.
    private static func hidden(seed: UInt64) -> [SuiteCase] {
        let stops = [
            stop(.farKerb, 22, .saloon, .white, from: 30.4, for: 96),
            stop(.far, 21.2, .van, .silver, from: 62.3, for: 20),
            stop(.farKerb, 22, .suv, .red, from: 158.2, for: 88),
            stop(.far, 18.2, .bus, .green, from: 190.7, for: 15),
            stop(.farKerb, 22, .hatchback, .yellow, from: 272.6, for: 54),
            stop(.far, 18.2, .bus, .white, from: 296.2, for: 15),
            stop(.farKerb, 20, .saloon, .white, from: 352.3, for: 128),
        ]
        var one = clip("hidden", limit: 60, seconds: 510, seed: seed, stops: stops)
        // Seven vehicles, nine seconds apart: the spot is hidden again and again for a minute.
        one.script.crawls = [
            TrafficCrawl(lane: .far, from: MediaTime(seconds: 375), vehicles: 7, interval: 9)
        ]
        one.script.vehiclesPerMinute = 3
        return [one]
    }

    /// A door opens, somebody gets out, walks away and comes back.
    private static func driver(seed: UInt64) -> [SuiteCase] {
        var stops = [
            stop(.farKerb, 18, .saloon, .silver, from: 32.1, for: 85),
            stop(.farKerb, 33, .suv, .white, from: 36.4, for: 52),
            stop(.nearKerb, 12, .hatchback, .red, from: 41.3, for: 78),
            stop(.nearKerb, 24, .van, .white, from: 38.6, for: 64.5),
        ]
        for index in stops.indices { stops[index].driverLeaves = true }
        return [clip("driver", limit: 60, seconds: 150, seed: seed, stops: stops, isQuick: true)]
    }

    /// Parked across the zone's edge: most of its ground inside, most outside, and half.
    private static func edges(seed: UInt64) -> [SuiteCase] {
        let stops = [
            stop(.farKerb, 20, .saloon, .white, from: 30.2, for: 55),
            stop(.farKerb, 20, .saloon, .red, from: 104.8, for: 55),
        ]
        let shares: [(name: String, inside: Double)] = [
            ("edge-inside", 0.75), ("edge-outside", 0.25), ("edge-half", 0.5),
        ]
        return shares.map { name, inside in
            var one = clip(name, limit: 40, seconds: 180, seed: seed, stops: stops)
            guard let box = StreetScene(one.script).truth.first?.box else { return one }
            let left = Double(box.x) + Double(box.width) * (1 - inside)
            let edge = left / Double(one.script.size.width)
            one.zone = [
                Point(x: edge, y: 0.2), Point(x: 1, y: 0.2), Point(x: 1, y: 1),
                Point(x: edge, y: 1),
            ]
            return one
        }
    }

    /// By night: out of the dark end of the street, with lamps left on, with hazard lights.
    private static func dark(seed: UInt64) -> [SuiteCase] {
        var stops = [
            stop(.nearKerb, 12, .saloon, .silver, from: 33.7, for: 77),
            stop(.nearKerb, 24, .van, .white, from: 29.9, for: 88),
            stop(.farKerb, 14, .suv, .white, from: 41.2, for: 82),
            stop(.farKerb, 28, .hatchback, .yellow, from: 36.6, for: 49),
            stop(.nearKerb, 12, .hatchback, .red, from: 148.1, for: 70),
            stop(.nearKerb, 24, .suv, .silver, from: 143.3, for: 57.5),
            stop(.farKerb, 14, .saloon, .white, from: 156.4, for: 74),
        ]
        let lamps: [VehicleLamps] = [
            .driving, .left, .hazard, .driving, .hazard, .left, .driving,
        ]
        for index in stops.indices { stops[index].lamps = lamps[index] }
        var one = clip("dark", limit: 60, seconds: 245, seed: seed, stops: stops)
        one.script.light = SceneLight(swing: 0, cloudDepth: 0)
        one.script.sky = SceneSky(startHour: 22)
        one.script.sky?.litUntil = 32
        var rain = one
        rain.name = "stops-dark-rain"
        rain.kind = "dark-rain"
        rain.script.weather.rain = 0.4
        return [one, rain]
    }

    /// A stop that begins in a jam, as one of the queue, and goes on when the jam has dissolved.
    private static func jam(seed: UInt64) -> [SuiteCase] {
        let near = TrafficCrawl(
            lane: .near,
            from: MediaTime(seconds: 10),
            vehicles: 9,
            interval: 17
        )
        let far = TrafficCrawl(lane: .far, from: MediaTime(seconds: 2), vehicles: 9, interval: 19)
        let broken = near.stop(
            number: 9,
            vehicle: .hatchback,
            paint: .red,
            rest: (place: 8, length: .seconds(95))
        )
        var one = clip("jam", limit: 60, seconds: 480, seed: seed, stops: [broken])
        one.script.crawls = [near, far]
        one.script.vehiclesPerMinute = 4
        return [one]
    }

    /// Ten stops at once.
    private static func ten(seed: UInt64) -> [SuiteCase] {
        let styles: [VehicleStyle] = [.saloon, .hatchback, .suv, .saloon, .van]
        let paints: [Paint] = [.white, .red, .silver, .yellow, .white]
        var stops: [ScriptedStop] = []
        for number in 0..<5 {
            // The foremost arrives and leaves first.
            let turn = Double(number)
            stops.append(
                stop(
                    .farKerb,
                    44 - 7.6 * turn,
                    styles[number],
                    paints[number],
                    from: 40.3 + 0.37 * turn,
                    for: [66, 71, 58.9, 80, 61.2][number]
                )
            )
            stops.append(
                stop(
                    .nearKerb,
                    9 + 7.2 * turn,
                    styles[4 - number],
                    paints[4 - number],
                    from: 40.1 + 0.41 * turn,
                    for: [62, 77, 69, 59.3, 85][number]
                )
            )
        }
        return [clip("ten", limit: 60, seconds: 145, seed: seed, stops: stops, isQuick: true)]
    }

    /// There from the first frame: two leave later, one never does.
    private static func first(seed: UInt64) -> [SuiteCase] {
        var stops = [
            stop(.farKerb, 14, .saloon, .red, from: 0, for: 45),
            stop(.farKerb, 27, .van, .white, from: 0, for: 110),
            stop(.nearKerb, 13, .suv, .silver, from: 0, for: nil),
        ]
        for index in stops.indices { stops[index].arrivesFromOutside = false }
        stops.append(stop(.nearKerb, 25, .hatchback, .yellow, from: 62.4, for: 75))
        stops.append(stop(.farKerb, 14, .saloon, .white, from: 90.2, for: 68))
        return [
            clip(
                "first-frame",
                limit: 60,
                seconds: 240,
                seed: seed,
                stops: stops,
                isQuick: true
            )
        ]
    }

    /// A skip, a bag, somebody who waits: size and shape decide what counts.
    private static func things(seed: UInt64) -> [SuiteCase] {
        // The skip is put down and taken away while a lorry stands before it.
        let lorries = [
            stop(.far, 17.5, .lorry, .white, from: 33.2, for: 24),
            stop(.far, 17.5, .lorry, .white, from: 150.6, for: 24),
        ]
        var one = clip("things", limit: 60, seconds: 215, seed: seed, stops: lorries)
        func thing(
            _ kind: ScriptedThing.Kind,
            _ x: Double,
            _ y: Double,
            _ since: Double,
            _ end: Double
        ) -> ScriptedThing {
            ScriptedThing(
                kind,
                x: x,
                y: y,
                since: MediaTime(seconds: since),
                end: MediaTime(seconds: end)
            )
        }
        one.script.things = [
            thing(.skip, 11, 21, 45.3, 162.7), thing(.bag, 1.2, 12, 38.4, 120),
            thing(.person, 1.4, 18, 30, 140),
        ]
        // Whether these count is a matter of the zone's least size and of shapes.
        one.expectations = [2: .either, 3: .either, 4: .either]
        return [one]
    }

    /// The camera turns away from three stops: one has lasted long enough, one has ended, and of
    /// one nobody knows whether it went on.
    private static func turn(seed: UInt64) -> [SuiteCase] {
        var one = clip("turn", limit: 60, seconds: 400, seed: seed, stops: [])
        one.script.camera.turns = .seconds(400)
        let end = MediaTime.zero + one.script.duration
        guard let away = one.script.camera.turned(until: end, seed: seed).first else { return [] }
        let start = away.start.seconds
        one.script.stops = [
            stop(.farKerb, 16, .saloon, .white, from: start - 78.3, for: 230),
            stop(.nearKerb, 14, .suv, .red, from: start - 66.7, for: 41),
            stop(.farKerb, 30, .van, .white, from: start - 37.4, for: 190),
        ]
        one.expectations = [2: .either]
        one.ignored = [MediaRange(away.start, away.end + .seconds(60))]
        return [one]
    }
}
