internal import Yams

/// Reads a tree and collects everything that is wrong with it.
struct ConfigurationReader {
    /// A value in the file, with its way from the root: "cameras.gate-2.rules[0].dwell".
    struct Place {
        let node: Node
        let path: String

        /// What a sentence calls it.
        var name: String { path.isEmpty ? "the file" : path }
    }

    /// A key of a mapping, and its value.
    struct Entry {
        let key: String
        let mark: Mark?
        let value: Place
    }

    /// What was found to be wrong so far.
    private(set) var problems: [ConfigurationProblem] = []

    /// The cameras without rules of their own, each with the names of its zones.
    var zonesUnderDefaults: [(camera: String, zones: [String])] = []

    /// The schedules that name no time zone of their own.
    var schedulesWithoutZone: [Place] = []

    private let repeatedKeys: [String: String]

    /// Makes a reader for a document.
    init(repeatedKeys: [String: String]) {
        self.repeatedKeys = repeatedKeys
    }

    /// Notes that something is wrong.
    mutating func report(_ message: String, at mark: Mark?) {
        problems.append(
            ConfigurationProblem(
                line: mark?.line ?? 0,
                column: mark?.column ?? 0,
                message: message
            )
        )
    }

    /// The entries of a mapping; none where the value is empty or, which is reported, no mapping.
    mutating func entries(of place: Place, example: String) -> [Entry] {
        if Self.isEmpty(place.node) { return [] }
        guard let mapping = place.node.mapping else {
            report(
                "\(place.name) is \(Self.kind(of: place.node)); \(example).",
                at: place.node.mark
            )
            return []
        }
        var entries: [Entry] = []
        var firstLines: [String: Int] = [:]
        for (keyNode, value) in mapping {
            guard let written = keyNode.scalar?.string else {
                report("a key is \(Self.kind(of: keyNode)); write a name.", at: keyNode.mark)
                continue
            }
            let key = repeatedKeys[written] ?? written
            let path = place.path.isEmpty ? key : "\(place.path).\(key)"
            if let line = firstLines[key] {
                report("\(path) stands here again; line \(line) has it first.", at: keyNode.mark)
                continue
            }
            firstLines[key] = keyNode.mark?.line ?? 0
            entries.append(
                Entry(key: key, mark: keyNode.mark, value: Place(node: value, path: path))
            )
        }
        return entries
    }

    /// The values of a mapping by known key; unknown keys are reported with the nearest known one.
    mutating func values<Key: ConfigurationKey>(
        of place: Place,
        by keys: Key.Type
    ) -> [Key: Place] {
        let known = Key.allCases.map(\.rawValue)
        let example = "write the keys \(known.joined(separator: ", ")) under it"
        var values: [Key: Place] = [:]
        for entry in entries(of: place, example: example) {
            if let key = Key(rawValue: entry.key) {
                values[key] = entry.value
                continue
            }
            let advice =
                NearestName.of(entry.key, among: known).map { "did you mean \"\($0)\"?" }
                ?? "the keys here are \(known.joined(separator: ", "))."
            report("\(entry.value.path) is not a known key; \(advice)", at: entry.mark)
        }
        return values
    }

    /// The elements of a list; none where the value is empty or, which is reported, no list.
    mutating func elements(of place: Place, example: String) -> [Place] {
        if Self.isEmpty(place.node) { return [] }
        guard let sequence = place.node.sequence else {
            report(
                "\(place.path) is \(Self.kind(of: place.node)); \(example).",
                at: place.node.mark
            )
            return []
        }
        return sequence.enumerated().map { index, node in
            Place(node: node, path: "\(place.path)[\(index)]")
        }
    }

    /// A text that is not empty; anything else is reported.
    mutating func text(_ place: Place, example: String) -> String? {
        guard let scalar = place.node.scalar, !Self.isEmpty(place.node),
            !scalar.string.allSatisfy(\.isWhitespace)
        else {
            report(
                "\(place.path) is \(Self.kind(of: place.node)); \(example).",
                at: place.node.mark
            )
            return nil
        }
        return scalar.string
    }

    /// A number in `range`; anything else is reported.
    mutating func number(_ place: Place, in range: ClosedRange<Double>) -> Double? {
        let example =
            "write a number from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
        guard let text = text(place, example: example) else { return nil }
        guard let number = Double(text), range.contains(number) else {
            report("\(place.path) is \"\(text)\"; \(example).", at: place.node.mark)
            return nil
        }
        return number
    }

    /// `true` or `false`; anything else is reported.
    mutating func choice(_ place: Place) -> Bool? {
        let example = "write true or false"
        guard let text = text(place, example: example) else { return nil }
        guard let choice = Bool(text) else {
            report("\(place.path) is \"\(text)\"; \(example).", at: place.node.mark)
            return nil
        }
        return choice
    }

    /// What `read` makes of a text; its error is reported with the place.
    mutating func parsed<Value>(
        _ place: Place,
        example: String,
        by read: (String) throws(TimeTextError) -> Value
    ) -> Value? {
        guard let text = text(place, example: example) else { return nil }
        do {
            return try read(text)
        } catch {
            report(error.message(at: place.path), at: place.node.mark)
            return nil
        }
    }

    /// How long the parts of a stream are waited for.
    mutating func streamLimits(_ place: Place) -> StreamLimits {
        var limits = StreamLimits()
        for (key, place) in values(of: place, by: StreamsKey.self) {
            guard let limit = streamLimit(place) else { continue }
            switch key {
            case .connect: limits.connect = limit
            case .read: limits.read = limit
            case .recognise: limits.recognise = limit
            }
        }
        return limits
    }

    private mutating func streamLimit(_ place: Place) -> MediaDuration? {
        let example = "write a duration from 1s to 5m, such as 10s"
        let limit = parsed(place, example: example) { text throws(TimeTextError) in
            try MediaDuration(text: text)
        }
        guard let limit, limit < .seconds(1) || limit > .minutes(5) else { return limit }
        report("\(place.path) is \"\(limit.optionText)\"; \(example).", at: place.node.mark)
        return nil
    }

    /// Where the program answers over HTTP; nil for `off`, and where something else stands there.
    mutating func listenAddress(_ place: Place) -> ListenAddress? {
        let example = "write an address and a port such as \"127.0.0.1:8790\", or off"
        guard let text = text(place, example: example), text != "off" else { return nil }
        if let address = ListenAddress(text) { return address }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.node.mark)
        return nil
    }

    /// Whether nothing stands there: `key:` without a value, `~` or `null`.
    static func isEmpty(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// What stands there, for a sentence: "a list".
    static func kind(of node: Node) -> String {
        switch node {
        case .scalar(let scalar): isEmpty(node) ? "empty" : "\"\(scalar.string)\""
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
