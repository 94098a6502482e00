/// What a manifest claims, as far as it can be checked without the index.
struct ManifestClaim: Hashable, Sendable {
    /// The event that it is about.
    let event: String
    /// Its number in the chain.
    let sequence: Int64
    /// The hash of the link before it, or nil for the first.
    let previous: String?
    /// The files of evidence, by the names they have in an export.
    let files: [ExportText.File]
    /// The key that signed it.
    let key: PublicKey

    /// Reads a manifest; nil where the bytes are none.
    init?(_ bytes: [UInt8]) {
        guard let value = CanonicalJSON(canonical: bytes),
            value["format"]?.string == ManifestText.format,
            let event = value["event"]?["id"]?.string,
            let sequence = value["chain"]?["sequence"]?.integer,
            let key = value["key"].flatMap(PublicKey.init(json:)),
            let list = value["files"]?.array
        else { return nil }
        let files = list.compactMap(ExportText.File.init)
        guard files.count == list.count else { return nil }
        self.event = event
        self.sequence = sequence
        self.previous = value["chain"]?["previous"]?.string
        self.files = files
        self.key = key
    }
}
