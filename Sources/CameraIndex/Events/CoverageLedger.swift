/// Keeps the spans of a timeline apart and as few as can be.
enum CoverageLedger {
    /// The spans that say what `old` said, with `new` put over it.
    ///
    /// - Parameters:
    ///   - new: The span that is known now.
    ///   - old: The spans that overlap or touch it, in order and without overlap.
    /// - Returns: the spans in order, without overlap, as few as can be.
    static func laying(_ new: CoverageSpan, over old: [CoverageSpan]) -> [CoverageSpan] {
        var spans: [CoverageSpan] = []
        for span in old {
            for piece in pieces(of: span.range, without: new.range) {
                var rest = span
                rest.range = piece
                spans.append(rest)
            }
        }
        if !new.range.isEmpty { spans.append(new) }
        spans.sort { $0.range.start < $1.range.start }
        return merged(spans)
    }

    /// What remains of `range` outside `hole`: nothing, or one or two pieces.
    static func pieces(of range: MediaRange, without hole: MediaRange) -> [MediaRange] {
        guard range.overlaps(hole) else { return range.isEmpty ? [] : [range] }
        let before = MediaRange(range.start, min(range.end, hole.start))
        let after = MediaRange(max(range.start, hole.end), range.end)
        return [before, after].filter { !$0.isEmpty }
    }

    /// Joins neighbours that touch and say the same.
    private static func merged(_ spans: [CoverageSpan]) -> [CoverageSpan] {
        var result: [CoverageSpan] = []
        for span in spans {
            if let last = result.last, last.range.end == span.range.start, last.says(thatOf: span) {
                result[result.count - 1].range = MediaRange(last.range.start, span.range.end)
            } else {
                result.append(span)
            }
        }
        return result
    }
}

extension CoverageSpan {
    fileprivate func says(thatOf other: CoverageSpan) -> Bool {
        state == other.state && longestGap == other.longestGap && floor == other.floor
    }
}
