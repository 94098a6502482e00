/// Remembers how a place looks at the moment that is asked for.
///
/// One keyframe may show what passes in front just then, or lie before the arrival: it is believed
/// where those before and behind show the same. Else the frames of the moment itself tell.
struct AskedPlace: Sendable {
    /// What was found.
    enum Answer: Sendable {
        /// How it looks.
        case atRest(PlaceLook)
        /// Something moves there, and nothing stands behind it.
        case inMotion
        /// No picture shows the moment.
        case noPicture
    }

    /// The moment.
    let moment: MediaTime
    /// The place, on the analysis plane.
    let box: Box
    let size: PixelSize
    /// The moments that the file shows.
    let range: MediaRange

    /// How far from a picture the next is looked at.
    private static let step = MediaDuration.seconds(2.5)
    private static let farthest = MediaDuration.seconds(12)
    /// What stands looks the same so long before and behind the moment.
    private static let stillness = MediaDuration.seconds(1)
    private static let leastStill = 0.9
    /// So many pictures must agree.
    private static let fewest = 3
    /// How far beside a moment it is looked at what something hides just then, in seconds.
    private static let distances = [1.5, 3.5, 5.5, 7.5, 10, 13, 16]

    /// How it looks.
    ///
    /// - Throws: what the view throws.
    func answer<View: FootageView & ~Copyable>(
        in view: inout View
    ) throws(View.Failure) -> Answer {
        guard let shown = try look(PictureWish(time: moment, range: range), &view) else {
            return .noPicture
        }
        guard try !isConfirmed(shown, &view) else { return .atRest(shown) }
        let stretch = MediaRange(
            max(range.start, moment - Self.stillness),
            min(range.end, moment + Self.stillness)
        )
        let planes = try view.planes(within: [StretchWish(range: stretch)]).first ?? []
        let nearest = planes.min {
            ($0.time - moment).magnitude < ($1.time - moment).magnitude
        }
        guard let nearest else { return .noPicture }
        let exact = PlaceLook(of: nearest, box, size: size)
        if isStill(exact, planes.filter { $0.time >= nearest.time })
            || isStill(exact, planes.filter { $0.time <= nearest.time })
        {
            return .atRest(exact)
        }
        return try beside(&view).map { .atRest($0) } ?? .inMotion
    }

    /// How it looks beside a moment at which something moves there: most pictures before it and
    /// behind it alike; nil where nothing does.
    private func beside<View: FootageView & ~Copyable>(
        _ view: inout View
    ) throws(View.Failure) -> PlaceLook? {
        var looks: [PlaceLook] = []
        for distance in Self.distances {
            for sign in [-1.0, 1] {
                let time = moment + .seconds(sign * distance)
                let reach = MediaDuration.seconds(1.4)
                let able = MediaRange(max(range.start, time - reach), min(range.end, time + reach))
                guard able.start < able.end,
                    let look = try look(PictureWish(time: time, range: able), &view)
                else { continue }
                let alike = looks.filter { look.isSame(in: $0.picture) }.map(\.picture.time)
                looks.append(look)
                let times = alike + [look.picture.time]
                let isOnBothSides = times.contains { $0 < moment } && times.contains { $0 > moment }
                if isOnBothSides, times.count >= Self.fewest { return look }
            }
        }
        return nil
    }

    private func look<View: FootageView & ~Copyable>(
        _ wish: PictureWish,
        _ view: inout View
    ) throws(View.Failure) -> PlaceLook? {
        try view.planes(at: [wish]).first?.flatMap { $0 }.map { PlaceLook(of: $0, box, size: size) }
    }

    /// Whether most pictures show the same.
    private func isStill(_ look: PlaceLook, _ planes: [TimedPlane]) -> Bool {
        let alike = planes.count { look.isSame(in: $0) }
        return planes.count >= Self.fewest
            && Double(alike) >= Self.leastStill * Double(planes.count)
    }

    /// Whether the keyframes before and behind show the same, where there are any.
    private func isConfirmed<View: FootageView & ~Copyable>(
        _ look: PlaceLook,
        _ view: inout View
    ) throws(View.Failure) -> Bool {
        let time = look.picture.time
        for sign in [1.0, -1] {
            let near = time + ChangeSearch.tick * sign
            let far = min(max(time + Self.farthest * sign, range.start), range.end)
            let able = MediaRange(min(near, far), max(near, far))
            guard (far - time) * sign > .zero else { continue }
            let wished = min(max(time + Self.step * sign, able.start), able.end)
            if let next = try self.look(PictureWish(time: wished, range: able), &view),
                !look.isSame(in: next.picture)
            {
                return false
            }
        }
        return true
    }
}
