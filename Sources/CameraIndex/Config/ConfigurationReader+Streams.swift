internal import Yams

extension ConfigurationReader {
    /// What an encrypted stream's server must show.
    mutating func trust(_ place: Place) -> StreamTrust? {
        let example =
            "write verify, insecure, {pin: SHA256} or {ca: FILE}; camindexd probe tells the SHA256"
        guard place.node.mapping != nil else {
            switch text(place, example: example) {
            case "verify": return .verify()
            case "insecure": return .insecure
            case nil: return nil
            case let word?:
                report("\(place.path) is \"\(word)\"; \(example).", at: place.spot)
                return nil
            }
        }
        let values = values(of: place, by: TrustKey.self)
        switch (values[.pin], values[.ca]) {
        case (let pin?, nil): return self.pin(pin).map { .pin($0) }
        case (nil, let file?):
            return text(file, example: "write the path of a file of certificates (PEM)")
                .map { .verify(authorities: SiteConfiguration.absolute($0, besides: file.file)) }
        case (_?, _?):
            report(
                "\(place.path) has both pin and ca; a pinned certificate needs no authority: "
                    + "leave one of them out.",
                at: place.spot
            )
        case (nil, nil):
            // An unknown key is reported already.
            if place.node.mapping?.isEmpty ?? true {
                report("\(place.path) is empty; \(example).", at: place.spot)
            }
        }
        return nil
    }

    private mutating func pin(_ place: Place) -> CertificatePin? {
        let example = "write 64 hexadecimal digits, as camindexd probe tells them"
        guard let text = text(place, example: example) else { return nil }
        if let pin = CertificatePin(text) { return pin }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
        return nil
    }

    /// Reports what a camera's own terms of a stream say that means nothing for its source.
    ///
    /// What a template says may be for others of its cameras.
    ///
    /// - Parameters:
    ///   - entry: the camera.
    ///   - terms: what it says, and its templates.
    ///   - scheme: how its stream is carried; nil where it plays a file.
    mutating func checkStreamTerms(
        of entry: Entry,
        _ terms: CameraTerms,
        for scheme: StreamAddress.Scheme?
    ) {
        func isOwn(_ place: Place) -> Bool { place.path.hasPrefix("\(entry.value.path).") }
        let source = scheme.map { "\($0.rawValue)://" } ?? "a file"
        if let (_, place) = terms.trust, isOwn(place), !(scheme?.isSecure ?? false) {
            report(
                "\(place.path) is for rtsps:// and https://, and the source is \(source); leave "
                    + "it out, or have the source encrypted.",
                at: place.spot
            )
        }
        guard let (transport, place) = terms.transport else { return }
        if isOwn(place), !(scheme?.isRTSP ?? false) {
            report(
                "\(place.path) is for rtsp:// and rtsps://, and the source is \(source); leave it "
                    + "out.",
                at: place.spot
            )
        }
        if transport == .udp, scheme == .rtsps {
            shared.add(
                "\(place.path) is \"udp\", by which nothing is encrypted, and the source is "
                    + "rtsps://; write tcp.",
                of: isOwn(place) ? place.spot : entry.spot,
                by: place.spot,
                kind: "udp"
            )
        }
    }
}
