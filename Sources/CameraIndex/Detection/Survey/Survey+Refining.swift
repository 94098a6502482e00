/// How a survey finds from when to when a thing stood: looks only where they decide something.
extension Survey {
    /// What is seen in less of its looks is no fact.
    private static let leastSeenRatio = 0.6
    /// Doubts of more than this are not looked at frame by frame.
    private static let longestStretch = MediaDuration.seconds(12)
    /// So many looks in a row tell that rest or motion lasts; one picture of so many is one.
    private static let lastingLooks = 4
    private static let lookStep = 2

    /// Looks for the ends of what was found, and tells what ended.
    mutating func refine<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        isFinal: Bool,
        _ view: inout View
    ) throws(View.Failure) {
        let now = window.last?.time ?? .zero
        if isFinal {
            for index in tracks.indices where tracks[index].ending == nil {
                // Whether it stands at the end, its last looks tell.
                if tracks[index].missed.contains(where: { $0.state == .absent }) {
                    tracks[index].end(.left)
                }
            }
        }
        joinSame()
        try searchEnds(in: scene, until: now, &view)
        setAsideShort(until: now)
        try verify(in: scene, &view)
        try searchEnds(in: scene, until: now, &view)
        setAsideShort(until: now)
        joinParts()
        try lookClosely(in: scene, &view)
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
        _ view: inout View
    ) throws(View.Failure) {
        while true {
            var wishes: [PictureWish] = []
            for track in tracks {
                for wish in track.wishes(from: need.shortestStop, until: now)
                where !wishes.contains(wish) { wishes.append(wish) }
            }
            guard !wishes.isEmpty else { return }
            let planes = try view.planes(at: wishes)
            for (wish, plane) in zip(wishes, planes) {
                for index in tracks.indices { take(plane, for: wish, &tracks[index], scene) }
            }
        }
    }

    private func take(
        _ plane: TimedPlane?,
        for wish: PictureWish,
        _ track: inout SurveyTrack,
        _ scene: SurveyScene
    ) {
        guard let plane else { return track.takeNothing(for: wish) }
        guard track.mayLearn(at: plane.time) else { return }
        track.take(isAtRest: isAtRest(track.template, plane, scene), at: plane.time)
    }

    private func isAtRest(
        _ template: StopTemplate,
        _ plane: TimedPlane,
        _ scene: SurveyScene
    ) -> Bool? {
        guard let sample = scene.sample(of: plane, claimed: claimed(template)) else { return nil }
        return boundary(template, scene).areAtRest([sample])[0]
    }

    /// What a picture between the ends of a stay shows of it.
    private func state(
        _ template: StopTemplate,
        _ plane: TimedPlane,
        _ scene: SurveyScene
    ) -> Sighting.State {
        guard let sample = scene.sample(of: plane, claimed: claimed(template)) else {
            return .hidden
        }
        return template.sighting(in: sample, noise: scene.model.noise).state
    }

    private func boundary(_ template: StopTemplate, _ scene: SurveyScene) -> RestBoundary {
        RestBoundary(template: template, noise: scene.model.noise, plane: size)
    }

    private func claimed(_ template: StopTemplate) -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        template.mask.forEachPixel { _, index in plane[index] = 1 }
        return plane
    }

    // MARK: - Verification

    /// Looks into the gaps between sights: the same thing must have stood there all along.
    private mutating func verify<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        _ view: inout View
    ) throws(View.Failure) {
        for index in tracks.indices where !tracks[index].isVerified && tracks[index].ending != nil {
            var track = tracks[index]
            track.isVerified = true
            for plane in try view.planes(at: track.checks(every: need.longestGap)) {
                guard let plane else { continue }
                track.note(.init(time: plane.time, state: state(track.template, plane, scene)))
            }
            tracks[index] = track
        }
        for index in tracks.indices where tracks[index].ending != nil {
            var track = tracks[index]
            while try isCut(&track, scene, &view) {}
            tracks[index] = track
        }
    }

    /// Cuts a stay where the thing was seen not to be there, and keeps the longer part.
    ///
    /// - Returns: whether there was such a moment.
    private func isCut<View: FootageView & ~Copyable>(
        _ track: inout SurveyTrack,
        _ scene: SurveyScene,
        _ view: inout View
    ) throws(View.Failure) -> Bool {
        if let absent = track.absentTwice {
            track.cut(at: absent)
            return true
        }
        for absent in track.inner where absent.state == .absent {
            let reach = need.longestGap / 12
            let wishes = [-2.0, -1, 1, 2].map { step in
                let time = absent.time + reach * step
                return PictureWish(
                    time: time,
                    range: MediaRange(time - reach / 2, time + reach / 2)
                )
            }
            for plane in try view.planes(at: wishes) {
                guard let plane else { continue }
                track.note(.init(time: plane.time, state: state(track.template, plane, scene)))
            }
            if let absent = track.absentTwice {
                track.cut(at: absent)
                return true
            }
        }
        return false
    }

    // MARK: - Frame by frame

    private mutating func lookClosely<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        _ view: inout View
    ) throws(View.Failure) {
        var asked: [(track: Int, side: EndSearch.Side)] = []
        var stretches: [StretchWish] = []
        for index in tracks.indices where tracks[index].shortestDwell >= need.shortestStop * 0.9 {
            let track = tracks[index]
            if track.arrivalSeen, track.restArrival == nil, track.arrival.doubt > .zero,
                track.arrival.doubt <= Self.longestStretch
            {
                asked.append((index, .arrival))
                stretches.append(wish(for: track.arrival, track.template, scene))
            }
            if let departure = track.departure, track.restDeparture == nil,
                departure.doubt <= Self.longestStretch
            {
                asked.append((index, .departure))
                stretches.append(wish(for: departure, track.template, scene))
            }
        }
        guard !stretches.isEmpty else { return }
        let planes = try view.planes(within: stretches)
        for ((index, side), planes) in zip(asked, planes) {
            let template = tracks[index].template
            let claimed = claimed(template)
            let samples = planes.compactMap { scene.sample(of: $0, claimed: claimed) }
            let boundary = boundary(template, scene)
            switch side {
            case .arrival: tracks[index].restArrival = boundary.arrival(among: samples[...])
            case .departure: tracks[index].restDeparture = boundary.departure(among: samples[...])
            }
        }
    }

    /// The frames around an end, until rest or motion has lasted.
    private func wish(
        for end: EndSearch,
        _ template: StopTemplate,
        _ scene: SurveyScene
    ) -> StretchWish {
        let claimed = claimed(template)
        let boundary = boundary(template, scene)
        let isArrival = end.side == .arrival
        return StretchWish(range: end.range) { planes in
            let newest = planes.suffix(Self.lastingLooks * Self.lookStep)
            guard newest.count == Self.lastingLooks * Self.lookStep,
                planes.count.isMultiple(of: Self.lookStep)
            else { return false }
            let looks = newest.enumerated().filter { ($0.offset + 1).isMultiple(of: Self.lookStep) }
            let samples = looks.compactMap { scene.sample(of: $0.element, claimed: claimed) }
            return samples.count == Self.lastingLooks
                && boundary.areAtRest(samples).allSatisfy { $0 == isArrival }
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
