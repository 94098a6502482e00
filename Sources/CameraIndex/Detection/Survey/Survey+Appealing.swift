/// How a survey hears a stay that seems a little too short once more, before it is set aside.
///
/// What passes may cover the place for some seconds, so that looks beside each other agree that
/// nothing stands there. Looks in a row beyond the end tell it from one that is over.
extension Survey {
    /// A stay of at least this share of the shortest stop is heard once more.
    private static let leastShare = 5.0 / 6
    /// A stay is heard so many times at most: each may be cut again.
    private static let mostHearings = 3
    /// Looks in a row without a sight that tell that it is over.
    private static let patience = 5
    /// The looks beyond an end of which one must speak against it: so many steps outwards.
    private static let probes = [1, 3, 5]
    /// Looks beyond an end, at most.
    private static let mostLooks = 30

    /// Sets aside what stood for too short a time to matter, after it was heard.
    mutating func setAsideShort<View: FootageView & ~Copyable>(
        in scene: SurveyScene,
        until now: MediaTime,
        _ view: inout View
    ) throws(View.Failure) {
        let shortest = need.shortestStop
        for index in tracks.indices where tracks[index].ending != nil {
            let dwell = tracks[index].longestDwell(until: now)
            guard dwell < shortest, dwell >= shortest * Self.leastShare,
                tracks[index].hearings < Self.mostHearings
            else { continue }
            tracks[index].hearings += 1
            if tracks[index].arrivalSeen { try reopen(.arrival, of: index, scene, &view) }
            try reopen(.departure, of: index, scene, &view)
        }
        setAside { $0.ending != nil && $0.longestDwell(until: now) < shortest }
    }

    /// Looks outwards from an end that a sight beyond it speaks against.
    private mutating func reopen<View: FootageView & ~Copyable>(
        _ side: EndSearch.Side,
        of index: Int,
        _ scene: SurveyScene,
        _ view: inout View
    ) throws(View.Failure) {
        guard let end = side == .arrival ? tracks[index].arrival : tracks[index].departure else {
            return
        }
        let gone = end.surelyBeyond
        let probes = try votes(of: index, from: gone, side, Self.probes, scene, &view)
        guard probes.contains(where: { $0.vote > 0 }) else { return }
        var looks: [Look] = []
        for first in stride(from: 1, to: Self.mostLooks, by: Self.patience) {
            let places = Array(first..<first + Self.patience)
            looks += try votes(of: index, from: end.rest, side, places, scene, &view)
            guard looks.suffix(Self.patience).contains(where: { $0.vote > 0 }) else { break }
        }
        tracks[index].reopen(side, with: looks, patience: Self.patience)
    }

    /// What pictures say for a thing, so many steps outwards from a moment.
    private func votes<View: FootageView & ~Copyable>(
        of index: Int,
        from start: MediaTime,
        _ side: EndSearch.Side,
        _ places: [Int],
        _ scene: SurveyScene,
        _ view: inout View
    ) throws(View.Failure) -> [Look] {
        let step = need.longestGap / 30
        let wishes = places.map { place in
            let distance = step * Double(place)
            let time = side == .arrival ? start - distance : start + distance
            return PictureWish(time: time, range: MediaRange(time - step / 2, time + step / 2))
        }
        let boundary = boundary(tracks[index].template, scene)
        let claimed = claimed()
        return try view.planes(at: wishes).compactMap(\.self).map { plane in
            let sample = scene.readableSample(of: plane, claimed: claimed)
            return Look(time: plane.time, vote: sample.map { boundary.votes(of: [$0])[0] } ?? 0)
        }
    }
}

/// What a picture beyond an end says.
private struct Look {
    let time: MediaTime
    /// For rest, against it where negative; 0 where something hides the place.
    let vote: Int
}

extension SurveyTrack {
    /// Moves an end outwards to the sight up to which most looks speak for it; `looks` follow each
    /// other outwards.
    fileprivate mutating func reopen(
        _ side: EndSearch.Side,
        with looks: [Look],
        patience: Int
    ) {
        var score = 0
        var best: (place: Int, score: Int)?
        var lastSight = -1
        for (place, look) in looks.enumerated() {
            guard place - lastSight <= patience else { break }
            score += look.vote
            guard look.vote > 0 else { continue }
            lastSight = place
            if score > best?.score ?? 0 { best = (place, score) }
        }
        guard let place = best?.place else { return }
        let rest = looks[place].time
        let beyond = looks[(place + 1)...].first { $0.vote < 0 }?.time
        guard let beyond else { return }
        let seen = looks[...place].filter { $0.vote > 0 }.map(\.time)
        let end = EndSearch(side, rest: rest, beyond: beyond, inner: seen.dropLast())
        forgive(between: side == .arrival ? arrival.rest : lastRest, and: rest)
        switch side {
        case .arrival: arrival = end
        case .departure: departure = end
        }
        for look in looks[...place] {
            note(Sight(time: look.time, state: look.vote > 0 ? .present : .hidden))
        }
    }
}
