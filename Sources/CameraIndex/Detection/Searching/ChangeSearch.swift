/// Finds when a place of the picture came to look as it does at one moment, or ceased to.
///
/// Gallops away from the moment, each step twice as far, until the place looks otherwise; then
/// bisects. What passes in front looks otherwise each time, the empty place looks alike: so what
/// hides the place for a while is told from a change. What passes and looks like the thing does not
/// stay: so it is told from the thing.
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
        /// It looks so up to this moment, behind which the footage shows nothing else.
        case never(seenTo: MediaTime)
    }

    /// One look.
    struct Look {
        var state: PlaceContrast.State
        var plane: TimedPlane
        var time: MediaTime { plane.time }
    }

    /// Two moments between which the place changes: the one nearer to the asked moment shows it.
    struct Border {
        var same: MediaTime
        var other: MediaTime
        var range: MediaRange { MediaRange(min(same, other), max(same, other)) }
    }

    /// Where galloping led.
    enum Reach {
        case border(Border)
        /// Nothing else is seen up to the end of the footage.
        case end(seenTo: MediaTime)
    }

    let look: PlaceLook
    let direction: Direction
    /// The footage.
    let bounds: MediaRange
    /// What tells it from the empty place; nil until that was seen twice.
    var contrast: PlaceContrast?
    /// When it was seen.
    var grounds: [MediaTime] = []

    static let tick = MediaDuration(microseconds: 1)
    private static let firstStep = MediaDuration.seconds(4)
    /// How far beside a moment it is looked once more, in seconds.
    private static let besides = [0.0, 6, -9, 23]
    /// Where in a stretch it is looked, in turn, until something is decided.
    private static let places = [0.5, 0.42, 0.6, 0.3, 0.72, 0.15, 0.87]
    /// Borders that may be contradicted.
    private static let mostBorders = 8

    init(look: PlaceLook, direction: Direction, bounds: MediaRange) {
        self.look = look
        self.direction = direction
        self.bounds = bounds
    }

    /// -1 or 1: the way it is looked.
    var sign: Double { direction == .backward ? -1 : 1 }
    private var end: MediaTime { direction == .backward ? bounds.start : bounds.end }

    /// Looks for the change nearest to `moment`, at which the place looks as remembered.
    ///
    /// - Throws: what the view throws.
    mutating func answer<View: FootageView & ~Copyable>(
        from moment: MediaTime,
        _ view: inout View
    ) throws(View.Failure) -> Answer {
        var reach = try gallop(from: moment, &view)
        var isSettled = false
        for _ in 0..<Self.mostBorders where !isSettled {
            guard case .border(var border) = reach else { break }
            border = try bisected(border, &view)
            reach = .border(border)
            if let sight = try sightBeyond(&border, &view) {
                reach = try gallop(from: sight, &view)
            } else if let nearer = try contradiction(moment, border, &view) {
                reach = .border(nearer)
            } else {
                reach = .border(border)
                isSettled = true
            }
        }
        switch reach {
        case .end(let time): return .never(seenTo: time)
        case .border(let border): return try narrowed(border, isSettled: isSettled, &view)
        }
    }

    // MARK: - Looking

    /// What the place shows near `time`; nil where there is no picture.
    func look<View: FootageView & ~Copyable>(
        near time: MediaTime,
        within range: MediaRange,
        _ view: inout View
    ) throws(View.Failure) -> Look? {
        let wish = PictureWish(time: min(max(time, range.start), range.end), range: range)
        guard let plane = try view.planes(at: [wish]).first?.flatMap(\.self) else { return nil }
        return Look(state: state(in: plane), plane: plane)
    }

    /// What a picture shows; what looks otherwise counts as hidden while the ground is unknown.
    func state(in plane: TimedPlane) -> PlaceContrast.State {
        if let contrast { return contrast.state(in: plane) }
        switch look.sight(in: plane) {
        case .same: return .same
        case .otherwise, .doubtful: return .hidden
        case .unseen: return .unseen
        }
    }

    /// Whether it stands there: what passes is seen at one moment and not some seconds beside.
    func stands<View: FootageView & ~Copyable>(
        at time: MediaTime,
        _ view: inout View
    ) throws(View.Failure) -> Bool {
        for offset in [2.5, -2.5, 6.5, -6.5] {
            let middle = time + .seconds(offset)
            let range = MediaRange(middle - .seconds(1.5), middle + .seconds(1.5))
            guard bounds.start <= range.start, range.end <= bounds.end,
                let seen = try look(near: middle, within: range, &view)
            else { continue }
            if seen.state == .same { return true }
            if seen.state == .ground { return false }
        }
        return false
    }

    /// Steps away, each twice as far, until the place looks otherwise, also beside the moment.
    private func gallop<View: FootageView & ~Copyable>(
        from moment: MediaTime,
        _ view: inout View
    ) throws(View.Failure) -> Reach {
        var same = moment
        var step = Self.firstStep
        while (end - same).magnitude > Self.tick {
            let isLast = (end - same).magnitude <= step
            let wished = isLast ? end : same + step * sign
            let inner = same + Self.tick * sign
            let range = MediaRange(min(inner, end), max(inner, end))
            var other: MediaTime?
            var farthest: MediaTime?
            for offset in Self.besides where farthest == nil {
                let time = wished + .seconds(offset)
                guard range.start <= time, time <= range.end,
                    let seen = try look(near: time, within: range, &view)
                else { continue }
                // By night all pictures around are alike.
                if seen.state == .unseen { break }
                var isSight = seen.state == .same
                if isSight, isLast { isSight = try stands(at: seen.time, &view) }
                if isSight { farthest = seen.time } else if other == nil { other = seen.time }
                if seen.state == .ground { break }
            }
            if farthest == nil, let other { return .border(Border(same: same, other: other)) }
            if isLast { return .end(seenTo: farthest == nil ? same : end) }
            same = farthest ?? same
            step = step * 2
        }
        return .end(seenTo: end)
    }

    /// The border between two neighbouring keyframes, or as near as what hides the place allows.
    func bisected<View: FootageView & ~Copyable>(
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border {
        var border = border
        while true {
            guard let narrower = try halved(border, &view) else { return border }
            border = narrower
        }
    }

    /// A narrower border by a look that is not hidden, or nil where none is between or all are.
    private func halved<View: FootageView & ~Copyable>(
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border? {
        let whole = border.range
        let range = MediaRange(whole.start + Self.tick, whole.end - Self.tick)
        guard range.start < range.end else { return nil }
        // Where a keyframe was wished for and the one that serves, there is no other.
        var known: [MediaRange] = []
        for place in Self.places {
            let time = whole.start + whole.duration * place
            if known.contains(where: { $0.start <= time && time <= $0.end }) { continue }
            guard let seen = try look(near: time, within: range, &view) else { return nil }
            switch seen.state {
            case .same: return Border(same: seen.time, other: border.other)
            case .ground: return Border(same: border.same, other: seen.time)
            case .hidden where contrast == nil:
                return Border(same: border.same, other: seen.time)
            case .hidden, .unseen:
                known.append(MediaRange(min(time, seen.time), max(time, seen.time)))
            }
        }
        return nil
    }
}
