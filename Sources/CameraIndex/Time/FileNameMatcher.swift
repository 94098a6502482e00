/// Finds the fields of a template in a name.
///
/// Fields of open width first take as little as they may. Places from which the rest of a template
/// was found not to match are remembered, so that the work is at most (parts × places × width).
struct FileNameMatcher {
    private struct Place: Hashable {
        let part: Int
        let index: Int
    }

    private let parts: [FileNamePart]
    private let name: [Character]
    private var deadEnds: Set<Place> = []
    private var fields: [FileNamePart.Field: String] = [:]

    private init(parts: [FileNamePart], name: [Character]) {
        self.parts = parts
        self.name = name
    }

    /// What each field of the template stands for in `name`, or nil where it does not match.
    static func fields(
        of parts: [FileNamePart],
        in name: [Character]
    ) -> [FileNamePart.Field: String]? {
        var matcher = FileNameMatcher(parts: parts, name: name)
        return matcher.matches(Place(part: 0, index: 0)) ? matcher.fields : nil
    }

    private mutating func matches(_ place: Place) -> Bool {
        guard place.part < parts.count else { return place.index == name.count }
        guard !deadEnds.contains(place) else { return false }
        let isMatch =
            switch parts[place.part] {
            case .literal(let character):
                place.index < name.count && name[place.index] == character
                    && matches(Place(part: place.part + 1, index: place.index + 1))
            case .field(let field):
                matches(field, at: place)
            }
        if !isMatch { deadEnds.insert(place) }
        return isMatch
    }

    private mutating func matches(_ field: FileNamePart.Field, at place: Place) -> Bool {
        let longest = min(field.widths.upperBound, name.count - place.index)
        guard field.widths.lowerBound <= longest else { return false }
        for width in field.widths.lowerBound...longest {
            let text = name[place.index..<(place.index + width)]
            if field.allows(text), matches(Place(part: place.part + 1, index: place.index + width))
            {
                fields[field] = String(text)
                return true
            }
        }
        return false
    }
}
