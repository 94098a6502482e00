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

    /// What a capture device is asked for.
    mutating func capture(_ place: Place) -> CaptureMode? {
        let example = CaptureMode.example
        guard let text = text(place, example: example) else { return nil }
        if let mode = CaptureMode(text) { return mode }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
        return nil
    }

    private mutating func pin(_ place: Place) -> CertificatePin? {
        let example = "write 64 hexadecimal digits, as camindexd probe tells them"
        guard let text = text(place, example: example) else { return nil }
        if let pin = CertificatePin(text) { return pin }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
        return nil
    }
}
