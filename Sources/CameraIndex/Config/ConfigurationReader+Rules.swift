internal import Yams

extension ConfigurationReader {
    /// A zone that a rule names, and where it does.
    struct ZoneUse {
        let zone: String
        let place: Place
    }

    /// A rule, and where it stands.
    typealias PlacedRule = (rule: RuleConfiguration, place: Place)

    /// Reads a list of rules, and which zones they name.
    mutating func rules(_ place: Place) -> (rules: [PlacedRule], uses: [ZoneUse]) {
        let example =
            #"write each rule as an element, such as "- {name: no-stopping, kind: dwell, dwell: "#
            + #"4m}""#
        var rules: [PlacedRule] = []
        var uses: [ZoneUse] = []
        var paths: [String: String] = [:]
        for element in elements(of: place, example: example) {
            guard let rule = rule(element, uses: &uses) else { continue }
            if let first = paths[rule.name] {
                report(
                    "\(element.path).name is \"\(rule.name)\", which \(first) has already; "
                        + "give each rule of a camera a name of its own.",
                    at: ConfigurationSpot(
                        file: element.file,
                        element.node.mapping?[RuleKey.name.rawValue]?.mark
                    )
                )
            }
            paths[rule.name] = paths[rule.name] ?? element.path
            rules.append((rule, element))
        }
        return (rules, uses)
    }

    private mutating func rule(_ place: Place, uses: inout [ZoneUse]) -> RuleConfiguration? {
        let values = values(of: place, by: RuleKey.self)
        guard place.node.mapping != nil else {
            if Self.isEmpty(place.node) {
                report("\(place.path) is empty; write name, kind and dwell.", at: place.spot)
            }
            return nil
        }
        let name = required(.name, of: values, in: place, example: "name: no-stopping") {
            reader,
            value in reader.identifier(value)
        }
        _ = required(.kind, of: values, in: place, example: "kind: dwell") { reader, value in
            reader.kind(value)
        }
        let dwell = required(.dwell, of: values, in: place, example: "dwell: 4m") { reader, value in
            reader.dwell(value)
        }
        let named = values[.zones].map { zoneUses($0) } ?? []
        uses += named
        let terms = terms(values)
        guard let name, let dwell else { return nil }
        var rule = terms
        rule.name = name
        rule.zones = named.map(\.zone)
        rule.dwell = dwell
        return rule
    }

    /// A rule without a name, of whatever else its keys say.
    private mutating func terms(_ values: [RuleKey: Place]) -> RuleConfiguration {
        var rule = RuleConfiguration(name: "", dwell: .zero)
        rule.grace = values[.grace].flatMap { duration($0, example: "30s") }
        rule.rearm = values[.rearm].flatMap { duration($0, example: "5s") }
        rule.schedule = values[.schedule].flatMap { schedule($0) }
        rule.classes = values[.classes].map { classes($0) }
        rule.sizes = values[.sizes].map { sizes($0) } ?? [:]
        if let place = values[.severity] {
            rule.severity = word(place, example: "write low, medium or high") ?? .medium
        }
        rule.violationCode = values[.violationCode].flatMap { place in
            guard let text = text(place, example: "write a code such as 1039") else { return nil }
            checkIdentifier(text, path: "\(place.path) \"\(text)\"", at: place.spot)
            return text
        }
        return rule
    }

    private mutating func duration(_ place: Place, example: String) -> MediaDuration? {
        parsed(place, example: #"write a duration such as "\#(example)""#) {
            text throws(TimeTextError) in try MediaDuration(text: text)
        }
    }

    /// What `read` makes of a key that must be there.
    mutating func required<Key: ConfigurationKey, Value>(
        _ key: Key,
        of values: [Key: Place],
        in place: Place,
        example: String,
        read: (inout ConfigurationReader, Place) -> Value?
    ) -> Value? {
        guard let value = values[key] else {
            report(
                "\(place.path) has no \(key.rawValue); write one, such as \"\(example)\".",
                at: place.spot
            )
            return nil
        }
        return read(&self, value)
    }

    /// A name by which something is called.
    mutating func identifier(_ place: Place) -> String? {
        guard let text = text(place, example: "write a name such as no-stopping") else {
            return nil
        }
        checkIdentifier(text, path: "\(place.path) \"\(text)\"", at: place.spot)
        return text
    }

    private mutating func kind(_ place: Place) -> String? {
        guard let text = text(place, example: "write dwell") else { return nil }
        if text != "dwell" {
            report(
                "\(place.path) is \"\(text)\"; the one kind there is is dwell.",
                at: place.spot
            )
        }
        return text
    }

    private mutating func dwell(_ place: Place) -> MediaDuration? {
        let example = #"write a duration such as "4m", "240s" or "1h30m""#
        let dwell = parsed(place, example: example) { text throws(TimeTextError) in
            try MediaDuration(text: text)
        }
        if let dwell, dwell < RuleConfiguration.shortestDwell {
            report(
                "\(place.path) is \"\(dwell.optionText)\"; write at least "
                    + "\"\(RuleConfiguration.shortestDwell.optionText)\".",
                at: place.spot
            )
        }
        return dwell
    }

    /// One name, or a list of names.
    private mutating func zoneUses(_ place: Place) -> [ZoneUse] {
        let example = "write the name of a zone, or a list such as [north-lane, south-lane]"
        return oneOrMore(place, example: example).compactMap { element in
            text(element, example: example).map { ZoneUse(zone: $0, place: element) }
        }
    }

    /// Reports a name that no camera, zone or rule may have.
    mutating func checkIdentifier(_ text: String, path: String, at spot: ConfigurationSpot) {
        guard let problem = Identifier.problem(with: text) else { return }
        report("\(path) \(problem).", at: spot)
    }
}
