import CameraIndex

/// What a live stream holds, as a page of text.
struct StreamPortrait {
    private let probe: StreamProbe
    private let terms: StreamTerms

    /// Describes a stream that was opened on these terms.
    init(_ probe: StreamProbe, on terms: StreamTerms) {
        self.probe = probe
        self.terms = terms
    }

    /// The page.
    var text: String {
        var table = TextTable(columns: [.words(""), .words("")])
        table.append(["stream", probe.source])
        if let certificate = probe.certificate {
            table.append(["certificate", "\(belief), SHA256 \(certificate)"])
        }
        table.append(["container", probe.format.container])
        table.append(["codec", FormatText(probe.format).codec])
        table.append(["picture", FormatText(probe.format).picture])
        table.append(["rate", rate])
        table.append(["keyframes", keyframes])
        table.append(["clock", clock])
        table.append(["watched", probe.watched.shortText])
        if let trouble = probe.trouble { table.append(["trouble", trouble.description]) }
        return table.textWithoutTitles
    }

    /// Whether the certificate is believed, and why.
    private var belief: String {
        switch terms.trust {
        case .verify(nil): "vouched for by an authority that this machine trusts"
        case .verify(let file?): "vouched for by an authority of \(file)"
        case .pin: "the one that is pinned"
        case .insecure: "not checked"
        }
    }

    private var rate: String {
        guard let pictures = probe.picturesPerSecond, let bits = probe.bitsPerSecond else {
            return "too little came to tell"
        }
        return "\(FormatText.decimal(pictures, places: 1)) pictures a second, "
            + "\(FormatText.decimal(bits / 1_000_000, places: 2)) Mbit/s"
    }

    private var keyframes: String {
        if let text = FormatText.keyframes(probe.keyframes) { return text }
        let count = probe.keyframes.keyframeCount == 0 ? "none" : "only one"
        return "\(count) came; see to the camera's distance of keyframes (GOP)"
    }

    private var clock: String {
        guard let lead = probe.clockLead else { return "not told by the camera" }
        let side = lead < .zero ? "behind" : "ahead of"
        return "\(lead.magnitude.shortText) \(side) this machine's"
    }
}
