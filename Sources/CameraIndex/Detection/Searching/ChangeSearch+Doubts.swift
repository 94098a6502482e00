extension ChangeSearch {
    /// How far beyond a border it is looked, in seconds, until the empty place was seen twice: far
    /// apart, as what waits in front looks alike for a while.
    private static let beyond = [4.0, 20, 60, 9, 120, 35, 14, 28, 6, 45, 80, 11]
    /// How far beyond a border of the known empty place it must not be seen any more.
    private static let outside = [3.0, 11, 28, 90]
    /// Where the empty place was seen no farther off, it is not looked for again.
    private static let nearby = MediaDuration.seconds(30)
    /// How far inside of a border it must be seen.
    private static let inside = [2.5, 6, 13, 27, 55, 110, 220]
    /// So many looks that agree are enough, on each side.
    private static let enough = 2
    /// Looks between the moment and the change that must not show the empty place.
    private static let checks = 4

    /// A moment beyond the border at which it stands after all: something hid it.
    ///
    /// Else the ground is known afterwards, where it was seen twice, and the border lies before it.
    mutating func sightBeyond<View: FootageView & ~Copyable>(
        _ border: inout Border,
        _ view: inout View
    ) throws(View.Failure) -> MediaTime? {
        if contrast == nil {
            if let sight = try learnGround(&border, &view) { return sight }
        }
        guard contrast != nil else { return nil }
        var absences = grounds.count { ($0 - border.other).magnitude <= Self.nearby }
        for distance in Self.outside where absences < Self.enough {
            guard let seen = try look(border.other, away: sign * distance, &view) else { continue }
            if seen.state == .same, try stands(at: seen.time, &view) { return seen.time }
            if seen.state == .ground { absences += 1 }
        }
        return nil
    }

    /// Looks beyond the border for the empty place; gives a moment at which it stands instead.
    private mutating func learnGround<View: FootageView & ~Copyable>(
        _ border: inout Border,
        _ view: inout View
    ) throws(View.Failure) -> MediaTime? {
        var others: [TimedPlane] = []
        for distance in Self.beyond {
            guard let seen = try look(border.other, away: sign * distance, &view) else { continue }
            if seen.state == .same, try stands(at: seen.time, &view) { return seen.time }
            guard seen.state == .hidden else { continue }
            let twin = others.first { look.another(of: $0).isSame(in: seen.plane) }
            others.append(seen.plane)
            guard let twin else { continue }
            contrast = PlaceContrast(of: look, without: [twin, seen.plane])
            guard contrast != nil else { continue }
            grounds = [twin.time, seen.time]
            let nearest =
                (twin.time - border.other).magnitude
                    < (seen.time - border.other).magnitude ? twin.time : seen.time
            border = try bisected(Border(same: border.same, other: nearest), &view)
            return nil
        }
        return nil
    }

    /// A nearer border, where between the moment and this one the empty place is seen.
    func contradiction<View: FootageView & ~Copyable>(
        _ moment: MediaTime,
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border? {
        guard contrast != nil else { return nil }
        if let nearer = try hole(moment, border, &view) { return nearer }
        return try farHole(moment, border, &view)
    }

    /// A nearer border, where what was seen next to this one had only passed.
    private func hole<View: FootageView & ~Copyable>(
        _ moment: MediaTime,
        _ border: Border,
        _ view: inout View
    ) throws(View.Failure) -> Border? {
        var hole: MediaTime?
        var sights = 0
        let length = (border.same - moment).magnitude
        for distance in Self.inside where .seconds(distance * 1.4) < length {
            guard let seen = try look(border.same, away: -sign * distance, &view) else { continue }
            if seen.state == .ground { hole = seen.time }
            guard seen.state == .same else { continue }
            if let hole { return Border(same: seen.time, other: hole) }
            sights += 1
            if sights == Self.enough { return nil }
        }
        return hole.map { Border(same: moment, other: $0) }
    }

    /// A nearer border, where it was away for a while between the moment and this one.
    private func farHole<View: FootageView & ~Copyable>(
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
            guard let seen = try look(near: time, within: range, &view) else { continue }
            if seen.state == .same { last = seen.time }
            // What passes close by can look like the empty place.
            if seen.state == .ground, try !stands(at: seen.time, &view) {
                return Border(same: last, other: seen.time)
            }
        }
        return nil
    }

    /// What is shown some seconds away from a moment, ahead or back; nil outside of the footage.
    private func look<View: FootageView & ~Copyable>(
        _ moment: MediaTime,
        away seconds: Double,
        _ view: inout View
    ) throws(View.Failure) -> Look? {
        let time = moment + .seconds(seconds)
        guard bounds.start <= time, time <= bounds.end else { return nil }
        let reach = MediaDuration.seconds(abs(seconds) / 3)
        let range = MediaRange(max(bounds.start, time - reach), min(bounds.end, time + reach))
        return try look(near: time, within: range, &view)
    }
}
