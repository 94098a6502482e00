/// Compares what lies in an export with what was signed, and claims with each other.
struct ExportCheck {
    /// What lies there.
    let listing: ExportListing
    /// What was signed of the whole, or the nearest to it that there is.
    private(set) var text: ExportText?
    /// The chain, where it can be read.
    private(set) var chain: ChainText?
    /// What the manifests claim, by their folders.
    private(set) var claims: [String: ManifestClaim] = [:]
    /// Which link of the chain the head is that was named.
    private(set) var knownSequence: Int64?
    /// What is not as it was signed, by path.
    private(set) var findings: [ExportFinding] = []

    private let keys: [PublicKey]
    /// The hashes of all files that the text names, by their paths.
    private var signed: [String: String] = [:]

    /// Compares.
    ///
    /// - Parameters:
    ///   - listing: What lies there.
    ///   - keys: The keys one of which must have signed; any may where there are none.
    ///   - head: The hash of a link that the chain must hold, or nil.
    init(_ listing: ExportListing, keys: [PublicKey], head: String?) {
        self.listing = listing
        self.keys = keys
        findings = listing.oddities
        checkText()
        chain = listing.bytes(ExportText.chainName).flatMap(ChainText.init)
        checkChain(head)
        checkManifests()
        findings = Set(findings).sorted {
            ($0.path ?? "", $0.description) < ($1.path ?? "", $1.description)
        }
    }

    // MARK: - The text of the export

    /// Finds out what was signed: the text whose signature holds.
    ///
    /// That is the text that lies there, or what it must be by all the other files, or one that
    /// lies under another name; the signature, too, may lie under another name.
    private mutating func checkText() {
        let told = listing.bytes(ExportText.name)
        let rebuilt = rebuiltText()
        let signature = listing.bytes(ExportText.signatureName)
        for candidate in [told, rebuilt?.bytes].compactMap(\.self) + strayBytes(ExportText.name) {
            guard let text = ExportText(candidate) else { continue }
            for mark in [signature].compactMap(\.self) + strayBytes(ExportText.signatureName)
            where text.key.isValid(mark, over: candidate) {
                self.text = text
                checkKey(text.key, ExportText.name)
                compareFiles(
                    text,
                    and: [ExportText.name: candidate, ExportText.signatureName: mark]
                )
                return
            }
        }
        text = told.flatMap { ExportText($0) } ?? rebuilt
        noteUnsigned(told, rebuilt?.bytes, signature)
        if let text {
            checkKey(text.key, ExportText.name)
            compareFiles(text, and: [:])
        }
    }

    /// Names what is to blame where no signature holds.
    private mutating func noteUnsigned(
        _ told: [UInt8]?,
        _ rebuilt: [UInt8]?,
        _ signature: [UInt8]?
    ) {
        if told == nil { findings.append(.missing(ExportText.name)) }
        if told != nil, told != rebuilt, signature != nil {
            findings.append(.odd(ExportText.name, "or its signature was changed"))
        }
        guard told == rebuilt || signature?.count != 64 else { return }
        let bytes = Int64(signature?.count ?? 0)
        if signature == nil {
            findings.append(.missing(ExportText.signatureName))
        } else if bytes < 64 {
            findings.append(.cut(ExportText.signatureName, bytes: bytes, signed: 64))
        } else {
            findings.append(.changed(ExportText.signatureName))
        }
    }

    /// The bytes of the files that may be another one under a wrong name.
    private func strayBytes(_ name: String) -> [[UInt8]] {
        listing.files.sorted { $0.key < $1.key }.filter { $0.key != name }
            .compactMap(\.value.bytes).filter { bytes in
                name == ExportText.name
                    ? bytes.starts(with: Array("{\"files\":".utf8)) : bytes.count == 64
            }
    }

    /// The text as it must be by the files that are there, or nil where the key is not.
    private func rebuiltText() -> ExportText? {
        guard let pem = listing.bytes(ExportText.keyName),
            let key = PublicKey(pem: String(decoding: pem, as: UTF8.self))
        else { return nil }
        let files = listing.files.filter { path, _ in
            path != ExportText.name && path != ExportText.signatureName
        }
        return ExportText(
            files: files.map { path, content in
                ExportText.File(path: path, sha256: content.sha256, sizeBytes: content.sizeBytes)
            },
            key: key
        )
    }

    private mutating func checkKey(_ key: PublicKey, _ path: String) {
        guard !keys.isEmpty, !keys.contains(key) else { return }
        findings.append(.otherKey(path, fingerprint: key.fingerprint))
    }

