public import Foundation

/// Signs what is known of an event and adds it to the chain of its data folder.
public struct EvidenceSigner: Sendable {
    private let index: EventIndex
    private let key: SigningKey
    private let timeZone: TimeZone
    private let now: @Sendable () -> UTCTime

    /// Takes up the key of a data folder, which is made where there is none.
    ///
    /// - Parameters:
    ///   - index: The index that holds the chain.
    ///   - timeZone: The zone in which manifests tell times.
    ///   - now: Tells when something is signed.
    /// - Throws: `EvidenceError` where the key cannot be used.
    public init(
        _ index: EventIndex,
        timeZone: TimeZone,
        now: @escaping @Sendable () -> UTCTime = { .systemClock }
    ) throws(EvidenceError) {
        self.index = index
        self.timeZone = timeZone
        self.now = now
        key = try SigningKey(of: index.directory)
    }

    /// The key that others check with.
    public var publicKey: PublicKey { key.publicKey }

    /// Adds a manifest of an event to the chain, where it says something that is not signed yet.
    ///
    /// - Returns: what was added, or nil where nothing was.
    /// - Throws: `EvidenceError` where evidence is gone or cannot be written, or what the index
    ///   throws; then nothing has changed.
    @discardableResult
    public func sign(_ event: EventID) throws -> ChainedManifest? {
        var failure: EvidenceError?
        do throws(IndexError) {
            return try index.chain(event) { record throws(IndexError) in
                do throws(EvidenceError) {
                    return try manifest(of: record)
                } catch {
                    failure = error
                    throw .failed(path: index.directory.path, reason: error.description)
                }
            }
        } catch {
            if let failure { throw failure }
            throw error
        }
    }

    /// The signature over something that is not part of the chain.
    func signature(over text: [UInt8]) throws(EvidenceError) -> [UInt8] {
        try key.signature(over: text)
    }

    /// The signed manifest, on the disk, or nil where all it would say is signed already.
    private func manifest(of record: EvidenceRecord) throws(EvidenceError) -> SignedManifest? {
        let folder = index.directory.path
        let text = try ManifestText(of: record, dataFolder: folder, timeZone: timeZone)
        guard text.content != record.signedContent else { return nil }
        let signedAt = now()
        let bytes = text.bytes(signedBy: key.publicKey, at: signedAt)
        let signature = try key.signature(over: bytes)
        // Written before the row that names it; a file that no row names is written over.
        let path = Self.path(of: record.sequence)
        try DurableFile.makeFolder("\(folder)/\((path as NSString).deletingLastPathComponent)")
        try DurableFile(path: "\(folder)/\(path).sig").write(signature)
        try DurableFile(path: "\(folder)/\(path)").write(bytes)
        return SignedManifest(
            text: bytes,
            signature: signature,
            content: text.content,
            path: path,
            signedAt: signedAt
        )
    }

    /// A thousand manifests to a folder: some file systems slow down with more.
    private static func path(of sequence: Int64) -> String {
        "manifests/\(sequence / 1_000)/\(sequence).json"
    }
}

extension UTCTime {
    /// The time by this machine's clock.
    public static var systemClock: UTCTime {
        UTCTime(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }
}
