import Foundation
import GRDB

/// The rows of `usual_view`: what each camera usually shows, as its health is judged by it.
enum ViewTable {
    static let schema = """
        CREATE TABLE usual_view (
            camera_id INTEGER PRIMARY KEY REFERENCES camera ON DELETE CASCADE,
            state BLOB NOT NULL
        ) STRICT;
        """

    /// What a camera usually shows, or nil where nothing is known.
    static func state(of camera: String, in database: Database) throws -> [UInt8]? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT state FROM usual_view JOIN camera ON camera.id = usual_view.camera_id
                WHERE camera.name = ?
                """
        )
        return try Data.fetchOne(statement, arguments: [camera]).map { [UInt8]($0) }
    }

    /// Sets what a camera of the index usually shows.
    static func put(_ state: [UInt8], of camera: String, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO usual_view (camera_id, state)
                SELECT id, ? FROM camera WHERE name = ?
                ON CONFLICT (camera_id) DO UPDATE SET state = excluded.state
                """
        )
        try statement.execute(arguments: [Data(state), camera])
    }
}
