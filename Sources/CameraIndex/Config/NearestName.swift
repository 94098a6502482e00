/// Guesses which known name was meant by a mistyped one.
enum NearestName {
    /// The name among `known` that is nearest to `text`, or nil where none is near.
    ///
    /// Near means: at most a third of the letters wrong, where a letter too many, a letter missing,
    /// a wrong letter and two swapped neighbours each count as one.
    static func of(_ text: String, among known: [String]) -> String? {
        let typed = Array(text.lowercased())
        let ranked = known.map { name in (name, distance(typed, Array(name.lowercased()))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
        return best.1 <= max(1, max(typed.count, best.0.count) / 3) ? best.0 : nil
    }

    /// The optimal string alignment distance.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var best = min(
                    last[column] + (isSame ? 0 : 1),
                    last[column + 1] + 1,
                    current[column] + 1
                )
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
