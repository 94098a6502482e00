internal import Yams

extension ConfigurationReader {
    /// Reads how high a car looks at two places.
    mutating func sizeReference(_ place: Place) -> SizeReference? {
        let example =
            "write two marks such as [{at: [0.3,0.5], height: 0.05}, {at: [0.4,0.9], height: 0.2}]"
        let places = elements(of: place, example: example)
        let marks = places.compactMap { mark($0, example: example) }
        guard marks.count == places.count else { return nil }
        guard marks.count == 2, marks[0].ground != marks[1].ground else {
            // An empty value and one that is no list were told already, or say nothing.
            if place.node.sequence != nil {
                report(
                    "\(place.path) needs two marks at different places; \(example).",
                    at: place.spot
                )
            }
            return nil
        }
        return SizeReference(marks[0], marks[1])
    }

    private mutating func mark(_ place: Place, example: String) -> SizeReference.Mark? {
        let values = values(of: place, by: SizeMarkKey.self)
        guard let at = values[.at], let height = values[.height] else {
            report("\(place.path) lacks at or height; \(example).", at: place.spot)
            return nil
        }
        let ground = point(at)
        let share = number(height, in: 0.001...1)
        guard let ground, let share else { return nil }
        return SizeReference.Mark(ground: ground, height: share)
    }

    /// Reads the classes that a rule is about: one, or a list.
    mutating func classes(_ place: Place) -> Set<Event.SizeClass> {
        let example = "write vehicle, person or object, or a list of them"
        return Set(
            oneOrMore(place, example: example).compactMap { word($0, example: example) }
        )
    }

    /// Reads one of the words of a type.
    mutating func word<Word: RawRepresentable<String>>(
        _ place: Place,
        example: String
    ) -> Word? {
        guard let text = text(place, example: example) else { return nil }
        if let word = Word(rawValue: text) { return word }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
        return nil
    }

    /// Reads bounds of classes that are not the usual ones.
    mutating func sizes(_ place: Place) -> [Event.SizeClass: SizeBounds] {
        var sizes: [Event.SizeClass: SizeBounds] = [:]
        for (key, value) in values(of: place, by: SizeClassKey.self) {
            let bounds = values(of: value, by: SizeBoundsKey.self)
            var size = SizeBounds.usual(of: key.sizeClass)
            if let range = bounds[.width].flatMap({ range($0) }) { size.width = range }
            if let range = bounds[.height].flatMap({ range($0) }) { size.height = range }
            sizes[key.sizeClass] = size
        }
        return sizes
    }

    private mutating func range(_ place: Place) -> ClosedRange<Double>? {
        let numbers = elements(of: place, example: "write the least and the most, such as [0.5, 4]")
            .compactMap { number($0, in: 0...1_000) }
        guard numbers.count == 2, numbers[0] <= numbers[1] else {
            if place.node.sequence != nil {
                report(
                    "\(place.path) is no range; write the least and the most, such as [0.5, 4].",
                    at: place.spot
                )
            }
            return nil
        }
        return numbers[0]...numbers[1]
    }

    /// Reports the default rules about sizes in zones of cameras where nothing tells them.
    mutating func checkDefaultSizes(_ rules: [PlacedRule], cameras: [CameraConfiguration]) {
        for (rule, place) in rules {
            let zones = cameras.filter { $0.rules == nil }.flatMap(\.zones)
            checkSizeReference(of: rule, at: place, zones: zones) { reader, message in
                reader.report(message, at: place.spot)
            }
        }
    }

    /// Reports a rule about sizes in zones where nothing tells them.
    mutating func checkSizeReference(
        of rule: RuleConfiguration,
        at place: Place,
        zones: [Zone],
        report: (inout ConfigurationReader, String) -> Void
    ) {
        guard rule.classes != nil else { return }
        let unmeasured =
            rule.zones.isEmpty
            ? ["the whole picture"]
            : zones.filter { $0.sizeReference == nil && rule.zones.contains($0.name) }
                .map { "the zone \"\($0.name)\"" }
        for name in unmeasured {
            report(
                &self,
                "\(place.path) is about sizes, but \(name) has nothing to measure them by; "
                    + "give it a zone with a size_reference."
            )
        }
    }
}
