internal import Yams

extension ConfigurationReader {
    /// Reads what stands under `cameras`.
    mutating func cameras(_ place: Place) -> [CameraConfiguration] {
        let entries = entries(
            of: place,
            example: #"write each camera as a key under it, such as "gate-2:""#
        )
        return entries.map { entry in
            checkIdentifier(entry.key, path: entry.value.path, mark: entry.mark)
            return camera(entry.value, id: entry.key)
        }
    }

    private mutating func camera(_ place: Place, id: String) -> CameraConfiguration {
        let values = values(of: place, by: CameraKey.self)
        var camera = CameraConfiguration(id: id)
        camera.name = values[.name].flatMap { text($0, example: "write what people call it") }
        camera.source = values[.source].flatMap { source($0) }
        camera.recording = recording(
            mode: values[.record],
            retention: values[.retention],
            preRoll: values[.preRoll]
        )
        camera.timeTemplate = values[.timeTemplate].flatMap {
            parsed($0, example: "write a template such as {camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}") {
                text throws(TimeTextError) in try FileNameTemplate(text)
            }
        }
        camera.zones = values[.zones].map { zones($0) } ?? []
        // A zone whose outline is wrong is there all the same; one mistake is reported once.
        let drawn = values[.zones]?.node.mapping?.keys.compactMap { $0.scalar?.string } ?? []
        guard let rulesPlace = values[.rules], !Self.isEmpty(rulesPlace.node) else {
            zonesUnderDefaults.append((id, drawn))
            return camera
        }
        let (rules, uses) = rules(rulesPlace)
        camera.rules = rules.map(\.rule)
        for (rule, place) in rules {
            checkSizeReference(of: rule, at: place, zones: camera.zones)
        }
        for use in uses where !drawn.contains(use.zone) {
            report(missingZone(use, of: id, drawn: drawn), at: use.place.node.mark)
        }
        return camera
    }

    /// Reads where live pictures come from; what the names in it stand for is not asked yet.
    private mutating func source(_ place: Place) -> SourceConfiguration? {
        let example =
            "write an address such as rtsp://admin:${GATE_2_PASSWORD}@10.0.0.7/stream1, or the "
            + "path of a file"
        guard let text = text(place, example: example) else { return nil }
        let source = SourceConfiguration(
            text: text,
            line: place.node.mark?.line ?? 0,
            column: place.node.mark?.column ?? 0
        )
        guard source.isStream else { return source }
        do throws(StreamAddressError) {
            _ = try StreamAddress(text, secrets: .unknown)
            return source
        } catch {
            report("\(place.path): \(error)", at: place.node.mark)
            return nil
        }
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

    private mutating func zones(_ place: Place) -> [Zone] {
        let entries = entries(
            of: place,
            example: "write each zone as a key under it, such as "
                + #""north-lane: [[0.1,0.5], [0.9,0.5], [0.9,0.9]]""#
        )
        return entries.compactMap { entry in
            checkIdentifier(entry.key, path: entry.value.path, mark: entry.mark)
            // Events of both would have one name.
            if entry.key == Zone.wholeFrame.name {
                report(
                    "\(entry.value.path) has the name of the whole picture; give it another one.",
                    at: entry.mark
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
                at: place.node.mark
            )
            return nil
        }
        return outline(corners).map { Zone(name: name, outline: $0, sizeReference: reference) }
    }

    private mutating func outline(_ place: Place) -> Polygon? {
        let example = "write points such as [[0.1,0.5], [0.9,0.5], [0.9,0.9]]"
        if Self.isEmpty(place.node) {
            report("\(place.path) is empty; \(example).", at: place.node.mark)
            return nil
        }
        let countBefore = problems.count
        let places = elements(of: place, example: example)
        let points = places.compactMap { point($0) }
        guard problems.count == countBefore else { return nil }
        do {
            return try Polygon(points: points)
        } catch {
            let mark = error.pointIndex.map { places[$0].node.mark } ?? place.node.mark
            report("\(place.path): \(error)", at: mark)
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
                at: place.node.mark
            )
            return nil
        }
        return Point(x: x, y: y)
    }
}
