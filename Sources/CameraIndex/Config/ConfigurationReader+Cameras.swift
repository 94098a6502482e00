internal import Yams

extension ConfigurationReader {
    /// Reads what stands under `cameras`, with what their templates say.
    ///
    /// - Parameters:
    ///   - places: `cameras` of each file.
    ///   - templates: the templates by name.
    ///   - usual: names the templates of cameras that name none.
    /// - Returns: the cameras in the order of the files.
    mutating func cameras(
        _ places: [Place],
        templates: [String: CameraTerms],
        usual: [Place]
    ) -> [CameraConfiguration] {
        let entries = entries(
            of: places,
            example: #"write each camera as a key under it, such as "gate-2:""#
        )
        let usualTerms = terms(named: usual, of: templates)
        return entries.map { entry in
            checkIdentifier(entry.key, path: entry.value.path, at: entry.spot)
            let values = values(of: entry.value, by: CameraKey.self)
            let named = values[.template].map {
                terms(named: templateNames($0), of: templates)
            }
            let own = values.compactMap { key, place in
                TermKey(rawValue: key.rawValue).map { ($0, place) }
            }
            let all = terms(Dictionary(uniqueKeysWithValues: own)).over(named ?? usualTerms)
            var camera = self.camera(entry, by: all)
            camera.name = values[.name].flatMap {
                text($0, example: "write what people call it")
            }
            return camera
        }
    }

    private mutating func camera(_ entry: Entry, by terms: CameraTerms) -> CameraConfiguration {
        let id = entry.key
        var camera = CameraConfiguration(id: id)
        if terms.lacksTemplate { return camera }
        let sources = sources(of: entry, by: terms)
        camera.source = sources.source
        camera.detectSource = sources.detect
        camera.gear = terms.gear ?? .automatic
        camera.recording = terms.recording
        camera.timeTemplate = terms.timeTemplate
        camera.zones = terms.zones?.zones ?? []
        let drawn = terms.zones?.names ?? []
        guard let (rules, uses) = terms.rules else {
            zonesUnderDefaults.append((id, drawn))
            return camera
        }
        camera.rules = rules.map(\.rule)
        for (rule, place) in rules {
            checkSizeReference(of: rule, at: place, zones: camera.zones) { reader, message in
                reader.report(message, of: entry, at: place, kind: message)
            }
        }
        for use in uses where !drawn.contains(use.zone) {
            report(missingZone(use, of: id, drawn: drawn), of: entry, at: use.place, kind: use.zone)
        }
        return camera
    }

    /// Reports what is wrong with a camera by what stands at a place: its own, or that of a
    /// template, by which many may have it.
    mutating func report(
        _ message: String,
        of entry: Entry,
        at place: Place,
        kind: String
    ) {
        let isOwn = place.path.hasPrefix("\(entry.value.path).")
        shared.add(
            message,
            of: isOwn ? place.spot : entry.spot,
            by: place.spot,
            kind: kind
        )
    }

    private func missingZone(_ use: ZoneUse, of camera: String, drawn: [String]) -> String {
        let advice =
            if let near = NearestName.of(use.zone, among: drawn) {
                "did you mean \"\(near)\"?"
            } else if drawn.isEmpty {
                "draw it under cameras.\(camera).zones."
            } else {
                "its zones are \(drawn.joined(separator: ", "))."
            }
        return "\(use.place.path) is \"\(use.zone)\", a zone that camera \(camera) does not have; "
            + advice
    }

    mutating func zones(_ place: Place) -> [Zone] {
        let entries = entries(
            of: place,
            example: "write each zone as a key under it, such as "
                + #""north-lane: [[0.1,0.5], [0.9,0.5], [0.9,0.9]]""#
        )
        return entries.compactMap { entry in
            checkIdentifier(entry.key, path: entry.value.path, at: entry.spot)
            // Events of both would have one name.
            if entry.key == Zone.wholeFrame.name {
                report(
                    "\(entry.value.path) has the name of the whole picture; give it another one.",
                    at: entry.spot
                )
            }
            return zone(entry.value, name: entry.key)
        }
    }

    /// Reads an outline alone, or keys of which it is one.
    private mutating func zone(_ place: Place, name: String) -> Zone? {
        guard place.node.mapping != nil else {
            return outline(place).map { Zone(name: name, outline: $0) }
        }
        let values = values(of: place, by: ZoneKey.self)
        let reference = values[.sizeReference].flatMap { sizeReference($0) }
        guard let corners = values[.outline] else {
            report(
                "\(place.path) has no outline; write points such as "
                    + "outline: [[0.1,0.5], [0.9,0.5], [0.9,0.9]].",
                at: place.spot
            )
            return nil
        }
        return outline(corners).map { Zone(name: name, outline: $0, sizeReference: reference) }
    }

    private mutating func outline(_ place: Place) -> Polygon? {
        let example = "write points such as [[0.1,0.5], [0.9,0.5], [0.9,0.9]]"
        if Self.isEmpty(place.node) {
            report("\(place.path) is empty; \(example).", at: place.spot)
            return nil
        }
        let countBefore = problems.count
        let places = elements(of: place, example: example)
        let points = places.compactMap { point($0) }
        guard problems.count == countBefore else { return nil }
        do {
            return try Polygon(points: points)
        } catch {
            let spot = error.pointIndex.map { places[$0].spot } ?? place.spot
            report("\(place.path): \(error)", at: spot)
            return nil
        }
    }

    /// Reads a point, such as [0.1,0.5].
    mutating func point(_ place: Place) -> Point? {
        guard let pair = place.node.sequence, pair.count == 2,
            let x = pair[0].scalar.flatMap({ Double($0.string) }), x.isFinite,
            let y = pair[1].scalar.flatMap({ Double($0.string) }), y.isFinite
        else {
            let found = place.node.sequence == nil ? Self.kind(of: place.node) : "not a pair"
            report(
                "\(place.path) is \(found); write a point as [x,y], such as [0.1,0.5].",
                at: place.spot
            )
            return nil
        }
        return Point(x: x, y: y)
    }
}
