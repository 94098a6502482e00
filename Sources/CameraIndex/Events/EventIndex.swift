import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// The index of one data folder: facts and events in, answers by camera and time out.
///
/// Calls block until they are done; a writing call returns when its change is on the disk. Any
/// thread may call. Who writes a camera holds its `CameraLease`.
public final class EventIndex: Sendable {
    /// What an index is opened for.
    public enum Access: Hashable, Sendable {
        /// Answers only; the folder is not changed. Works beside a writer.
        case reading
        /// Answers and changes; makes the index or brings it up to date where needed.
        case writing
    }

    /// What may be set when an index is opened.
    public struct Options: Hashable, Sendable {
        /// How long a call waits for another process's write to end.
        public var busyTimeout: Duration = .seconds(5)
        /// The most pages of 4 KiB the file may have, or nil for no limit but the disk's.
        public var pageLimit: Int?

        /// Makes the usual options.
        public init() {}
    }

    /// The folder.
    public let directory: DataDirectory
    private let database: any DatabaseWriter
    /// The index as it was opened.
    private let place: FilePlace?
    private let outbox = Mutex<OutboxTelling?>(nil)

    private init(_ directory: DataDirectory, _ database: any DatabaseWriter) {
        self.directory = directory
        self.database = database
        place = FilePlace(directory.indexPath)
    }

    /// Opens the index of `directory`.
    ///
    /// - Throws: `IndexError.missing`, `.newerVersion`, `.olderVersion`, `.damaged`, `.busy`,
    ///   `.notWritable` or `.diskFull`.
    public static func open(
        _ directory: DataDirectory,
        access: Access,
        options: Options = Options()
    ) throws(IndexError) -> EventIndex {
        switch access {
        case .reading:
            guard FileManager.default.fileExists(atPath: directory.indexPath) else {
                throw .missing(path: directory.path)
            }
            return try mapping(directory) { try openForReading(directory, options) }
        case .writing:
            // Two processes that make or upgrade one index at the same time would trip over each
            // other; the second waits for the first.
            let lock = try UpgradeLock(directory, patience: options.busyTimeout)
            defer { lock.release() }
            return try mapping(directory) { try openForWriting(directory, options) }
        }
    }

    /// Runs `body` on one unchanging state of the index.
    func read<Value>(_ body: (Database) throws -> Value) throws(IndexError) -> Value {
        try Self.mapping(directory) { try database.read(body) }
    }

    /// Runs `body` in one transaction: all of it is on the disk when the call returns, or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(IndexError) -> Value {
        try checkPlace()
        return try Self.mapping(directory) { try database.write(body) }
    }

    /// Sees to it that the index is where it was opened: what is written into a folder that was
    /// moved or removed is found by nobody.
    ///
    /// - Throws: `IndexError.moved` where it is not.
    func checkPlace() throws(IndexError) {
        guard FilePlace(directory.indexPath) == place else {
            throw .moved(path: directory.indexPath)
        }
    }

    /// Who is told of what is recorded, or nil where nobody is.
    var telling: OutboxTelling? { outbox.withLock { $0 } }

    /// From now on what is recorded is told so.
    func begin(_ telling: OutboxTelling) { outbox.withLock { $0 = telling } }

    private static func openForReading(
        _ directory: DataDirectory,
        _ options: Options
    ) throws -> EventIndex {
        var configuration = configuration(options)
        configuration.readonly = true
        let queue = try DatabaseQueue(path: directory.indexPath, configuration: configuration)
        try queue.read { database in
            let migrator = IndexSchema.migrator
            if try migrator.hasBeenSuperseded(database) {
                throw IndexError.newerVersion(path: directory.indexPath)
            }
            guard try migrator.hasCompletedMigrations(database) else {
                let isEmpty = try migrator.appliedIdentifiers(database).isEmpty
                throw isEmpty
                    ? IndexError.missing(path: directory.path)
                    : IndexError.olderVersion(path: directory.indexPath)
            }
        }
        return EventIndex(directory, queue)
    }

    private static func openForWriting(
        _ directory: DataDirectory,
        _ options: Options
    ) throws -> EventIndex {
        let pool = try DatabasePool(
            path: directory.indexPath,
            configuration: configuration(options)
        )
        let migrator = IndexSchema.migrator
        if try pool.read(migrator.hasBeenSuperseded) {
            throw IndexError.newerVersion(path: directory.indexPath)
        }
        // GRDB's pool sets NORMAL, which may lose the last transactions when the power fails.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try migrator.migrate(pool)
        return EventIndex(directory, pool)
    }

    private static func configuration(_ options: Options) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(options.busyTimeout / .seconds(1))
        configuration.prepareDatabase { database in
            if let pages = options.pageLimit {
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
            // The -wal and -shm files stay when the last writer closes: a user who may only read
            // the folder could not make them.
            if !database.configuration.readonly {
                // With a limit set, the log is emptied when the last writer closes, and one large
                // batch does not keep the disk for ever.
                try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
                var isPersistent: CInt = 1
                unsafe sqlite3_file_control(
                    database.sqliteConnection,
                    nil,
                    SQLITE_FCNTL_PERSIST_WAL,
                    &isPersistent
                )
            }
        }
        return configuration
    }

    private static func mapping<Value>(
        _ directory: DataDirectory,
        _ body: () throws -> Value
    ) throws(IndexError) -> Value {
        do {
            return try body()
        } catch let error as IndexError {
            throw error
        } catch {
            throw IndexError(error, in: directory)
        }
    }
}

extension IndexError {
    /// The error of a database call.
    fileprivate init(_ error: any Error, in directory: DataDirectory) {
        let path = directory.indexPath
        guard let error = error as? DatabaseError else {
            let detail = (error as? UnknownWord).map { "it holds \"\($0.text)\"" }
            self = .damaged(path: path, detail: detail ?? "\(error)")
            return
        }
        let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .busy(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self = .notWritable(path: path, reason: reason)
        case .SQLITE_CANTOPEN:
            self = .notReadable(path: path, reason: reason)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_MISMATCH:
            self = .damaged(path: path, detail: reason)
        default:
            self = .failed(path: path, reason: reason)
        }
    }
}
