/// A place in the chain of manifests of a data folder: the manifest's hash bound to all before it.
///
/// The hash of a link covers the hash of the link before it, so that nothing can be taken out,
/// put in or exchanged without changing every later link; and it covers a manifest's hash only, so
/// that a chain can be checked by somebody who may not see the other manifests.
public struct ChainLink: Hashable, Sendable {
    /// Which manifest of the folder it is, from 1.
    public let sequence: Int64
    /// The hash of the link before it, or nil for the first.
    public let previous: String?
    /// SHA-256 of the manifest's bytes, in hexadecimal.
    public let manifest: String

    /// Makes the link of a manifest.
    public init(sequence: Int64, previous: String?, manifest: String) {
        self.sequence = sequence
        self.previous = previous
        self.manifest = manifest
    }

    /// The hash of the link: SHA-256 of four lines, the words `camindexd chain 1`, the number, the
    /// previous hash (zeros where there is none) and the manifest's.
    public var hash: String {
        let before = previous ?? String(repeating: "0", count: 64)
        let text = "camindexd chain 1\n\(sequence)\n\(before)\n\(manifest)\n"
        return ContentDigest.hexadecimal(of: Array(text.utf8))
    }

    /// The links of manifests with these hashes, in order, from the first on.
    public static func chain(of manifests: [String]) -> [ChainLink] {
        var links: [ChainLink] = []
        var previous: String?
        for (index, manifest) in manifests.enumerated() {
            let link = ChainLink(
                sequence: Int64(index) + 1,
                previous: previous,
                manifest: manifest
            )
            previous = link.hash
            links.append(link)
        }
        return links
    }
}