    // MARK: - Files

    /// Compares what lies there with what a text names, and with the text itself and its signature.
    private mutating func compareFiles(_ text: ExportText, and others: [String: [UInt8]]) {
        var files = text.files
        for (path, bytes) in others.sorted(by: { $0.key < $1.key }) {
            let hash = ContentDigest.hexadecimal(of: bytes)
            files.append(.init(path: path, sha256: hash, sizeBytes: Int64(bytes.count)))
        }
        let owners = Dictionary(files.map { ($0.sha256, $0.path) }) { first, _ in first }
        for file in files {
            signed[file.path] = file.sha256
            guard let content = listing.files[file.path] else {
                findings.append(.missing(file.path))
                continue
            }
            guard content.sha256 != file.sha256 else { continue }
            if let owner = owners[content.sha256] {
                findings.append(.exchanged(file.path, content: owner))
            } else if content.sizeBytes < file.sizeBytes {
                findings.append(
                    .cut(file.path, bytes: content.sizeBytes, signed: file.sizeBytes)
                )
            } else {
                findings.append(.changed(file.path))
            }
        }
        let own = [ExportText.name, ExportText.signatureName]
        for (path, content) in listing.files where signed[path] == nil && !own.contains(path) {
            let owner = owners[content.sha256]
            findings.append(owner.map { .exchanged(path, content: $0) } ?? .added(path))
        }
    }

    /// Whether a file is as the text says it was signed.
    private func isSigned(_ path: String) -> Bool {
        listing.files[path].map { signed[path] == $0.sha256 } ?? false
    }

    // MARK: - Chain and manifests

    private mutating func checkChain(_ head: String?) {
        if isSigned(ExportText.chainName), chain == nil {
            findings.append(.odd(ExportText.chainName, "is no chain"))
        }
        guard let head else { return }
        knownSequence = chain?.links.first { $0.hash == head }?.sequence
        if knownSequence == nil { findings.append(.otherChain(head: head)) }
    }

    private mutating func checkManifests() {
        let suffix = "/" + ExportText.manifestName
        let paths = Set(signed.keys).union(listing.files.keys)
        for path in paths.sorted() where path.hasSuffix(suffix) {
            guard let bytes = listing.bytes(path), isSigned(path) else { continue }
            let folder = String(path.dropLast(suffix.count))
            guard let claim = ManifestClaim(bytes) else {
                findings.append(.odd(path, "is no manifest that this version knows"))
                continue
            }
            claims[folder] = claim
            check(claim, bytes, in: folder)
        }
        for path in paths where path.contains("/") {
            let folder = String(path.prefix { $0 != "/" })
            if claims[folder] == nil, isSigned(path), !paths.contains(folder + suffix) {
                findings.append(.odd(folder, "has no manifest"))
            }
        }
    }

    /// Checks a manifest against its signature, its files and its place in the chain.
    private mutating func check(_ claim: ManifestClaim, _ bytes: [UInt8], in folder: String) {
        let path = "\(folder)/\(ExportText.manifestName)"
        let signaturePath = "\(folder)/\(ExportText.manifestSignatureName)"
        if isSigned(signaturePath), let signature = listing.bytes(signaturePath),
            !claim.key.isValid(signature, over: bytes)
        {
            findings.append(.odd(path, "does not bear the signature of its key"))
        }
        checkKey(claim.key, path)
        if claim.event != folder { findings.append(.odd(path, "is of event \(claim.event)")) }
        var named: Set<String> = [path, signaturePath]
        for file in claim.files {
            let inner = "\(folder)/\(file.path)"
            named.insert(inner)
            guard let content = listing.files[inner] else {
                findings.append(.missing(inner))
                continue
            }
            guard isSigned(inner) else { continue }
            if content.sha256 != file.sha256 {
                findings.append(.odd(inner, "is not what its manifest names"))
            }
        }
        let inside = listing.files.keys.filter { $0.hasPrefix(folder + "/") && isSigned($0) }
        for inner in inside where !named.contains(inner) {
            findings.append(.odd(inner, "is not named by its manifest"))
        }
        guard let chain else { return }
        let index = Int(clamping: claim.sequence &- 1)
        let link = chain.links.indices.contains(index) ? chain.links[index] : nil
        if link?.manifest != listing.files[path]?.sha256 || link?.previous != claim.previous {
            findings.append(.odd(path, "is not number \(claim.sequence) of the chain"))
        }
    }
}
