extension ConfigurationReader {
    /// Where a camera's pictures come from.
    struct Sources {
        /// What is evidence and is recorded.
        var source: SourceConfiguration?
        /// What stops are looked for in; nil where that is done in `source`.
        var detect: SourceConfiguration?
    }

    /// Where a camera's pictures come from, with its values in the addresses; what the names of
    /// secrets stand for is not asked yet.
    mutating func sources(of entry: Entry, by terms: CameraTerms) -> Sources {
        guard let source = terms.source else {
            checkValues(of: entry, terms)
            if let detect = terms.detectSource {
                let message =
                    "\(detect.place.path) is for a camera with a source, of which its stills are "
                    + "made; write that, or call this one source."
                report(message, of: entry, at: detect.place, kind: "detect_source")
            }
            return Sources()
        }
        let made = Sources(
            source: self.source(source, named: .source, of: entry, by: terms),
            detect: terms.detectSource.flatMap {
                self.source($0, named: .detectSource, of: entry, by: terms)
            }
        )
        let complete = (made.source != nil) && (made.detect != nil) == (terms.detectSource != nil)
        guard complete else { return made }
        checkValues(of: entry, terms)
        checkStreamTerms(of: entry, terms, for: made)
        return made
    }

    /// Reports the values of a camera that stand for no field of its addresses.
    private mutating func checkValues(of entry: Entry, _ terms: CameraTerms) {
        let own = "\(entry.value.path).values."
        let sources = [terms.source, terms.detectSource].compactMap(\.self)
        let fields = Set(sources.flatMap { SourcePattern($0.text).fields })
        for (name, value) in terms.values
        where value.place.path.hasPrefix(own) && !fields.contains(name) {
            let paths = sources.map(\.place.path).joined(separator: " or ")
            report(
                sources.isEmpty
                    ? "\(own)\(name) is for a source, and there is none."
                    : "\(own)\(name) is no field of \(paths).",
                at: value.place.spot
            )
        }
    }

    /// One of a camera's sources; nil where something is wrong with it, which is reported.
    private mutating func source(
        _ source: CameraTerms.PlacedText,
        named key: CameraKey,
        of entry: Entry,
        by terms: CameraTerms
    ) -> SourceConfiguration? {
        let spot = source.place.spot
        let path = "\(entry.value.path).\(key.rawValue)"
        let pattern = SourcePattern(source.text)
        var values = terms.values.mapValues(\.text)
        values[SourcePattern.camera] = entry.key
        let camera = source.place.path == path ? spot : entry.spot
        let missing = pattern.fields.filter { values[$0] == nil }
        for field in missing {
            let near = NearestName.of(field, among: values.keys.sorted())
            let advice =
                near.map { "did you mean {\($0)}?" }
                ?? "write it as \(entry.value.path).values.\(field)."
            let message =
                "\(source.place.path) has the field {\(field)}, for which camera \(entry.key) has "
                + "no value; \(advice)"
            shared.add(message, of: camera, by: spot, kind: field)
        }
        guard missing.isEmpty else { return nil }
        let text = pattern.filled(with: values)
        var made = SourceConfiguration(key: key.rawValue, text: text, spot: spot, camera: camera)
        if made.isDevice { made.capture = terms.capture?.mode }
        guard made.isStream else { return made }
        do throws(StreamAddressError) {
            made.scheme = try StreamAddress(made.text, secrets: .unknown).scheme
            made.trust = terms.trust?.trust
            made.transport = terms.transport?.transport
            return made
        } catch {
            shared.add("\(path): \(error)", of: camera, by: spot, kind: "\(error.cause)")
            return nil
        }
    }

    /// Reports what a camera's own terms of streams say that means nothing for its sources.
    ///
    /// What a template says may be for others of its cameras.
    private mutating func checkStreamTerms(
        of entry: Entry,
        _ terms: CameraTerms,
        for sources: Sources
    ) {
        func isOwn(_ place: Place) -> Bool { place.path.hasPrefix("\(entry.value.path).") }
        let all = [sources.source, sources.detect].compactMap(\.self)
        let schemes = all.compactMap(\.scheme)
        let kinds = all.map(\.kind)
        let found =
            Set(kinds).count > 1
            ? "the sources are \(kinds.joined(separator: " and "))" : "the source is \(kinds[0])"
        if let (_, place) = terms.trust, isOwn(place), !schemes.contains(where: \.isSecure) {
            report(
                "\(place.path) is for rtsps:// and https://, and \(found); leave it out, or have "
                    + "the source encrypted.",
                at: place.spot
            )
        }
        checkDevices(of: entry, terms, all, found)
        guard let (transport, place) = terms.transport else { return }
        if isOwn(place), !schemes.contains(where: \.isRTSP) {
            report(
                "\(place.path) is for rtsp:// and rtsps://, and \(found); leave it out.",
                at: place.spot
            )
        }
        if transport == .udp, schemes.contains(.rtsps) {
            let message =
                "\(place.path) is \"udp\", by which nothing is encrypted, and the source is "
                + "rtsps://; write tcp."
            report(message, of: entry, at: place, kind: "udp")
        }
    }

    /// Reports what means nothing for a device, or for no device.
    private mutating func checkDevices(
        of entry: Entry,
        _ terms: CameraTerms,
        _ sources: [SourceConfiguration],
        _ found: String
    ) {
        let isDevice = sources.contains(where: \.isDevice)
        if let (_, place) = terms.capture, !isDevice,
            place.path.hasPrefix("\(entry.value.path).")
        {
            report(
                "\(place.path) is for a device such as /dev/video0, and \(found); leave it out.",
                at: place.spot
            )
        }
        if isDevice, let detect = terms.detectSource {
            let message =
                "\(detect.place.path) is for two streams of one camera, and a device has one; "
                + "leave it out."
            report(message, of: entry, at: detect.place, kind: "device")
        }
    }
}

extension SourceConfiguration {
    /// What kind of source it is, for messages.
    fileprivate var kind: String {
        if let scheme { return "\(scheme.rawValue)://" }
        return isDevice ? "a device" : "a file"
    }
}
