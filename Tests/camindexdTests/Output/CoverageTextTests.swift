import CameraIndex
import Foundation
import Testing
import camindexd

struct CoverageTextTests {
    /// 2026-01-01 00:00 UTC.
    private let midnight = MediaTime(microseconds: 1_767_225_600_000_000)

    /// What is said of `cameras` with these watched hours, asked for `hours` from midnight.
    private func lines(_ cameras: [String: [CoverageSpan]], hours: Double) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-coverage-\(UUID())").path(percentEncoded: false)
        defer { Self.remove(folder) }
        let index = try EventIndex.open(DataDirectory(creatingAt: folder), access: .writing)
        for (camera, spans) in cameras {
            let clock = MediaClock(source: .given, uncertainty: nil)
            var batch = FactBatch(camera: camera, timeline: .utc, clock: clock)
            batch.coverage = spans
            try index.record(batch)
        }
        let start = UTCTime(microseconds: midnight.microseconds)
        let question = EventQuery(from: start, to: start + .seconds(3_600 * hours))
        return CoverageText(zone: .gmt).lines(
            try index.coverage(question).parts.map { WatchedTime($0) }
        )
    }

    private static func remove(_ folder: String) {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // A folder left in /tmp is not worth a failed test.
        }
    }

    private func watched(
        _ from: Double,
        _ to: Double,
        floor: MediaDuration = .seconds(20)
    ) -> CoverageSpan {
        .watched(
            MediaRange(midnight + .seconds(3_600 * from), midnight + .seconds(3_600 * to)),
            longestGap: .seconds(1),
            floor: floor
        )
    }

    @Test func `an index without footage watched nothing`() throws {
        #expect(
            try lines([:], hours: 1)
                == ["nothing was watched: the index has no footage of what was asked for"]
        )
    }

    @Test func `a gap is told with its times`() throws {
        #expect(
            try lines(["a": [watched(0, 8.2), watched(9, 24)]], hours: 24) == [
                "a: watched 23 h 12 min of 24 h (96.6 %), every stop of 20 s or more; "
                    + "not watched: 08:12:00–09:00:00"
            ]
        )
    }

    @Test func `over several days gaps have dates`() throws {
        #expect(
            try lines(["a": [watched(0, 8), watched(25, 48)]], hours: 48) == [
                "a: watched 31 h of 2 d (64.5 %), every stop of 20 s or more; "
                    + "not watched: 2026-01-01 08:00:00–2026-01-02 01:00:00"
            ]
        )
    }

    @Test func `each floor is told with its share`() throws {
        #expect(
            try lines(["a": [watched(0, 6), watched(6, 8, floor: .minutes(4))]], hours: 8) == [
                "a: watched all 8 h, every stop of 20 s or more in 6 h, of 4 min or more in 2 h"
            ]
        )
    }

    @Test func `overlapping stretches are asked for once`() throws {
        func stretch(_ from: Int64, _ to: Int64) -> MediaRange {
            MediaRange(midnight + .minutes(from), midnight + .minutes(to))
        }
        let time = WatchedTime(
            camera: "a",
            timeline: .utc,
            file: nil,
            asked: [stretch(0, 40), stretch(30, 60), stretch(90, 120)],
            spans: [watched(0, 0.5), watched(0, 0.5), .damaged(stretch(30, 45)), watched(0.75, 2)]
        )
        #expect(
            CoverageText(zone: .gmt).lines([time]) == [
                "a: watched 1 h 15 min of 1 h 30 min (83.3 %), every stop of 20 s or more; "
                    + "not watched: 00:30:00–00:45:00 (damaged)"
            ]
        )
    }

    @Test func `a gap is told with what is the matter in it`() throws {
        func span(_ from: Double, _ to: Double, _ state: CoverageSpan.State) -> CoverageSpan {
            var span = watched(from, to)
            span.state = state
            span.longestGap = nil
            span.floor = nil
            return span
        }
        let spans = [
            watched(0, 1), span(1, 2, .frozen), watched(2, 3), span(3, 4, .damaged),
            span(4, 5, .frozen), watched(5, 6),
        ]
        #expect(
            try lines(["a": spans], hours: 6) == [
                "a: watched 3 h of 6 h (50.0 %), every stop of 20 s or more; not watched: "
                    + "01:00:00–02:00:00 (frozen), 03:00:00–05:00:00 (damaged, frozen)"
            ]
        )
    }

    @Test func `of many gaps the first are told`() throws {
        let spans = (0..<12).map { watched(Double($0), Double($0) + 0.5) }
        let line = try #require(try lines(["a": spans], hours: 12).first)
        #expect(line.hasSuffix("07:30:00–08:00:00 and 4 more (2 h)"))
    }

    @Test func `a second that was not watched is not rounded away`() throws {
        #expect(
            try lines(["a": [watched(0, 23.9997)]], hours: 24) == [
                "a: watched 23 h 59 min of 24 h (99.9 %), every stop of 20 s or more; "
                    + "not watched: 23:59:58–00:00:00"
            ]
        )
    }

    @Test func `of many cameras those with gaps are told`() throws {
        var cameras: [String: [CoverageSpan]] = [:]
        for number in 10..<40 { cameras["cam-\(number)"] = [watched(0, 1)] }
        cameras["cam-20"] = [watched(0, 0.5)]
        #expect(
            try lines(cameras, hours: 1) == [
                "all 30 cameras and files: watched 29 h 30 min of 30 h (98.3 %), every stop of 20 "
                    + "s or more",
                "cam-20: watched 30 min of 1 h (50.0 %), every stop of 20 s or more; "
                    + "not watched: 00:30:00–01:00:00",
            ]
        )
    }
}
