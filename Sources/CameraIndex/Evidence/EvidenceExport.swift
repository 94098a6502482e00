/// The evidence of events, put together so that it can be verified anywhere.
///
/// The same events and the same chain give the same bytes.
public struct EvidenceExport: Sendable {
    /// What a file of the export holds.
    enum Content: Hashable, Sendable {
        /// These bytes.
        case bytes([UInt8])
        /// What lies at this path.
        case file(String)
    }

    /// A file of the export.
    struct Entry: Hashable, Sendable {
        /// Path, size and hash.
        var file: ExportText.File
        /// What it holds.
        var content: Content
    }

    /// The events, in the order in which they were asked for.
    public private(set) var events: [IndexedEvent] = []
    /// The key that signs.
    public let key: PublicKey
    /// The hash of the chain's last link.
    public let head: String
    /// The number of manifests in the chain.
    public let chainLength: Int

    /// All files, ordered by the bytes of their paths.
    private(set) var entries: [Entry] = []

    /// How many files there are.
    public var fileCount: Int { entries.count }

    /// The bytes of all files together.
    public var sizeBytes: Int64 { entries.reduce(0) { $0 + $1.file.sizeBytes } }

    /// Gathers the evidence of events; what of it is not signed yet is signed.
    ///
    /// - Parameters:
    ///   - names: The events' names, or what they begin with.
    ///   - index: The index that knows them.
    ///   - signer: Signs what changed, and the export itself.
    /// - Throws: `IndexError.unknownEvent`, `.ambiguousEvent` or `.damaged`;
    ///   `EvidenceError.notMade`, `.notSigned`, `.evidenceMissing` or `.evidenceChanged`.
    public init(of names: [String], in index: EventIndex, signer: EvidenceSigner) throws {
        key = signer.publicKey
        for name in names {
            let event = try index.event(name)
            guard !events.contains(where: { $0.event.id == event.event.id }) else { continue }
            try signer.sign(event.event.id)
            events.append(try index.event(event.event.id.description))
        }
        let chain = ChainText(try index.chain())
        head = chain.head ?? ""
        chainLength = chain.links.count
        for event in events { try add(event, from: index) }
        add(ExportText.chainName, chain.bytes)
        add(ExportText.keyName, Array(key.pem.utf8))
        add(ExportText.readMeName, Array(ExportReadMe.text(key: key, head: head).utf8))
        let text = ExportText(files: entries.map(\.file), key: key).bytes
        add(ExportText.name, text)
        add(ExportText.signatureName, try signer.signature(over: text))
        entries.sort { Array($0.file.path.utf8).lexicographicallyPrecedes($1.file.path.utf8) }
    }

    /// Writes the export to a folder, or to a ZIP where the name ends so.
    ///
    /// It is there as a whole or not at all, and nothing is written over.
    ///
    /// - Throws: `EvidenceError.exportExists`, `.cannotExport`, `.evidenceMissing` or
    ///   `.evidenceChanged`.
    public func write(to path: String) throws(EvidenceError) {
        var place = path
        while place.count > 1, place.hasSuffix("/") { place.removeLast() }
        let target = ExportTarget(path: place)
        if Self.isZIP(place) {
            try target.writeZIP(entries)
        } else {
            try target.writeFolder(entries)
        }
    }

    /// Whether a path names a ZIP.
    public static func isZIP(_ path: String) -> Bool { path.lowercased().hasSuffix(".zip") }

    // MARK: - Gathering

    private mutating func add(_ event: IndexedEvent, from index: EventIndex) throws {
        let id = event.event.id
        guard event.evidence != .pending else { throw EvidenceError.notMade(id) }
        guard let signed = try index.manifest(of: id)?.signed,
            let claim = ManifestClaim(signed.text)
        else { throw EvidenceError.notSigned(id) }
        add("\(id)/\(ExportText.manifestName)", signed.text)
        add("\(id)/\(ExportText.manifestSignatureName)", signed.signature)
        var paths: [String: String] = [:]
        for path in event.files { paths[EvidenceFile(path: path, sha256: "").name] = path }
        for var file in claim.files {
            guard let path = paths[file.path] else {
                throw EvidenceError.evidenceMissing(path: "\(index.directory.path)/\(file.path)")
            }
            file.path = "\(id)/\(file.path)"
            entries.append(
                Entry(file: file, content: .file("\(index.directory.path)/\(path)"))
            )
        }
    }

    private mutating func add(_ path: String, _ bytes: [UInt8]) {
        let file = ExportText.File(
            path: path,
            sha256: ContentDigest.hexadecimal(of: bytes),
            sizeBytes: Int64(bytes.count)
        )
        entries.append(Entry(file: file, content: .bytes(bytes)))
    }
}

extension IndexedEvent {
    /// All files of its evidence, as paths below the data folder.
    fileprivate var files: [String] {
        stills.flatMap { [$0.path, $0.framePath] } + clips.map(\.path)
    }
}
