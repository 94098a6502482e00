import CameraIndex
import Testing

struct CameraClockTests {
    private static let clock = CameraClock(
        offset: .seconds(0.2),
        uncertainty: .seconds(0.04),
        isHostKept: true
    )

    /// What the index says of the camera's clock of an event that was raised at 240 s.
    private static func clock(
        read readings: [(second: Double, offset: Double)],
        of source: MediaClock = MediaClock(source: .arrival, uncertainty: .seconds(1))
    ) throws -> MediaDuration? {
        let folder = try IndexFolder()
        let index = try folder.open()
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: source)
        batch.events = [.sample(.sample(from: 0, to: 300), clock: source)]
        batch.cameraClocks = readings.map { second, offset in
            var clock = Self.clock
            clock.offset = .seconds(offset)
            return CameraClockReading(at: moment(second), clock: clock)
        }
        try index.record(batch)
        let event = try #require(try index.events(EventQuery()).events.first)
        #expect(event.cameraClock.map { $0.isHostKept == true } ?? true)
        return event.cameraClock?.offset
    }

    @Test func `an event has the reading by which it was raised`() throws {
        let readings: [(second: Double, offset: Double)] = [(-100, 0.1), (200, 0.2), (250, 0.3)]
        #expect(try Self.clock(read: readings) == .seconds(0.2))
    }

    @Test func `a reading behind an event says nothing of it`() throws {
        #expect(try Self.clock(read: [(250, 0.3)]) == nil)
    }

    @Test func `a reading of hours before says nothing of an event`() throws {
        #expect(try Self.clock(read: [(-7_100, 0.3)]) == nil)
        #expect(try Self.clock(read: [(-6_900, 0.3)]) == .seconds(0.3))
    }

    @Test func `an event of a file has no reading of a live camera`() throws {
        #expect(try Self.clock(read: [(0, 0.3)], of: .given) == nil)
    }

    @Test func `a clock is written where it changes, and each hour`() {
        var diary = ClockDiary()
        func read(_ offset: Double, at second: Double) -> Bool {
            var clock = Self.clock
            clock.offset = .seconds(offset)
            diary.note(clock, at: moment(second))
            defer { diary.noteWritten() }
            return diary.waiting != nil
        }
        #expect(read(0.2, at: 0))
        #expect(!read(0.23, at: 10))
        #expect(read(0.25, at: 20))
        #expect(!read(0.25, at: 3_619))
        #expect(read(0.25, at: 3_620))
    }

    @Test func `what could not be written waits`() {
        var diary = ClockDiary()
        diary.note(Self.clock, at: moment(0))
        diary.note(Self.clock, at: moment(10))
        #expect(diary.waiting?.at == moment(0))
    }
}
