import CameraIndex
import Foundation
import GRDB
import Testing

struct EventIndexTests {
    private let folder: IndexFolder

    init() throws {
        folder = try IndexFolder()
    }

    @Test func `an empty folder becomes an index`() throws {
        let index = try folder.open()
        #expect(try index.cameras() == [])
        #expect(try index.events(EventQuery()).events == [])
        let migrations = try DatabaseQueue(path: folder.directory.indexPath).read {
            try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations")
        }
        #expect(
            migrations == [
                "1 footage, facts, events", "2 rules and reviews", "3 clips, manifests",
                "4 observability", "5 live footage", "6 recordings", "7 camera health",
                "8 clocks of cameras", "9 outbox", "10 states in several files",
            ]
        )
    }

    @Test func `what was watched live is told from files`() throws {
        var footage = Footage.sample()
        footage.isLive = true
        var batch = FactBatch.of(events: [])
        batch.footage = [footage]
        try folder.open().record(batch)
        #expect(try folder.open().footage(of: footage.camera) == [footage])
    }

    @Test func `what is recorded is there when the index is opened again`() throws {
        var batch = FactBatch.of(events: [.sample(from: 0, to: 300)])
        batch.footage = [.sample()]
        batch.stops = [.sample(from: 0, to: 300), .sample(from: 50, to: 60, ending: nil)]
        batch.coverage = [
            .watched(stretch(0, 300), longestGap: .seconds(0.04), floor: .seconds(20)),
            .damaged(stretch(300, 310)),
        ]
        batch.activity = [
            ActivityGrid(range: stretch(0, 60), cells: (0..<144).map { UInt8($0) })
        ]
        do {
            let index = try folder.open()
            try index.record(batch)
        }
        let index = try folder.open(.reading)
        #expect(try index.footage(of: "gate-2") == batch.footage)
        #expect(try index.footage(FootageID(stored: "f1")) == batch.footage)
        #expect(try index.stops(camera: "gate-2", timeline: .utc) == batch.stops)
        #expect(try index.coverage(camera: "gate-2", timeline: .utc) == batch.coverage)
        #expect(try index.activity(camera: "gate-2", timeline: .utc) == batch.activity)
        #expect(try index.clock(camera: "gate-2", timeline: .utc) == .given)
        #expect(try index.timelines(of: "gate-2") == [.utc])
        let found = try index.events(EventQuery()).events
        #expect(found.map(\.event) == batch.events)
        #expect(found.first?.evidence == .pending)
        let place = IndexedEvent.Place(file: "/footage/f1.mp4", at: .zero)
        #expect(found.first?.since == place)
        #expect(found.first?.ended?.at == MediaTime(seconds: 300))
    }

    @Test func `what its rule says of an event is recorded with it`() throws {
        var event = Event.sample(from: 0, to: 300)
        event.severity = .high
        event.violationCode = "1039"
        event.sizeClass = .vehicle
        event.cutByHours = .both
        event.detail = "all of it"
        let index = try folder.open()
        try index.record(.of(events: [event]))
        #expect(try index.event(event.id.description).event == event)
        event.severity = .low
        event.violationCode = nil
        event.sizeClass = nil
        event.cutByHours = .none
        event.detail = nil
        try index.record(.of(events: [event]))
        #expect(try index.event(event.id.description).event == event)
    }

    @Test func `an index without rules and reviews is brought up to date`() throws {
        let event = Event.sample(from: 0, to: 300)
        var batch = FactBatch.of(events: [event])
        batch.stops = [.sample(from: 0, to: 300)]
        try folder.open().record(batch)
        try DatabaseQueue(path: folder.directory.indexPath).write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER event_changed;
                    DROP TRIGGER still_added;
                    DROP TRIGGER clip_added;
                    DROP TABLE segment;
                    DROP TABLE camera_clock;
                    DROP INDEX event_open;
                    DROP TABLE observability;
                    DROP TABLE judged_zone;
                    DROP TABLE clip;
                    DROP TABLE seal;
                    DROP TABLE manifest;
                    DROP TABLE review;
                    ALTER TABLE stop DROP COLUMN hidden;
                    ALTER TABLE footage DROP COLUMN is_live;
                    ALTER TABLE checkpoint DROP COLUMN state_earlier;
                    ALTER TABLE event DROP COLUMN severity;
                    ALTER TABLE event DROP COLUMN violation_code;
                    ALTER TABLE event DROP COLUMN size_class;
                    ALTER TABLE event DROP COLUMN cut_by_hours;
                    ALTER TABLE event DROP COLUMN detail;
                    DROP TABLE usual_view;
                    DROP TABLE outbox_delivery;
                    DROP TABLE outbox_message;
                    DROP TABLE outbox_told;
                    DROP TABLE outbox_destination;
                    DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %';
                    """
            )
        }
        let index = try folder.open()
        #expect(try index.event(event.id.description).event == event)
        #expect(try index.stops(camera: "gate-2", timeline: .utc).map(\.hidden) == [[]])
        #expect(try index.reviews(of: event.id) == [])
        #expect(try index.recording(of: "gate-2") == [])
    }

    @Test func `an index whose process was killed opens with all that was recorded`() throws {
        let copy = try IndexFolder()
        let index = try folder.open()
        for number in 0..<20 {
            let start = Double(number) * 1000
            try index.record(.of(events: [.sample(from: start, to: start + 300)]))
        }
        // The files as they lie on the disk while the writer is alive: as after kill -9.
        for file in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
            try FileManager.default.copyItem(
                atPath: folder.path + "/" + file,
                toPath: copy.path + "/" + file
            )
        }
        #expect(try copy.open(.reading).events(EventQuery()).events.count == 20)
        let reopened = try copy.open()
        try reopened.record(.of(events: [.sample(from: 90_000, to: 90_300)]))
        #expect(try reopened.events(EventQuery()).events.count == 21)
        #expect(try index.events(EventQuery()).events.count == 20)
    }

    @Test(arguments: [EventIndex.Access.reading, .writing])
    func `an index of a newer version is refused`(access: EventIndex.Access) throws {
        do { _ = try folder.open() }
        try DatabaseQueue(path: folder.directory.indexPath).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of the future')")
        }
        let error = #expect(throws: IndexError.self) { try folder.open(access) }
        #expect(
            error?.description == """
                \(folder.path)/index.sqlite was made by a newer camindexd; \
                upgrade this one to read it.
                """
        )
    }

    @Test func `an index that was never finished is missing for a reader`() throws {
        #expect(
            FileManager.default.createFile(atPath: folder.directory.indexPath, contents: Data())
        )
        #expect(throws: IndexError.missing(path: folder.path)) { try folder.open(.reading) }
        _ = try folder.open(.writing)
        _ = try folder.open(.reading)
    }

    @Test(arguments: [EventIndex.Access.reading, .writing])
    func `a file that is no index is named`(access: EventIndex.Access) throws {
        let text = String(repeating: "this is no database\n", count: 100)
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.directory.indexPath))
        let error = #expect(throws: IndexError.self) { try folder.open(access) }
        #expect(
            error?.description == """
                \(folder.path)/index.sqlite is damaged: file is not a database. \
                Move it away and scan the footage again, or put back a copy.
                """
        )
    }

    @Test func `a row that was changed by hand is an error and no crash`() throws {
        let index = try folder.open()
        try index.record(.of(events: [.sample(from: 0, to: 300)]))
        try DatabaseQueue(path: folder.directory.indexPath).write {
            try $0.execute(sql: "UPDATE event SET state = 'gone'")
        }
        let error = #expect(throws: IndexError.self) { try index.events(EventQuery()) }
        #expect(
            error?.description == """
                \(folder.path)/index.sqlite is damaged: it holds "gone". \
                Move it away and scan the footage again, or put back a copy.
                """
        )
    }

    @Test func `a query answers beside a write that has not ended`() throws {
        let index = try folder.open()
        try index.record(.of(events: [.sample(from: 0, to: 300)]))
        let writer = try DatabaseQueue(path: folder.directory.indexPath)
        try writer.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE; DELETE FROM event")
            defer { #expect(throws: Never.self) { try database.execute(sql: "ROLLBACK") } }
            #expect(try folder.open(.reading).events(EventQuery()).events.count == 1)
            #expect(try index.events(EventQuery()).events.count == 1)
        }
    }

    @Test func `a write waits for another process and then gives up`() throws {
        var options = EventIndex.Options()
        options.busyTimeout = .milliseconds(20)
        let index = try folder.open(options: options)
        let writer = try DatabaseQueue(path: folder.directory.indexPath)
        try writer.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: IndexError.self) { try index.record(.of()) }
            #expect(
                error?.description == """
                    \(folder.path)/index.sqlite stayed locked by another process for too long. \
                    Nothing was changed. Run the command again.
                    """
            )
            try database.execute(sql: "ROLLBACK")
        }
        try index.record(.of())
    }

    @Test func `a reader cannot change the index`() throws {
        _ = try folder.open()
        let reader = try folder.open(.reading)
        #expect(throws: IndexError.self) { try reader.record(.of()) }
    }

    @Test func `a full disk leaves all that was recorded before`() throws {
        do { try folder.open().record(.of(events: [.sample(from: 0, to: 300)])) }
        var options = EventIndex.Options()
        options.pageLimit = 60
        let index = try folder.open(options: options)
        var batch = FactBatch.of()
        batch.stops = (1...2000).map { .sample(from: Double($0), to: Double($0) + 30) }
        let error = #expect(throws: IndexError.self) { try index.record(batch) }
        guard case .diskFull(let path, let freeBytes) = error else {
            Issue.record("not a full disk: \(String(describing: error))")
            return
        }
        #expect(path == folder.directory.indexPath)
        #expect(freeBytes > 0)
        #expect(try index.events(EventQuery()).events.count == 1)
        #expect(try index.stops(camera: "gate-2", timeline: .utc) == [])
        batch.stops = [.sample(from: 1, to: 31)]
        try index.record(batch)
    }

    @Test func `no room for a new index is a full disk too`() throws {
        var options = EventIndex.Options()
        options.pageLimit = 3
        let error = #expect(throws: IndexError.self) { try folder.open(options: options) }
        guard case .diskFull = error else {
            Issue.record("not a full disk: \(String(describing: error))")
            return
        }
    }

    @Test func `a full disk says what is free, what is kept and what to do`() {
        #expect(
            IndexError.diskFull(path: "/data/index.sqlite", freeBytes: 12_345_678).description
                == """
                the disk that holds /data/index.sqlite is full (12.3 MB free). All that was \
                recorded before is kept. Free some space and run the same command again: \
                it goes on where it stopped.
                """
        )
    }
}
