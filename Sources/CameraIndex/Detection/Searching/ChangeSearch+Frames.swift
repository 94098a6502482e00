extension ChangeSearch {
    /// A change whose neighbours lie farther apart is not looked at frame by frame.
    private static let longestStretch = MediaDuration.seconds(12)
    /// A change that the frames do not tell is a moment where its neighbours lie so near.
    private static let longestDoubt = MediaDuration.seconds(5)
    /// Up to so much that hides the place is looked at whole, a picture in so many seconds.
    private static let longestWatch = MediaDuration.minutes(5)
    private static let watchStep = 2.0
    /// What lasts so long among the frames goes on.
    private static let lasting = MediaDuration.seconds(0.5)
    /// Without the empty place ever seen nobody can say when it went, up to so long beyond.
    private static let unseenReach = MediaDuration.minutes(1)

    /// The answer out of a border between keyframes.
    func narrowed<View: FootageView & ~Copyable>(
        _ border: Border,
        isSettled: Bool,
        _ view: inout View
    ) throws(View.Failure) -> Answer {
        guard let contrast else { return try withoutGround(border, &view) }
        guard isSettled else { return .between(border.range) }
        let border = try watched(border, &view)
        let range = border.range
        guard range.duration <= Self.longestStretch else { return .between(range) }
        if let moment = try moment(within: range, by: contrast, &view) {
            return .changed(at: moment.time, uncertainty: moment.uncertainty)
        }
        guard range.duration <= Self.longestDoubt else { return .between(range) }
        return .changed(at: range.start + range.duration / 2, uncertainty: range.duration / 2)
    }

    /// The answer where the empty place is never seen: only what is seen to move tells a moment.
    private func withoutGround<View: FootageView & ~Copyable>(
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Answer {
        let range = border.range
        if range.duration <= Self.longestDoubt, try stands(at: border.same, &view),
            let moment = try moment(within: range, by: PlaceContrast(of: look), &view),
            moment.isMotionSeen
        {
            return .changed(at: moment.time, uncertainty: moment.uncertainty)
        }
        let farthest = border.other + Self.unseenReach * sign
        let other = min(max(farthest, bounds.start), bounds.end)
        return .between(Border(same: border.same, other: other).range)
    }

    private func moment<View: FootageView & ~Copyable>(
        within range: MediaRange,
        by contrast: PlaceContrast,
        _ view: inout View
    ) throws(View.Failure) -> RestBoundary.Moment? {
        let planes = try view.planes(within: [wish(for: range, contrast)]).first ?? []
        return contrast.moment(direction, among: planes)
    }

    /// The frames of a stretch, up to where it rests for good, or has gone.
    private func wish(for range: MediaRange, _ contrast: PlaceContrast) -> StretchWish {
        let isArrival = direction == .backward
        return StretchWish(range: range) { planes in
            guard let first = planes.first, let last = planes.last,
                last.time - first.time > Self.lasting
            else { return false }
            let newest = planes.reversed().prefix { last.time - $0.time <= Self.lasting }
            return newest.allSatisfy { contrast.isAtRest(in: $0) == isArrival }
        }
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
            switch state(in: plane) {
            case .same: 1
            case .ground: -1
            case .hidden, .unseen: 0
            }
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
}
