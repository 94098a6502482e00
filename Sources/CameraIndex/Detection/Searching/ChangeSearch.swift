/// Finds when a place of the picture came to look as it does at one moment, or ceased to.
///
/// Gallops away from the moment, each step twice as far, until the place looks otherwise; then
/// bisects. What passes in front looks otherwise each time, the empty place looks alike: so what
/// hides the place for a while is told from a change.
struct ChangeSearch: Sendable {
    /// Which way it is looked.
    enum Direction: Sendable {
        /// Back: when did it come?
        case backward
        /// Ahead: when did it go?
        case forward
    }

    /// What was found.
    enum Answer: Hashable, Sendable {
        /// It changed at this moment, give or take the uncertainty.
        case changed(at: MediaTime, uncertainty: MediaDuration)
        /// It changed between these moments; nobody can say when, as something hid it.
        case between(MediaRange)
        /// It looks so up to the end of the footage.
        case never(seenTo: MediaTime)
    }

    /// What a picture shows in the place.
    private enum State {
        case same
        /// What was there before, or is there afterwards.
        case ground
        /// Something else, or nobody can say.
        case other
    }

    /// Two moments between which the place changes: the one nearer to the asked moment shows it.
    private struct Border {
        var same: MediaTime
        var other: MediaTime
        var range: MediaRange { MediaRange(min(same, other), max(same, other)) }
    }

    let look: PlaceLook
    let direction: Direction
    /// The footage.
    let bounds: MediaRange
    /// How the place looks without it; nil until that was seen twice.
    private var ground: PlaceLook?

    private static let firstStep = MediaDuration.seconds(4)
    /// Looks between the moment and the change that must show the same.
    private static let checks = 6
    /// How far beside a moment it is looked once more, in seconds.
    private static let besides = [0.0, 6, -9, 23]
    /// How far beyond a border it is looked, in seconds, until the empty place was seen twice.
    private static let beyond = [3.0, 6, 10, 16, 26, 42]
    /// Where in a stretch it is looked, in turn, until something is decided.
    private static let places = [0.5, 0.42, 0.6, 0.3, 0.72, 0.15, 0.87]
    /// Borders that may be contradicted.
    private static let mostBorders = 6
    private static let tick = MediaDuration(microseconds: 1)
    /// A change whose neighbours lie farther apart is not looked at frame by frame.
    private static let longestStretch = MediaDuration.seconds(12)

    /// Up to so much that hides the place is looked at whole, a picture in so many seconds.
    private static let longestWatch = MediaDuration.minutes(5)
    private static let watchStep = 2.0

    init(look: PlaceLook, direction: Direction, bounds: MediaRange) {
        self.look = look
        self.direction = direction
        self.bounds = bounds
    }

    /// -1 or 1: the way it is looked.
    private var sign: Double { direction == .backward ? -1 : 1 }
    private var end: MediaTime { direction == .backward ? bounds.start : bounds.end }

    /// Looks for the change nearest to `moment`, at which the place looks as remembered.
    ///
    /// - Throws: what the view throws.
    mutating func answer<View: FootageView & ~Copyable>(
        from moment: MediaTime,
        _ view: inout View
    ) throws(View.Failure) -> Answer {
        guard var border = try gallop(from: moment, &view) else { return .never(seenTo: end) }
        for _ in 0..<Self.mostBorders {
            border = try bisected(border, &view)
            if let sight = try sightBeyond(&border, &view) {
                guard let farther = try gallop(from: sight, &view) else {
                    return .never(seenTo: end)
                }
                border = farther
            } else if let nearer = try contradiction(moment, border, &view) {
                border = nearer
            } else {
                break
            }
        }
        border = try bisected(border, &view)
        border = try watched(border, &view)
        return try refined(border, &view)
    }

    // MARK: - Looking

    /// What the place shows near `time`, and when that was; nil where there is no picture.
    private func state<View: FootageView & ~Copyable>(
        near time: MediaTime,
        within range: MediaRange,
        _ view: inout View
    ) throws(View.Failure) -> (state: State, time: MediaTime, plane: TimedPlane)? {
        let wish = PictureWish(time: min(max(time, range.start), range.end), range: range)
        guard let plane = try view.planes(at: [wish]).first?.flatMap(\.self) else { return nil }
        if look.isSame(in: plane) == true { return (.same, plane.time, plane) }
        let isGround = ground.map { $0.isSame(in: plane) == true } ?? false
        return (isGround ? .ground : .other, plane.time, plane)
    }

    /// Steps away, each twice as far, until the place looks otherwise, also beside the moment.
    private func gallop<View: FootageView & ~Copyable>(
        from moment: MediaTime,
        _ view: inout View
    ) throws(View.Failure) -> Border? {
        var same = moment
        var step = Self.firstStep
        while (end - same).magnitude > Self.tick {
            let isLast = (end - same).magnitude <= step
            let wished = isLast ? end : same + step * sign
            let inner = same + Self.tick * sign
            let range = MediaRange(min(inner, end), max(inner, end))
            var farthest: MediaTime?
            var other: MediaTime?
            for offset in Self.besides {
                let time = wished + .seconds(offset)
                guard range.start <= time, time <= range.end,
                    let seen = try state(near: time, within: range, &view)
                else { continue }
                if seen.state == .same { farthest = seen.time }
                if other == nil { other = seen.time }
                if seen.state != .other { break }
            }
            guard let farthest else {
                return other.map { Border(same: same, other: $0) }
            }
            same = farthest
            if isLast { return nil }
            step = step * 2
        }
        return nil
    }

