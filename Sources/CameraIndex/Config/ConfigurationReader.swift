internal import Yams

/// Reads a tree and collects everything that is wrong with it.
struct ConfigurationReader {
    /// A value in a file, with its way from the root: "cameras.gate-2.rules[0].dwell".
    struct Place {
        let node: Node
        let path: String
        let file: String

        /// What a sentence calls it.
        var name: String { path.isEmpty ? "the file" : path }

        /// Where it stands.
        var spot: ConfigurationSpot { ConfigurationSpot(file: file, node.mark) }
    }

    /// A key of a mapping, and its value.
    struct Entry {
        let key: String
        let spot: ConfigurationSpot
        let value: Place
    }

    /// What was found to be wrong so far.
    private(set) var problems: [ConfigurationProblem] = []

    /// What was found to be wrong with cameras by what they share.
    var shared = SharedProblems()

    /// The cameras without rules of their own, each with the names of its zones.
    var zonesUnderDefaults: [(camera: String, zones: [String])] = []
    /// The cameras and rules of which others want to be told, by name.
    var filterUses: [FilterUse] = []

    /// The schedules that name no time zone of their own.
    var schedulesWithoutZone: [Place] = []

    /// What keys that were replaced read in each file.
    private var repeatedKeys: [String: [String: String]] = [:]

    /// Begins to read a document; nil where it is empty.
    mutating func root(of document: ConfigurationDocument, file: String) -> Place? {
        repeatedKeys[file] = document.repeatedKeys
        return document.root.map { Place(node: $0, path: "", file: file) }
    }

    /// Notes that something is wrong.
    mutating func report(_ message: String, at spot: ConfigurationSpot) {
        problems.append(ConfigurationProblem(spot: spot, message: message))
    }

    /// Notes what is wrong with another file.
    mutating func absorb(_ error: ConfigurationError) { problems += error.problems }

    /// The entries of a mapping; none where the value is empty or, which is reported, no mapping.
    mutating func entries(of place: Place, example: String) -> [Entry] {
        if Self.isEmpty(place.node) { return [] }
        guard let mapping = place.node.mapping else {
            report(
                "\(place.name) is \(Self.kind(of: place.node)); \(example).",
                at: place.spot
            )
            return []
        }
        var entries: [Entry] = []
        var firstLines: [String: Int] = [:]
        for (keyNode, value) in mapping {
            let spot = ConfigurationSpot(file: place.file, keyNode.mark)
            guard let written = keyNode.scalar?.string else {
                report("a key is \(Self.kind(of: keyNode)); write a name.", at: spot)
                continue
            }
            let key = repeatedKeys[place.file]?[written] ?? written
            let path = place.path.isEmpty ? key : "\(place.path).\(key)"
            if let line = firstLines[key] {
                report("\(path) stands here again; line \(line) has it first.", at: spot)
                continue
            }
            firstLines[key] = spot.line
            let value = Place(node: value, path: path, file: place.file)
            entries.append(Entry(key: key, spot: spot, value: value))
        }
        return entries
    }

    /// The values of a mapping by known key; unknown keys are reported with the nearest known one,
    /// or with what `misplaced` says of them.
    mutating func values<Key: ConfigurationKey>(
        of place: Place,
        by keys: Key.Type,
        misplaced: (String) -> String? = { _ in nil }
    ) -> [Key: Place] {
        let known = Key.allCases.map(\.rawValue)
        let example = "write the keys \(known.joined(separator: ", ")) under it"
        var values: [Key: Place] = [:]
        for entry in entries(of: place, example: example) {
            if let key = Key(rawValue: entry.key) {
                values[key] = entry.value
                continue
            }
            if let message = misplaced(entry.key) {
                report(message, at: entry.spot)
                continue
            }
            let advice =
                NearestName.of(entry.key, among: known).map { "did you mean \"\($0)\"?" }
                ?? "the keys here are \(known.joined(separator: ", "))."
            report("\(entry.value.path) is not a known key; \(advice)", at: entry.spot)
        }
        return values
    }

    /// The elements of a list; none where the value is empty or, which is reported, no list.
    mutating func elements(of place: Place, example: String) -> [Place] {
        if Self.isEmpty(place.node) { return [] }
        guard let sequence = place.node.sequence else {
            report(
                "\(place.path) is \(Self.kind(of: place.node)); \(example).",
                at: place.spot
            )
            return []
        }
        return sequence.enumerated().map { index, node in
            Place(node: node, path: "\(place.path)[\(index)]", file: place.file)
        }
    }

    /// A text that is not empty; anything else is reported.
    mutating func text(_ place: Place, example: String) -> String? {
        guard let scalar = place.node.scalar, !Self.isEmpty(place.node),
            !scalar.string.allSatisfy(\.isWhitespace)
        else {
            report(
                "\(place.path) is \(Self.kind(of: place.node)); \(example).",
                at: place.spot
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
            report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
            return nil
        }
        return number
    }

    /// `true` or `false`; anything else is reported.
    mutating func choice(_ place: Place) -> Bool? {
        let example = "write true or false"
        guard let text = text(place, example: example) else { return nil }
        guard let choice = Bool(text) else {
            report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
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
            report(error.message(at: place.path), at: place.spot)
            return nil
        }
    }

    /// How long the parts of a stream are waited for.
    mutating func streamLimits(_ place: Place) -> StreamLimits {
        var limits = StreamLimits()
        for (key, place) in values(of: place, by: StreamsKey.self) {
            let limit = duration(
                place,
                from: .seconds(1),
                to: .minutes(5),
                example: "write a duration from 1s to 5m, such as 10s"
            )
            guard let limit else { continue }
            switch key {
            case .connect: limits.connect = limit
            case .read: limits.read = limit
            case .recognise: limits.recognise = limit
            }
        }
        return limits
    }

    /// A duration from `least` to `most`, or of any length from `least` on; nil where something
    /// else stands there, which is reported with `example`.
    mutating func duration(
        _ place: Place,
        from least: MediaDuration,
        to most: MediaDuration? = nil,
        example: String
    ) -> MediaDuration? {
        let duration = parsed(place, example: example) { text throws(TimeTextError) in
            try MediaDuration(text: text)
        }
        guard let duration, duration < least || most.map({ duration > $0 }) ?? false else {
            return duration
        }
        report("\(place.path) is \"\(duration.optionText)\"; \(example).", at: place.spot)
        return nil
    }

    /// Where the program answers over HTTP; nil for `off`, and where something else stands there.
    mutating func listenAddress(_ place: Place) -> ListenAddress? {
        let example = "write an address and a port such as \"127.0.0.1:8790\", or off"
        guard let text = text(place, example: example), text != "off" else { return nil }
        if let address = ListenAddress(text) { return address }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
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
