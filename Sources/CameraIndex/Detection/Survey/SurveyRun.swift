/// The stretch of survey samples over which one thing was seen in its place.
struct SurveyRun: Sendable {
    /// What each sample says.
    let sightings: [Sighting]
    /// The first and the last sample that show it.
    let first: Int
    let last: Int
    /// The last sample before and the first behind that show that it is not there, or after which
    /// nobody can say; nil where the samples end before.
    let before: Int?
    let behind: Int?

    /// Where so much more speaks against it, it is looked for no farther.
    private static let mostDoubt = 4.0
    /// So far behind its last sight a moment at which it is gone is looked for.
    private static let farthestBound = 3

    /// The run around the sample `seed`, or nil where that does not show it.
    init?(of sightings: [Sighting], around seed: Int) {
        guard sightings[seed].state == .present else { return nil }
        self.sightings = sightings
        first = Self.end(of: sightings, from: seed, step: -1)
        last = Self.end(of: sightings, from: seed, step: 1)
        before = Self.bound(of: sightings, from: first, step: -1)
        behind = Self.bound(of: sightings, from: last, step: 1)
    }

    /// The samples of the run that show it.
    var presentCount: Int { sightings[first...last].count { $0.state == .present } }

    /// The samples of the run that show it as a whole.
    var strongCount: Int { sightings[first...last].count(where: \.isStrong) }

    /// The farthest sample up to which more speaks for the thing than against it.
    private static func end(of sightings: [Sighting], from seed: Int, step: Int) -> Int {
        var end = seed
        var score = 0.0
        var best = 0.0
        var place = seed + step
        while sightings.indices.contains(place), score > best - mostDoubt {
            score += vote(of: sightings[place])
            if sightings[place].state == .present, score > best {
                best = score
                end = place
            }
            place += step
        }
        return end
    }

    /// What a sample says for the thing: a dark car that passes can look like its empty place, and
    /// another one a little like itself.
    private static func vote(of sighting: Sighting) -> Double {
        switch sighting.state {
        case .present: sighting.isStrong ? 1 : 0.5
        case .hidden: -0.3
        case .absent: -2
        }
    }

    private static func bound(of sightings: [Sighting], from end: Int, step: Int) -> Int? {
        for distance in 1...farthestBound {
            let place = end + step * distance
            guard sightings.indices.contains(place) else { break }
            if sightings[place].state == .absent || distance == farthestBound { return place }
        }
        // Hidden until the samples end: nobody saw it leave.
        return nil
    }
}
