/// How a survey finds from when to when a thing stood: looks only where they decide something.
extension Survey {
    /// What is seen in less of its looks is no fact.
    private static let leastSeenRatio = 0.6
    /// Doubts of more than this are not looked at frame by frame.
    private static let longestStretch = MediaDuration.seconds(12)
    /// So many looks in a row tell that rest or motion lasts; one picture of so many is one.
    private static let lastingLooks = 4
    private static let lookStep = 2
    /// Looks between the sights of each thing before its ends are looked for, and after that.
    private static let firstChecks = 2
    private static let mostChecks = 12

    /// Looks for the ends of what was found, and tells what ended.
    mutating func refine<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        isFinal: Bool,
        _ view: inout View
    ) throws(View.Failure) {
        let now = scene.samples.last?.time ?? .zero
        if isFinal {
            for index in tracks.indices where tracks[index].ending == nil {
                // Whether it stands at the end, its last looks tell.
                if tracks[index].missed.contains(where: { $0.state == .absent }) {
                    tracks[index].end(.left)
                }
            }
        }
        setAsideGround(in: scene)
        joinSame()
        // Most of what only seems to have stood is seen not to be there by a look or two.
        try check(in: scene, rounds: Self.firstChecks, until: now, isFinal: isFinal, &view)
        try searchEnds(in: scene, until: now, isFinal: isFinal, &view)
        try setAsideShort(in: scene, until: now, &view)
        try check(in: scene, rounds: Self.mostChecks, until: now, isFinal: isFinal, &view)
        try searchEnds(in: scene, until: now, isFinal: isFinal, &view)
        try setAsideShort(in: scene, until: now, &view)
        joinInPlace()
        try lookClosely(in: scene, &view)
        joinBeside()
        for index in tracks.indices {
            guard let stop = report(tracks[index]) else { continue }
            tracks[index].id = stop.id
            if tracks[index].ending != nil { finished.append(stop) }
        }
    }

    /// The stops that stand now.
    var openStops: [Stop] { tracks.filter { $0.ending == nil }.compactMap(report) }

    // MARK: - Bisection

    /// Halves the doubt about each end, look by look; each picture serves all that it can.
    private mutating func searchEnds<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        until now: MediaTime,
        isFinal: Bool,
        _ view: inout View
    ) throws(View.Failure) {
        while true {
            for index in tracks.indices { tracks[index].settleEnds(within: need.precision) }
            let wishes = wishes(of: isFinal) { $0.wishes(from: need.shortestStop, until: now) }
            guard !wishes.isEmpty else { return }
            let planes = try view.planes(at: wishes)
            let claimed = claimed()
            for (wish, plane) in zip(wishes, planes) {
                let sample = plane.flatMap { scene.readableSample(of: $0, claimed: claimed) }
                if let sample { divide(by: sample, noise: scene.model.noise) }
                for index in tracks.indices {
                    take(plane?.time, sample, for: wish, &tracks[index], scene)
                }
            }
        }
    }

    /// Takes apart what a picture near an end shows one part of, and the empty place of the other:
    /// the two come or leave at moments of their own.
    private mutating func divide(by sample: Sample, noise: Float) {
        for index in tracks.indices where tracks[index].mayLearn(at: sample.time) {
            let parts = SurveyParts(of: tracks[index].template, in: sample, noise: noise).parts
            guard let (one, other) = parts else { continue }
            tracks.append(tracks[index].part(other))
            tracks[index] = tracks[index].part(one)
        }
    }

    /// What the tracks that are looked into need, each wish once.
    ///
    /// What still stands waits for its end, unless it stood for long enough already or no more
    /// samples come.
    private func wishes(
        of isFinal: Bool,
        _ asked: (SurveyTrack) -> [PictureWish]
    ) -> [PictureWish] {
        var wishes: [PictureWish] = []
        for track in tracks
        where isFinal || track.ending != nil || track.shortestDwell >= need.shortestStop {
            for wish in asked(track) where !wishes.contains(wish) { wishes.append(wish) }
        }
        return wishes
    }

    /// Takes up what a picture shows of a track: its time, and the sample where it is readable.
    private func take(
        _ time: MediaTime?,
        _ sample: Sample?,
        for wish: PictureWish,
        _ track: inout SurveyTrack,
        _ scene: SurveyScene
    ) {
        guard let time else { return track.takeNothing(for: wish) }
        guard track.mayLearn(at: time) else { return }
        let isAtRest = sample.flatMap { boundary(track.template, scene).areAtRest([$0])[0] }
        track.take(isAtRest: isAtRest, at: time)
    }

    func boundary(_ template: StopTemplate, _ scene: SurveyScene) -> RestBoundary {
        RestBoundary(template: template, noise: scene.model.noise, plane: size)
    }

    /// Marks what stands, or stood: light is not told by it.
    func claimed() -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        for track in tracks { track.template.mask.forEachPixel { _, index in plane[index] = 1 } }
        return plane
    }

    // MARK: - Verification

    /// Looks into the longest gaps between sights, so many times at most.
    ///
    /// The same thing must have stood there all along: where it was seen not to be there, its stay
    /// is cut.
    private mutating func check<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        rounds: Int,
        until now: MediaTime,
        isFinal: Bool,
        _ view: inout View
    ) throws(View.Failure) {
        for _ in 0..<rounds {
            let gap = need.longestGap
            let checks = wishes(of: isFinal) { [$0.check(every: gap)].compactMap(\.self) }
            guard !checks.isEmpty else { return }
            try look(at: checks, in: scene, &view)
            while true {
                let doubts = wishes(of: isFinal) { [$0.confirmation(near: gap)].compactMap(\.self) }
                guard !doubts.isEmpty else { break }
                try look(at: doubts, in: scene, &view)
            }
            for index in tracks.indices { tracks[index].cut() }
            try setAsideShort(in: scene, until: now, &view)
        }
    }

    /// Asks pictures between the ends of stays for what stands there.
    private mutating func look<View: FootageView & ~Copyable>(
        at wishes: [PictureWish],
        in scene: SurveyScene,
        _ view: inout View
    ) throws(View.Failure) {
        let planes = try view.planes(at: wishes)
        let claimed = claimed()
        for (wish, plane) in zip(wishes, planes) {
            let sample = plane.flatMap { scene.readableSample(of: $0, claimed: claimed) }
            // What nothing serves is not asked for again.
            let time = plane?.time ?? wish.time
            for index in tracks.indices where tracks[index].stood(at: time) {
                let template = tracks[index].template
                let sight = sample.map {
                    SurveyTrack.Sight(
                        template.sighting(in: $0, noise: scene.model.noise),
                        at: time
                    )
                }
                tracks[index].note(sight ?? .init(time: time, state: .hidden))
            }
        }
    }

    // MARK: - Frame by frame

    private mutating func lookClosely<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        _ view: inout View
    ) throws(View.Failure) {
        var asked: [CloseLook] = []
        for index in tracks.indices where tracks[index].shortestDwell >= need.shortestStop * 0.9 {
            let track = tracks[index]
            if track.arrivalSeen, track.restArrival == nil, track.arrival.doubt > need.precision,
                track.arrival.doubt <= Self.longestStretch
            {
                asked.append(CloseLook(track: index, end: track.arrival))
            }
            if let departure = track.departure, track.restDeparture == nil,
                departure.doubt > need.precision, departure.doubt <= Self.longestStretch
            {
                asked.append(CloseLook(track: index, end: departure))
            }
        }
        // What came or left between the same two keyframes is seen in the same frames.
        let stretches = Dictionary(grouping: asked, by: \.end.range).values.sorted {
            ($0[0].end.range.start, $0[0].end.range.end)
                < ($1[0].end.range.start, $1[0].end.range.end)
        }
        guard !stretches.isEmpty else { return }
        let planes = try view.planes(within: stretches.map { wish(for: $0, scene) })
        let claimed = claimed()
        for (looks, planes) in zip(stretches, planes) {
            let samples = planes.compactMap { scene.readableSample(of: $0, claimed: claimed) }
            for look in looks {
                let boundary = boundary(tracks[look.track].template, scene)
                switch look.end.side {
                case .arrival:
                    tracks[look.track].restArrival = boundary.arrival(among: samples[...])
                case .departure:
                    tracks[look.track].restDeparture = boundary.departure(among: samples[...])
                }
            }
        }
    }

    /// An end of a track that is looked at frame by frame.
    private struct CloseLook {
        let track: Int
        let end: EndSearch
    }

    /// The frames around the ends of one stretch, until rest or motion has lasted for each.
    private func wish(for looks: [CloseLook], _ scene: SurveyScene) -> StretchWish {
        let claimed = claimed()
        let asked = looks.map { look in
            (boundary(tracks[look.track].template, scene), look.end.side == .arrival)
        }
        return StretchWish(range: looks[0].end.range) { planes in
            let newest = planes.suffix(Self.lastingLooks * Self.lookStep)
            guard newest.count == Self.lastingLooks * Self.lookStep,
                planes.count.isMultiple(of: Self.lookStep)
            else { return false }
            let looks = newest.enumerated().filter { ($0.offset + 1).isMultiple(of: Self.lookStep) }
            let samples = looks.compactMap {
                scene.readableSample(of: $0.element, claimed: claimed)
            }
            return samples.count == Self.lastingLooks
                && asked.allSatisfy { boundary, isArrival in
                    boundary.areAtRest(samples).allSatisfy { $0 == isArrival }
                }
        }
    }

    // MARK: - Facts

    /// The track as a fact; nil where it stood for too short a time.
    private func report(_ track: SurveyTrack) -> Stop? {
        let since: (MediaTime, MediaDuration) =
            track.restArrival.map { ($0.time, $0.uncertainty) }
            ?? (track.arrival.rest, track.arrivalSeen ? track.arrival.doubt : .zero)
        let end: (MediaTime, MediaDuration) =
            track.restDeparture.map { ($0.time, $0.uncertainty) }
            ?? track.departure.map { ($0.rest, $0.doubt) } ?? (track.lastSeen, .zero)
        guard end.0 - since.0 + since.1 + end.1 >= need.shortestStop,
            track.seenRatio >= Self.leastSeenRatio, !track.isSeveral
        else { return nil }
        let box = geometry.coded(track.body)
        return Stop(
            id: track.id ?? StopID(since: since.0, box: box),
            since: since.0,
            sinceUncertainty: since.1,
            lastSeen: end.0,
            ending: track.ending,
            endUncertainty: end.1,
            arrivalSeen: track.arrivalSeen,
            box: box,
            frame: geometry.frame,
            turn: geometry.turn,
            seenRatio: track.seenRatio,
            hiddenRatio: 1 - track.seenRatio,
            gaps: gaps.filter { $0.start >= since.0 && $0.end <= end.0 },
            hidden: track.unseen(longerThan: need.longestGap * 2)
        )
    }
}
