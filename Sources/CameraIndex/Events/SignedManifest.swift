/// A manifest with its signature, not yet in the chain.
public struct SignedManifest: Hashable, Sendable {
    /// The bytes that are signed.
    public var text: [UInt8]
    /// The Ed25519 signature over them.
    public var signature: [UInt8]
    /// SHA-256 of what it says, without its place in the chain and the time of signing.
    public var content: String
    /// The file that holds the same bytes: path below the data folder.
    public var path: String
    /// When it was signed, by the clock of this machine.
    public var signedAt: UTCTime

    /// Makes a manifest.
    public init(
        text: [UInt8],
        signature: [UInt8],
        content: String,
        path: String,
        signedAt: UTCTime
    ) {
        self.text = text
        self.signature = signature
        self.content = content
        self.path = path
        self.signedAt = signedAt
    }

    /// SHA-256 of the bytes, in hexadecimal.
    public var sha256: String { ContentDigest.hexadecimal(of: text) }
}

/// A manifest in the chain: signed, and never changed again.
public struct ChainedManifest: Hashable, Sendable {
    /// The event that it is about.
    public var event: EventID
    /// Its place in the chain.
    public var link: ChainLink
    /// The manifest.
    public var signed: SignedManifest
}

/// What the manifest of an event is made of, read in one transaction with its place in the chain.
public struct EvidenceRecord: Hashable, Sendable {
    /// The event with its stills and clips.
    public var event: IndexedEvent
    /// Rule and zone as they were when the event was judged, as JSON.
    public var judgement: String
    /// What the ledger says of the time that the event and its clips cover.
    public var coverage: [CoverageSpan]
    /// The files that show it.
    public var footage: [Footage]
    /// The hash of the chain's last link, or nil where there is none.
    public var head: String?
    /// The number of the next link.
    public var sequence: Int64
    /// `SignedManifest.content` of the event's newest manifest, or nil where it has none.
    public var signedContent: String?
}
