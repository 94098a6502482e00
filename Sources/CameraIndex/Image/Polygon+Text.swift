extension Polygon: CustomStringConvertible {
    /// Reads an outline from its corners, such as "0.1,0.5 0.9,0.5 0.9,0.9".
    ///
    /// - Throws: `PolygonError` with the first thing that is wrong.
    public init(text: some StringProtocol) throws(PolygonError) {
        var points: [Point] = []
        for (index, word) in text.split(whereSeparator: \.isWhitespace).enumerated() {
            let numbers = word.split(separator: ",", omittingEmptySubsequences: false)
                .map { Double($0) }
            guard numbers.count == 2, let x = numbers[0], let y = numbers[1],
                x.isFinite, y.isFinite
            else { throw .unreadablePoint(index: index, text: String(word)) }
            points.append(Point(x: x, y: y))
        }
        try self.init(points: points)
    }

    /// The corners as `init(text:)` reads them.
    public var description: String {
        points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
    }
}

extension Polygon: Codable {
    /// Reads an outline from an array of points, checked as if it were new.
    ///
    /// - Throws: `DecodingError` where the points make no outline.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let points = try container.decode([Point].self)
        do {
            try self.init(points: points)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
        }
    }

    /// Writes the corners as an array of points.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(points)
    }
}
