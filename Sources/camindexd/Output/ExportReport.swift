import CameraIndex

/// What was exported, as text.
struct ExportReport {
    private let export: EvidenceExport
    private let path: String

    /// Tells of an export that was written to `path`.
    init(_ export: EvidenceExport, path: String) {
        self.export = export
        self.path = path
    }

    /// The text.
    var text: String {
        let events = export.events.count
        var text =
            "\(DisplayWidth.printable(path)): evidence of \(events) event"
            + "\(events == 1 ? "" : "s"), \(export.fileCount) files, \(export.sizeBytes) bytes\n"
        for indexed in export.events {
            guard let reason = indexed.evidence.reason else { continue }
            let note = "\(indexed.event.id) is incomplete: \(reason)"
            text += DisplayWidth.printable(note) + "\n"
        }
        return text
            + ChainReport(key: export.key, length: export.chainLength, head: export.head).text
    }
}

/// Key and chain, as text.
struct ChainReport {
    /// The key that signs.
    let key: PublicKey
    /// How many manifests there are.
    let length: Int
    /// The hash of the last link, or nil where there is none.
    let head: String?

    /// Two lines of a table.
    var text: String {
        let count = "\(length) manifest\(length == 1 ? "" : "s")"
        return "key   \(key.fingerprint)\n"
            + "head  \(head.map { "\($0) (\(count))" } ?? "none: nothing was signed yet")\n"
    }
}
