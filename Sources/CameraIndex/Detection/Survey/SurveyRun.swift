/// The stretch of survey samples over which one thing was seen in its place.
struct SurveyRun: Sendable {
    /// What each sample says; beyond the bounds not all were asked.
    let sightings: [Sighting]
    /// The first and the last sample that show it.
    let first: Int
    let last: Int
    /// The last sample before and the first behind that show that it is not there, or after which
    /// nobody can say; nil where the samples end before.
    let before: Int?
    let behind: Int?

    /// Where so much more speaks against it, it is looked for no farther.
    private static let mostDoubt: Float = 4
    /// So far behind its last sight a moment at which it is gone is looked for.
    private static let farthestBound = 3

    /// The run around the sample `seed` of `count`, or nil where that does not show it.
    ///
    /// No more samples are looked at than it takes.
    init?(among count: Int, around seed: Int, _ look: (Int) -> Sighting) {
        var looks = [Sighting?](repeating: nil, count: count)
        func sighting(_ place: Int) -> Sighting {
            let sighting = looks[place] ?? look(place)
            looks[place] = sighting
            return sighting
        }
        guard sighting(seed).state == .present else { return nil }
        let places = 0..<count
        first = Self.end(among: places, from: seed, step: -1, sighting)
        last = Self.end(among: places, from: seed, step: 1, sighting)
        before = Self.bound(among: places, from: first, step: -1, sighting)
        behind = Self.bound(among: places, from: last, step: 1, sighting)
        for place in first...last { _ = sighting(place) }
        sightings = looks.map { $0 ?? .unknown }
    }

    /// The samples of the run that show it.
    var presentCount: Int { sightings[first...last].count { $0.state == .present } }

    /// The samples of the run that show it as a whole.
    var strongCount: Int { sightings[first...last].count(where: \.isStrong) }

    /// The farthest sample up to which more speaks for the thing than against it.
    private static func end(
        among places: Range<Int>,
        from seed: Int,
        step: Int,
        _ sighting: (Int) -> Sighting
    ) -> Int {
        var end = seed
        var score: Float = 0
        var best: Float = 0
        var place = seed + step
        while places.contains(place), score > best - mostDoubt {
            let sighting = sighting(place)
            score += vote(of: sighting)
            if sighting.state == .present, score > best {
                best = score
                end = place
            }
            place += step
        }
        return end
    }

    /// What a sample says for the thing: a dark car that passes can look like its empty place, and
    /// another one a little like itself.
    static func vote(of sighting: Sighting) -> Float {
        switch sighting.state {
        case .present: sighting.isStrong ? 1 : 0.5
        case .hidden: -0.3
        case .absent: -2
        }
    }

    private static func bound(
        among places: Range<Int>,
        from end: Int,
        step: Int,
        _ sighting: (Int) -> Sighting
    ) -> Int? {
        for distance in 1...farthestBound {
            let place = end + step * distance
            guard places.contains(place) else { break }
            if sighting(place).state == .absent || distance == farthestBound { return place }
        }
        // Hidden until the samples end: nobody saw it leave.
        return nil
    }
}

extension Sighting {
    /// Of a sample that nobody asked.
    static let unknown = Sighting(
        state: .hidden,
        templateRatio: 0,
        referenceRatio: 0,
        correlation: 0
    )
}
