/// What is found when an export is compared with what was signed of it; needs no index.
public struct ExportVerification: Sendable {
    /// What is not as it was signed, by path; empty where all is.
    public let findings: [ExportFinding]
    /// The key that signed, or nil where nothing tells it.
    public let key: PublicKey?
    /// Fingerprints of other keys with which manifests in the export were signed: the data folder
    /// had another key before, or somebody else's manifest was put in.
    public let otherKeys: [String]
    /// How many events the export holds.
    public let eventCount: Int
    /// How many files the export holds.
    public let fileCount: Int
    /// How many manifests the chain has, and the hash of its last link.
    public let chain: (length: Int, head: String?)
    /// Which link of the chain the head is that was named, or nil where none was or it is none.
    public let knownSequence: Int64?

    /// Whether nothing was changed, added, removed, exchanged or cut off.
    public var isUnchanged: Bool { findings.isEmpty }

    /// Verifies a folder or a ZIP.
    ///
    /// - Parameters:
    ///   - path: The folder, or the ZIP.
    ///   - keys: The keys one of which must have signed; any may where there are none.
    ///   - head: The hash of a link that the chain must hold, or nil.
    /// - Throws: `EvidenceError.noExport` where there is nothing to verify.
    public init(
        of path: String,
        keys: [PublicKey] = [],
        head: String? = nil
    ) throws(EvidenceError) {
        let place = try ExportPlace(path)
        let check = ExportCheck(try place.listing(), keys: keys, head: head)
        var findings = check.findings
        if findings.isEmpty, case .zip = place, let byte = try place.firstForeignByte(check.listing)
        {
            findings.append(.repacked(fromByte: byte))
        }
        self.findings = findings
        key = check.text?.key
        otherKeys = Set(check.claims.values.map(\.key)).filter { $0 != check.text?.key }
            .map(\.fingerprint).sorted()
        eventCount = check.claims.count
        fileCount = check.listing.files.count
        chain = (check.chain?.links.count ?? 0, check.chain?.head)
        knownSequence = check.knownSequence
    }
}