    /// The border between two neighbouring keyframes, or as near as what hides the place allows.
    private func bisected<View: FootageView & ~Copyable>(
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border {
        var border = border
        while true {
            let whole = border.range
            let range = MediaRange(whole.start + Self.tick, whole.end - Self.tick)
            guard range.start < range.end else { return border }
            let middle = whole.start + whole.duration / 2
            guard let seen = try state(near: middle, within: range, &view) else { return border }
            switch seen.state {
            case .same: border.same = seen.time
            case .ground: border.other = seen.time
            case .other where ground == nil: border.other = seen.time
            case .other:
                guard let narrower = try beside(border, &view) else { return border }
                border = narrower
            }
        }
    }

    /// A narrower border by a look that is not hidden, or nil where all are.
    private func beside<View: FootageView & ~Copyable>(
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border? {
        let whole = border.range
        let range = MediaRange(whole.start + Self.tick, whole.end - Self.tick)
        for place in Self.places.dropFirst() {
            let time = whole.start + whole.duration * place
            guard let seen = try state(near: time, within: range, &view) else { return nil }
            switch seen.state {
            case .same: return Border(same: seen.time, other: border.other)
            case .ground: return Border(same: border.same, other: seen.time)
            case .other: continue
            }
        }
        return nil
    }

    // MARK: - Doubts

    /// A moment beyond the border at which the place looks the same after all: something hid it.
    ///
    /// Else the ground is known afterwards, where it was seen twice, and the border lies before it.
    private mutating func sightBeyond<View: FootageView & ~Copyable>(
        _ border: inout Border,
        _ view: inout View
    ) throws(View.Failure) -> MediaTime? {
        var others: [PlaceLook] = []
        for distance in Self.beyond where ground == nil {
            let time = border.other + .seconds(sign * distance)
            guard bounds.start <= time, time <= bounds.end else { return nil }
            let reach = MediaDuration.seconds(distance / 3)
            let range = MediaRange(max(bounds.start, time - reach), min(bounds.end, time + reach))
            guard let seen = try state(near: time, within: range, &view) else { continue }
            if seen.state == .same { return seen.time }
            if others.contains(where: { $0.isSame(in: seen.plane) == true }) {
                ground = look.another(of: seen.plane)
                border = try bisected(Border(same: border.same, other: seen.time), &view)
                return nil
            }
            others.append(look.another(of: seen.plane))
        }
        return nil
    }

    /// A nearer border, where between the moment and this one the empty place is seen.
    private func contradiction<View: FootageView & ~Copyable>(
        _ moment: MediaTime,
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border? {
        let whole = border.same - moment
        let reach = whole.magnitude / 20
        guard reach > .seconds(2) else { return nil }
        var last = moment
        for check in 1...Self.checks {
            let time = moment + whole / Int64(Self.checks + 1) * Double(check)
            let range = MediaRange(time - reach, time + reach)
            guard let seen = try state(near: time, within: range, &view) else { continue }
            if seen.state == .same { last = seen.time }
            if seen.state == .ground { return Border(same: last, other: seen.time) }
        }
        return nil
    }

    /// The border by looking at all that lies between, where it is not too much: the place at which
    /// most looks agree.
    private func watched<View: FootageView & ~Copyable>(
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border {
        let whole = border.range
        guard whole.duration > Self.longestStretch, whole.duration <= Self.longestWatch else {
            return border
        }
        let count = Int(whole.duration.seconds / Self.watchStep)
        let wishes = (1..<max(2, count)).map { number in
            let time = border.same + .seconds(Double(number) * Self.watchStep * sign)
            let reach = MediaDuration.seconds(Self.watchStep / 2)
            return PictureWish(time: time, range: MediaRange(time - reach, time + reach))
        }
        let planes = try view.planes(at: wishes).compactMap(\.self)
        let votes = planes.map { plane in
            if look.isSame(in: plane) == true { return 1 }
            return ground.map { $0.isSame(in: plane) == true } ?? true ? -1 : 0
        }
        // The sum of the votes up to the change is highest there.
        var sum = 0
        var best = (sum: 0, place: 0)
        for (place, vote) in votes.enumerated() {
            sum += vote
            if sum > best.sum { best = (sum, place + 1) }
        }
        var nearer = border
        if let last = votes[..<best.place].lastIndex(of: 1) { nearer.same = planes[last].time }
        if let first = votes[best.place...].firstIndex(of: -1) { nearer.other = planes[first].time }
        return nearer
    }

    /// The frame of the change, between two neighbouring keyframes.
    private func refined<View: FootageView & ~Copyable>(
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Answer {
        let range = border.range
        guard range.duration <= Self.longestStretch else { return .between(range) }
        let planes = try view.planes(within: [StretchWish(range: range)]).first ?? []
        let views = planes.map { plane in
            let isSame = look.isSame(in: plane) == true
            // Where something passes just then, the empty place is what proves the change.
            let isOther = !isSame && ground.map { $0.isSame(in: plane) == true } ?? true
            return (time: plane.time, isSame: isSame, isOther: isOther)
        }
        let outward = direction == .backward ? views.reversed() : views
        let end = outward.firstIndex(where: \.isOther) ?? outward.count
        guard let last = outward[..<end].lastIndex(where: \.isSame), end < outward.count else {
            return .changed(at: range.start + range.duration / 2, uncertainty: range.duration / 2)
        }
        let (same, other) = (outward[last].time, outward[end].time)
        let half = (same - other).magnitude / 2
        return .changed(at: min(same, other) + half, uncertainty: half)
    }
}
