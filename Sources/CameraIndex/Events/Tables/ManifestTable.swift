import Foundation
import GRDB

/// The rows of `manifest`: the chain, to which rows are only ever added.
enum ManifestTable {
    private static let selection = """
        SELECT manifest.sequence, manifest.event, manifest.path, manifest.sha256,
            manifest.content, manifest.signed_us, manifest.text, manifest.signature,
            (SELECT before.link FROM manifest AS before
                WHERE before.sequence = manifest.sequence - 1)
        FROM manifest
        """

    /// The newest manifest of an event, or nil where it has none.
    static func newest(of event: EventID, in database: Database) throws -> ChainedManifest? {
        let statement = try database.cachedStatement(
            sql: selection + " WHERE event = ? ORDER BY sequence DESC LIMIT 1"
        )
        return try Row.fetchOne(statement, arguments: [event.description]).map(manifest)
    }

    /// Where the newest manifest of an event lies, or nil where it has none.
    static func reference(
        to event: EventID,
        in database: Database
    ) throws -> IndexedEvent.Manifest? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT sequence, path, sha256, signed_us FROM manifest
                WHERE event = ? ORDER BY sequence DESC LIMIT 1
                """
        )
        return try Row.fetchOne(statement, arguments: [event.description]).map { row in
            var columns = ColumnReader(row)
            return IndexedEvent.Manifest(
                sequence: try columns.next(),
                path: try columns.next(),
                sha256: try columns.next(),
                signedAt: UTCTime(microseconds: try columns.next())
            )
        }
    }

    /// Number and hash of the last link, or nil where the chain is empty.
    static func head(in database: Database) throws -> (sequence: Int64, link: String)? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT sequence, link FROM manifest ORDER BY sequence DESC LIMIT 1"
            )
        )
        return try row.map { row in
            var columns = ColumnReader(row)
            return (try columns.next(), try columns.next())
        }
    }

    /// The stored numbers, hashes of manifests and hashes of links, in order.
    static func links(
        in database: Database
    ) throws -> [(sequence: Int64, manifest: String, link: String)] {
        let statement = try database.cachedStatement(
            sql: "SELECT sequence, sha256, link FROM manifest ORDER BY sequence"
        )
        return try Row.fetchAll(statement).map { row in
            var columns = ColumnReader(row)
            return (try columns.next(), try columns.next(), try columns.next())
        }
    }

    /// Adds a manifest at the end of the chain.
    static func append(_ manifest: ChainedManifest, in database: Database) throws {
        let (link, signed) = (manifest.link, manifest.signed)
        try database.execute(
            sql: """
                INSERT INTO manifest (
                    sequence, event, path, sha256, link, content, signed_us, text, signature
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                link.sequence, manifest.event.description, signed.path, link.manifest, link.hash,
                signed.content, signed.signedAt.microseconds, Data(signed.text),
                Data(signed.signature),
            ]
        )
    }

    private static func manifest(_ row: Row) throws -> ChainedManifest {
        var columns = ColumnReader(row)
        let sequence: Int64 = try columns.next()
        let event = EventID(stored: try columns.next())
        let path: String = try columns.next()
        let sha256: String = try columns.next()
        let content: String = try columns.next()
        let signedAt = UTCTime(microseconds: try columns.next())
        let text = Array(try columns.next(Data.self))
        let signature = Array(try columns.next(Data.self))
        let previous: String? = try columns.nextOptional()
        return ChainedManifest(
            event: event,
            link: ChainLink(sequence: sequence, previous: previous, manifest: sha256),
            signed: SignedManifest(
                text: text,
                signature: signature,
                content: content,
                path: path,
                signedAt: signedAt
            )
        )
    }
}
