import Foundation

/// What an export says of itself: its files, each with size and hash, and the key that signs.
///
/// It follows from the other files alone, so that who has all of them unchanged can tell whether it
/// was this text or its signature that somebody changed.
struct ExportText: Hashable, Sendable {
    /// A file of an export.
    struct File: Hashable, Sendable {
        /// Path in the export.
        var path: String
        /// SHA-256 of its content, in hexadecimal.
        var sha256: String
        /// Size of its content.
        var sizeBytes: Int64
    }

    /// The first words of every text.
    static let format = "camindexd evidence export 1"
    /// The name of the text's file, and that of its signature.
    static let name = "export.json"
    /// The name of the file that holds the signature.
    static let signatureName = "export.sig"
    /// The name of the file that holds the public key.
    static let keyName = "key.pem"
    /// The name of the file that holds the chain.
    static let chainName = "chain.json"
    /// The name of the file for the receiver.
    static let readMeName = "README.txt"
    /// The name of an event's manifest in the event's folder.
    static let manifestName = "manifest.json"
    /// The name of the file that holds the manifest's signature.
    static let manifestSignatureName = "manifest.sig"

    /// All files of the export but this text and its signature.
    var files: [File]
    /// The key that signs.
    var key: PublicKey

    /// Makes a text.
    init(files: [File], key: PublicKey) {
        self.files = files
        self.key = key
    }

    /// Reads a text; nil where the bytes are none.
    init?(_ bytes: [UInt8]) {
        guard let value = CanonicalJSON(canonical: bytes), value["format"]?.string == Self.format,
            let key = value["key"].flatMap(PublicKey.init(json:)), let list = value["files"]?.array
        else { return nil }
        let files = list.compactMap(File.init)
        guard files.count == list.count else { return nil }
        self.init(files: files, key: key)
    }

    /// The bytes that are signed.
    var bytes: [UInt8] {
        let list = files.sorted { Array($0.path.utf8).lexicographicallyPrecedes($1.path.utf8) }
        return CanonicalJSON.object([
            "files": .array(
                list.map { file in
                    .object([
                        "path": .string(file.path), "sha256": .string(file.sha256),
                        "sizeBytes": .integer(file.sizeBytes),
                    ])
                }
            ),
            "format": .string(Self.format),
            "key": key.json,
        ]).bytes
    }
}

extension ExportText.File {
    /// Reads what `ExportText` or a manifest says of a file; nil where it says none.
    init?(_ value: CanonicalJSON) {
        guard let path = value["path"]?.string, let sha256 = value["sha256"]?.string,
            let size = value["sizeBytes"]?.integer
        else { return nil }
        self.init(path: path, sha256: sha256, sizeBytes: size)
    }
}

extension PublicKey {
    /// Reads what `json` wrote; nil where it is no key or not the one of its fingerprint.
    init?(json: CanonicalJSON) {
        guard let text = json["ed25519"]?.string, let bytes = Data(base64Encoded: text),
            let key = PublicKey(bytes: Array(bytes)),
            json["fingerprint"]?.string == key.fingerprint
        else { return nil }
        self = key
    }
}
