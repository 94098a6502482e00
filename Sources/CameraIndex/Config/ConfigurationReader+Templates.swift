internal import Yams

extension ConfigurationReader {
    /// Reads what stands under `templates`, by name.
    mutating func templates(_ places: [Place]) -> [String: CameraTerms] {
        var templates: [String: CameraTerms] = [:]
        let entries = entries(
            of: places,
            example: #"write each template as a key under it, such as "dome:""#
        )
        for entry in entries {
            checkIdentifier(entry.key, path: entry.value.path, at: entry.spot)
            templates[entry.key] = terms(values(of: entry.value, by: TermKey.self))
        }
        return templates
    }

    /// The entries of mappings in several files; a key that stands in two is reported.
    mutating func entries(of places: [Place], example: String) -> [Entry] {
        var first: [String: ConfigurationSpot] = [:]
        var all: [Entry] = []
        for place in places {
            for entry in entries(of: place, example: example) {
                if let spot = first[entry.key] {
                    report(
                        "\(entry.value.path) stands here again; \(spot) has it first.",
                        at: entry.spot
                    )
                    continue
                }
                first[entry.key] = entry.spot
                all.append(entry)
            }
        }
        return all
    }

    /// The terms that templates of these names give together: what a later one says wins.
    mutating func terms(
        named places: [Place],
        of templates: [String: CameraTerms]
    ) -> CameraTerms {
        var terms = CameraTerms()
        for place in places {
            guard let name = text(place, example: "write the name of a template") else { continue }
            if let template = templates[name] {
                terms = template.over(terms)
                continue
            }
            let known = templates.keys.sorted()
            let advice =
                if let near = NearestName.of(name, among: known) {
                    "did you mean \"\(near)\"?"
                } else if known.isEmpty {
                    "write it under templates."
                } else {
                    "the templates are \(known.joined(separator: ", "))."
                }
            terms.lacksTemplate = true
            report("\(place.path) is \"\(name)\", which is no template; \(advice)", at: place.spot)
        }
        return terms
    }

    /// Reads what a camera and a template may say.
    mutating func terms(_ keys: [TermKey: Place]) -> CameraTerms {
        var terms = CameraTerms()
        let example =
            "write an address such as rtsp://admin:${GATE_2_PASSWORD}@10.0.0.7/stream1, or the "
            + "path of a file"
        terms.source = keys[.source].flatMap { place in
            text(place, example: example).map { ($0, place) }
        }
        terms.detectSource = keys[.detectSource].flatMap { place in
            text(place, example: example).map { ($0, place) }
        }
        terms.trust = keys[.tls].flatMap { place in trust(place).map { ($0, place) } }
        terms.transport = keys[.transport].flatMap { place in
            word(place, example: "write auto, tcp, udp or http").map { ($0, place) }
        }
        terms.capture = keys[.capture].flatMap { place in capture(place).map { ($0, place) } }
        terms.gear = keys[.gear].flatMap { word($0, example: "write auto or keyframes") }
        terms.recording = recording(
            mode: keys[.record],
            retention: keys[.retention],
            preRoll: keys[.preRoll]
        )
        if let place = keys[.values] { terms.values = fieldValues(place) }
        terms.timeTemplate = keys[.timeTemplate].flatMap {
            parsed($0, example: "write a template such as {camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}") {
                text throws(TimeTextError) in try FileNameTemplate(text)
            }
        }
        if let place = keys[.zones], !Self.isEmpty(place.node) {
            let names = place.node.mapping?.keys.compactMap { $0.scalar?.string } ?? []
            terms.zones = (zones(place), names)
        }
        if let place = keys[.rules], !Self.isEmpty(place.node) { terms.rules = rules(place) }
        return terms
    }

    private mutating func fieldValues(_ place: Place) -> [String: CameraTerms.PlacedText] {
        let example = #"write what stands for each field of the source, such as "host: 10.0.0.7""#
        var values: [String: CameraTerms.PlacedText] = [:]
        for entry in entries(of: place, example: example) {
            if entry.key == SourcePattern.camera || !SourcePattern.isName(entry.key) {
                report(
                    entry.key == SourcePattern.camera
                        ? "\(entry.value.path) is the camera's id already; give it another name."
                        : "\(entry.value.path) is no name of a field; write letters, digits, _ "
                            + "and -.",
                    at: entry.spot
                )
                continue
            }
            guard let text = text(entry.value, example: "write a text such as 10.0.0.7") else {
                continue
            }
            values[entry.key] = (text, entry.value)
        }
        return values
    }
}
