/// Something that seems to have stood for long among the samples of a survey: the reference must be
/// made without it.
///
/// A black car that stands for half of the time, with others in between, is what is seen most often
/// in its place; what of it differs from that tells when it stood there.
struct SurveyStay: Sendable {
    /// How a part of it looks.
    let template: StopTemplate
    /// What is left out while it stands.
    let box: Box
    /// A sample that shows it.
    private(set) var anchor: Int
    /// What each sample of the scene shows of it.
    private(set) var sightings: [Sighting]

    /// So many samples must show it as a whole.
    static let fewestSights = 4

    init(template: StopTemplate, box: Box, anchor: Int, sightings: [Sighting]) {
        self.template = template
        self.box = box
        self.anchor = anchor
        self.sightings = sightings
    }

    /// The samples over which it stood, or nil where too few show it.
    var run: SurveyRun? {
        guard let run = SurveyRun(among: sightings.count, around: anchor, { sightings[$0] }),
            run.strongCount >= Self.fewestSights
        else { return nil }
        return run
    }

    /// What is left out of the reference, or nil.
    var exclusion: DensestLevel.Exclusion? {
        run.map { DensestLevel.Exclusion(box: box, samples: $0.first...$0.last) }
    }

    /// Takes up the next sample.
    mutating func look(at sample: Sample, _ noise: Float) {
        sightings.append(template.sighting(in: sample, noise: noise))
    }

    /// The stay among the samples without the first `count`; nil where those do not show it.
    func forgetting(_ count: Int, _ samples: [Sample]) -> SurveyStay? {
        guard let run else { return nil }
        guard
            let next = (max(count, run.first)...max(count, run.last)).first(where: { place in
                sightings.indices.contains(place) && sightings[place].state == .present
            })
        else { return nil }
        var stay = self
        stay.anchor = max(anchor, next) - count
        stay.sightings.removeFirst(count)
        return stay
    }
}
