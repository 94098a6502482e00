import CameraIndex
import Foundation
import Testing

struct HealthTests {
    private let index: SeededIndex

    init() throws {
        index = try SeededIndex()
        // 2026-01-01 10:00:00 to 10:02:00 in Shanghai.
        let begin = MediaTime(microseconds: 1_767_232_800_000_000)
        var health = CameraHealth(camera: "gate-2")
        for second in 0..<120 {
            health.noteAbsence("connection refused", at: begin + .seconds(Double(second)))
        }
        health.note(nil, at: begin + .seconds(120))
        var batch = FactBatch(
            camera: "gate-2",
            timeline: .utc,
            clock: MediaClock(source: .arrival, uncertainty: .seconds(1))
        )
        batch.events = health.takeChanges()
        try EventIndex.open(DataDirectory(creatingAt: index.folder), access: .writing).record(batch)
    }

    @Test func `a query lists what stood, and not how the cameras were`() throws {
        let run = try query("--camera", "gate-2")
        #expect(!run.output.contains("offline"))
        #expect(run.output.contains("no-stopping"))
    }

    @Test func `how the cameras were is asked for by kind`() throws {
        let run = try query("--kind", "health")
        #expect(run.output.contains("offline"))
        #expect(run.output.contains("connection refused"))
        #expect(run.output.contains("1 event"))
        #expect(!run.output.contains("no-stopping"))
        let all = try query("--kind", "all")
        #expect(all.output.contains("offline") && all.output.contains("no-stopping"))
        let other = try query("--kind", "covered")
        #expect(other.output.contains("no events"))
    }

    @Test func `a kind that there is not is refused with those that there are`() throws {
        let run = try query("--kind", "broken")
        #expect(run.status == 2)
        #expect(run.errors.contains("no-signal"))
    }

    @Test func `an event of health has no place in JSON and CSV`() throws {
        let json = try query("--kind", "offline", "--format", "jsonl").output
        #expect(json.contains("\"zone\":null"))
        #expect(json.contains("\"dwellSeconds\":null"))
        #expect(json.contains("\"box\":null,\"frame\":null"))
        #expect(json.contains("\"evidenceState\":\"whole\",\"evidence\":[]"))
        #expect(json.contains("\"detail\":\"connection refused\""))
        let csv = try query("--kind", "offline", "--format", "csv").output
        #expect(csv.contains(",true,,,,,,,"))
    }

    @Test func `it is shown with its cause and its end`() throws {
        let json = try query("--kind", "offline", "--format", "jsonl").output
        let id = try #require(json.split(separator: "\"").dropFirst(3).first.map(String.init))
        let page = try CommandRun("show", "--data", index.folder, id).output
        #expect(page.contains("Event \(id): offline, camera gate-2"))
        #expect(page.contains("ended: the camera is well again"))
        #expect(page.contains("because   connection refused"))
        #expect(!page.contains("evidence") && !page.contains("came to rest"))
    }

    private func query(_ arguments: String...) throws -> CommandRun {
        try CommandRun(arguments: ["query", "--data", index.folder] + arguments)
    }
}
