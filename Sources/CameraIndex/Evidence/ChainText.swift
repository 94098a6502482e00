/// The chain as an export tells it: the hashes of all manifests in order, and the head.
struct ChainText: Hashable, Sendable {
    /// The first words of every text.
    static let format = "camindexd chain 1"

    /// The links, from the first to the last.
    let links: [ChainLink]

    /// Takes up a chain.
    init(_ links: [ChainLink]) {
        self.links = links
    }

    /// Reads a text; nil where the bytes are none or its head is not that of its manifests.
    init?(_ bytes: [UInt8]) {
        guard let value = CanonicalJSON(canonical: bytes), value["format"]?.string == Self.format,
            let list = value["manifests"]?.array
        else { return nil }
        let manifests = list.compactMap(\.string)
        guard manifests.count == list.count else { return nil }
        self.init(ChainLink.chain(of: manifests))
        guard value["head"] == .optional(head) else { return nil }
    }

    /// The hash of the last link, or nil where there is none.
    var head: String? { links.last?.hash }

    /// The text.
    var bytes: [UInt8] {
        CanonicalJSON.object([
            "format": .string(Self.format),
            "head": .optional(head),
            "manifests": .array(links.map { .string($0.manifest) }),
        ]).bytes
    }
}
