/// What tells a thing from its empty place, once both were seen.
struct PlaceContrast: Sendable {
    /// What a picture shows in the place.
    enum State: Sendable {
        /// The thing, at rest.
        case same
        /// What was there before, or is there afterwards.
        case ground
        /// Something in front, or nobody can say.
        case hidden
        /// The picture tells nothing, as by night.
        case unseen
    }

    private let look: PlaceLook
    private let boundary: RestBoundary

    /// Fewer pixels that differ tell nothing.
    private static let leastPixels = 12
    /// A level that no pixel has.
    private static let unseenLevel: Float = -1_000

    /// Compares how a place looked with the thing and without it; nil where both look alike.
    ///
    /// Only where the pictures without it agree is it known how the place looks.
    init?(of look: PlaceLook, without grounds: [TimedPlane]) {
        let samples = grounds.compactMap(look.sample(of:))
        guard !samples.isEmpty else { return nil }
        let (box, width) = (look.box, look.size.width)
        let level = RegionLevels(of: look.plane, width: width, over: box)
        let reference = RegionLevels(medianOf: samples, width: width, over: box)
        var mask = RegionMask(
            box: box,
            planeWidth: width,
            bits: [UInt8](repeating: 1, count: box.areaPixels)
        )
        var bits = mask.bits
        let limits = look.limits
        mask.forEachPixel { inside, index in
            let limit = limits[inside]
            let values = samples.map { $0.normaliser($0.pixels[index]) }
            let isKnown = values.allSatisfy { abs($0 - reference[inside]) <= limit }
            bits[inside] = isKnown && abs(level[inside] - reference[inside]) > limit ? 1 : 0
        }
        mask.bits = bits
        guard mask.count >= Self.leastPixels else { return nil }
        self.init(look, StopTemplate(mask, level, reference, limits))
    }

    /// The thing alone, by all of its box, where its empty place was never seen: only what is seen
    /// to move off is known to be away.
    init(of look: PlaceLook) {
        let (box, width) = (look.box, look.size.width)
        let mask = RegionMask(
            box: box,
            planeWidth: width,
            bits: [UInt8](repeating: 1, count: box.areaPixels)
        )
        let level = RegionLevels(of: look.plane, width: width, over: box)
        self.init(look, StopTemplate(mask, level, level.map { _ in Self.unseenLevel }, look.limits))
    }

    private init(_ look: PlaceLook, _ template: StopTemplate) {
        self.look = look
        boundary = RestBoundary(template: template, noise: PlaceLook.noise, plane: look.size)
    }

    /// What a picture shows.
    func state(in picture: TimedPlane) -> State {
        guard let sample = look.sample(of: picture) else { return .unseen }
        switch boundary.areAtRest([sample])[0] {
        case true?: return look.sight(of: sample) == .same ? .same : .hidden
        case false?: return boundary.isAbsent(in: sample) ? .ground : .hidden
        case nil: return .hidden
        }
    }

    /// Whether a picture shows the thing at rest, if only a part of it; nil where it is hidden.
    func isAtRest(in picture: TimedPlane) -> Bool? {
        look.sample(of: picture).flatMap { boundary.areAtRest([$0])[0] }
    }

    /// When the thing came to rest among pictures, or began to move; nil where they do not tell.
    func moment(
        _ direction: ChangeSearch.Direction,
        among planes: [TimedPlane]
    ) -> RestBoundary.Moment? {
        let samples = planes.compactMap(look.sample(of:))
        return direction == .backward
            ? boundary.arrival(among: samples[...]) : boundary.departure(among: samples[...])
    }
}

extension StopTemplate {
    fileprivate init(
        _ mask: RegionMask,
        _ level: RegionLevels,
        _ reference: RegionLevels,
        _ threshold: RegionLevels
    ) {
        self.init(mask: mask, level: level, reference: reference, threshold: threshold)
    }
}
