/// How a survey tells each thing once: a dark car is found as glass, wheels and lamps.
extension Survey {
    /// Ends of parts that lie apart in the picture are this near to each other in time.
    private static let tolerance = MediaDuration.seconds(1)
    /// Ends of parts in one place are this near: each may be told by other frames.
    private static let placeTolerance = MediaDuration.seconds(2.5)

    /// Sets aside what is the ground: when it was found, the reference held something else there.
    mutating func setAsideGround(in scene: SurveyScene) {
        setAside { $0.template.resembles(scene.model) }
    }

    mutating func setAside(where isIdle: (SurveyTrack) -> Bool) {
        settled += tracks.filter(isIdle)
        tracks.removeAll(where: isIdle)
    }

    /// Of tracks that show the same pixels over the same time only the largest is looked into.
    mutating func joinSame() {
        tracks = joined { part, whole in isSame(part, whole) ? whole : nil }
    }

    /// Of what stood in one place and came or left at one moment only the largest is told.
    mutating func joinInPlace() {
        tracks = joined { part, whole in
            isPart(part, of: whole) || standsInside(part, whole) ? whole : nil
        }
    }

    /// What stood beside something and came and left with it is a part of it.
    mutating func joinBeside() {
        tracks = joined { part, whole in
            guard belongs(part, to: whole) else { return nil }
            var joined = whole
            joined.body = whole.body.union(with: part.body)
            return joined
        }
    }

    /// The tracks after the larger ones, and those that were told, took in others.
    private func joined(
        _ join: (_ part: SurveyTrack, _ whole: SurveyTrack) -> SurveyTrack?
    ) -> [SurveyTrack] {
        let order = tracks.sorted {
            ($1.template.mask.count, $0.arrival.rest) < ($0.template.mask.count, $1.arrival.rest)
        }
        let told = settled.filter { $0.id != nil }
        var kept: [SurveyTrack] = []
        for track in order where !told.contains(where: { join(track, $0) != nil }) {
            if let place = kept.firstIndex(where: { join(track, $0) != nil }) {
                kept[place] = join(track, kept[place]) ?? kept[place]
            } else {
                kept.append(track)
            }
        }
        return kept
    }

    private func isSame(_ part: SurveyTrack, _ whole: SurveyTrack) -> Bool {
        let (inner, outer) = (part.template.mask, whole.template.mask)
        return 2 * inner.sharedCount(with: outer) > min(inner.count, outer.count)
            && agree(part, whole, within: Self.placeTolerance)
    }

    /// Whether something is another look at what stands in the place of `whole`.
    private func isPart(_ part: SurveyTrack, of whole: SurveyTrack) -> Bool {
        let (inner, outer) = (part.template.box, whole.template.box)
        guard let shared = inner.intersection(with: outer)?.areaPixels,
            2 * shared > min(inner.areaPixels, outer.areaPixels)
        else { return false }
        if part.arrivalSeen, whole.arrivalSeen,
            part.arrival.agrees(with: whole.arrival, within: Self.placeTolerance)
        {
            return true
        }
        return leaveTogether(part, whole, within: Self.placeTolerance)
    }

    /// Whether most pixels of something are those of `whole`, and most of the one's time is the
    /// other's: two things do not stand in one place at one time.
    private func standsInside(_ part: SurveyTrack, _ whole: SurveyTrack) -> Bool {
        let (inner, outer) = (part.template.mask, whole.template.mask)
        let start = max(part.arrival.rest, whole.arrival.rest)
        let end = min(part.lastRest, whole.lastRest)
        return 2 * inner.sharedCount(with: outer) > min(inner.count, outer.count)
            && (end - start) * 2 > min(part.shortestDwell, whole.shortestDwell)
    }

    /// Whether something stood beside `whole` from the same moment to the same moment.
    private func belongs(_ part: SurveyTrack, to whole: SurveyTrack) -> Bool {
        let box = whole.body
        let near = box.expanded(by: max(box.width, box.height) / 4, within: size)
        return near.intersection(with: part.body) != nil
            && agree(part, whole, within: Self.tolerance)
            && isSameMoment(part.restArrival, whole.restArrival)
            && isSameMoment(part.restDeparture, whole.restDeparture)
    }

    private func agree(
        _ one: SurveyTrack,
        _ other: SurveyTrack,
        within tolerance: MediaDuration
    ) -> Bool {
        one.arrivalSeen == other.arrivalSeen
            && one.arrival.agrees(with: other.arrival, within: tolerance)
            && leaveTogether(one, other, within: tolerance)
    }

    /// Whether two moments of rest may be one, as far as the frames tell.
    private func isSameMoment(_ one: RestBoundary.Moment?, _ other: RestBoundary.Moment?) -> Bool {
        guard let one, let other else { return true }
        return one.agrees(with: other)
    }

    private func leaveTogether(
        _ one: SurveyTrack,
        _ other: SurveyTrack,
        within tolerance: MediaDuration
    ) -> Bool {
        switch (one.departure, other.departure) {
        case (nil, nil): true
        case (let one?, let other?): one.agrees(with: other, within: tolerance)
        default: false
        }
    }
}
