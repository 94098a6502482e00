import Foundation
import Testing

@testable import CameraIndex

struct RecordingSweepTests {
    private let site: RecordingSite

    init() throws {
        site = try RecordingSite()
    }

    @Test func `what is older than its age is deleted, file and row`() throws {
        for start in [0.0, 60, 120] { try site.lay(start, start + 60) }
        // Two hours later: the second ends one hour and 58 min before.
        try sweep(RecordingTerms(mode: .continuous, age: .minutes(118)), at: 7_200.001)
        #expect(try site.stretches() == [120...180])
        #expect(try site.files().count == 1)
    }

    @Test func `of too many bytes the oldest are deleted, and no more than needed`() throws {
        for start in [0.0, 60, 120, 180] { try site.lay(start, start + 60) }
        try sweep(RecordingTerms(mode: .continuous, bytes: 2_500))
        #expect(try site.stretches() == [120...180, 180...240])
        try sweep(RecordingTerms(mode: .continuous, bytes: 2_000))
        #expect(try site.stretches().count == 2)
    }

    @Test func `what is written is never deleted`() throws {
        try site.leaveOpen(seconds: 25)
        try sweep(RecordingTerms(mode: .continuous, age: .minutes(60), bytes: 1), at: 1e7)
        #expect(try site.segments().map(\.state) == [.open])
    }

    @Test func `what shows an event stays until its evidence is made and it has ended`() throws {
        for start in [0.0, 60, 120, 180] { try site.lay(start, start + 60) }
        // Its evidence shows 5 s before 70 s to 5 s after 120 s.
        let event = try site.raise(since: 70, limit: 50, until: 200)
        let terms = RecordingTerms(mode: .continuous, bytes: 1)
        try sweep(terms)
        #expect(try site.stretches() == [60...120, 120...180])
        try site.recorder.data.open().setStills([], evidence: .whole, of: event)
        try sweep(terms)
        #expect(try site.stretches() == [])
    }

    @Test func `an event that goes on keeps its beginning, with its evidence made`() throws {
        for start in [0.0, 60, 120, 180] { try site.lay(start, start + 60) }
        let event = try site.raise(since: 70, limit: 40)
        try site.recorder.data.open().setStills([], evidence: .whole, of: event)
        try sweep(RecordingTerms(mode: .continuous, bytes: 1))
        #expect(try site.stretches() == [60...120])
    }

    @Test func `where the disk gets full the oldest of all cameras go first`() throws {
        try site.lay(0, 60, camera: "gate-3")
        try site.lay(30, 90)
        try site.lay(60, 120, camera: "gate-3")
        let shortage = try sweep(RecordingTerms(mode: .continuous), reserve: 1_700, free: 500)
        #expect(shortage == nil)
        #expect(try site.segments() == [])
        #expect(try site.files() == ["gate-3/2026-01-01/gate-3_20260101T000100.000Z.mp4"])
    }

    @Test func `where nothing more may be deleted the shortage is told`() throws {
        try site.lay(60, 120)
        try site.raise(since: 70, limit: 50)
        let shortage = try sweep(RecordingTerms(mode: .continuous), reserve: 5_000, free: 500)
        #expect(shortage == 500)
        #expect(try site.files().count == 1)
    }

    @Test func `what cannot be deleted is not forgotten, and no more is given up for it`() throws {
        for start in stride(from: 0.0, to: 600 * 60, by: 60) { try site.lay(start, start + 60) }
        let first = site.place.file(of: try #require(try site.segments().first))
        // A folder in the place of the file cannot be unlinked.
        try FileManager.default.removeItem(atPath: first)
        try FileManager.default.createDirectory(
            atPath: first + "/in-the-way",
            withIntermediateDirectories: true
        )
        let shortage = try sweep(RecordingTerms(mode: .continuous), reserve: 1_000_000, free: 0)
        #expect(shortage == 0)
        let left = try site.segments()
        #expect(left.count { $0.state == .whole } == 400)
        #expect(left.contains { $0.state == .garbage })
        try FileManager.default.removeItem(atPath: first)
        try sweep(RecordingTerms(mode: .continuous))
        #expect(try site.segments().allSatisfy { $0.state == .whole })
    }

    @Test func `what was given up before a power cut is deleted after it`() throws {
        for start in [0.0, 60] { try site.lay(start, start + 60) }
        let segments = try site.segments()
        try site.recorder.data.open().discard(Array(segments.prefix(1)))
        #expect(try site.files().count == 2)
        try sweep(RecordingTerms(mode: .continuous))
        #expect(try site.stretches() == [60...120])
        #expect(try site.files().count == 1)
    }

    @discardableResult
    private func sweep(
        _ terms: RecordingTerms,
        at seconds: Double = 1_000,
        reserve: Int64 = 0,
        free: Int64 = .max
    ) throws -> Int64? {
        var sweep = RecordingSweep(
            place: RecordingPlace(folder: site.place.folder, reserve: reserve),
            index: try site.recorder.data.open(),
            cameras: ["gate-2": terms]
        )
        sweep.freeBytes = { _ in free }
        return try sweep.run(at: utc(seconds))
    }
}
