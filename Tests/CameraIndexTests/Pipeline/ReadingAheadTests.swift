import CameraIndex
import SyntheticScene
import Testing

struct ReadingAheadTests {
    /// Storage of all kinds: unknown, a disk, a slow share, memory.
    private static let storages: [StorageSpeed?] = [
        nil,
        StorageSpeed(seek: .seconds(0.01), bytesPerSecond: 150_000_000),
        StorageSpeed(seek: .seconds(0.05), bytesPerSecond: 100_000_000),
        StorageSpeed(seek: .zero, bytesPerSecond: 10_000_000_000),
    ]

    private static let scene = PaintedScene(
        BoxScene(size: PaintedScene.size, resting: [PaintedScene.fiveMinutes])
    )

    @Test(arguments: ["mp4", "mkv", "ts"], [Gear.survey, .keyframes])
    func `the order of reading changes no fact and no picture`(container: String, gear: Gear) throws
    {
        var known: KnownFacts?
        var pictures: Int?
        for storage in Self.storages {
            for jobs in [1, 2] {
                let recorder = try Recorder(Self.scene)
                let path = try recorder.file(0, 600, as: container)
                let summary = try recorder.scan(path) { request in
                    request.rules = { _ in [DwellRule(limit: .minutes(4))] }
                    request.gear = gear
                    request.jobs = jobs
                    request.storage = StorageMeter(assuming: storage)
                }
                let facts = try recorder.facts()
                #expect(facts.events.count == 1)
                facts.expectSame(as: known ?? facts)
                #expect(summary.decodedCount == pictures ?? summary.decodedCount)
                known = known ?? facts
                pictures = pictures ?? summary.decodedCount
            }
        }
    }
}
