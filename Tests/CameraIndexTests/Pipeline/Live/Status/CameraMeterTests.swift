import CameraIndex
import Testing

struct CameraMeterTests {
    private let clock = SimulatedClock(at: UTCTime(microseconds: 0))
    private let meter: CameraMeter
    /// What some stream holds.
    private let format: FootageFormat

    init() throws {
        let recorder = try Recorder(.empty)
        format = try VideoReader(path: recorder.file(0, 1)).format
        meter = CameraMeter(
            CameraMeter.Terms(
                id: "gate-2",
                source: "rtsp://10.0.0.7/",
                bound: .seconds(8),
                patience: .seconds(5)
            ),
            clock: clock
        )
    }

    @Test func `what a camera's clock says is believed once four keyframes tell it`() {
        for lead in [0.20, 0.24, 0.22] { note(lead) }
        #expect(meter.cameraClock == nil)
        note(0.21)
        #expect(meter.cameraClock?.offset == .seconds(0.22))
        #expect(meter.cameraClock?.uncertainty == .seconds(0.04))
    }

    private func note(_ lead: Double) {
        meter.noteReceived(
            1,
            bytes: 1,
            keyframes: 1,
            lead: .seconds(lead),
            at: clock.steady
        )
    }

    private var status: CameraStatus { meter.status(waiting: .zero) }

    @Test func `a camera goes from connecting to watching, each with its time`() {
        pass(.seconds(3))
        #expect(status.state == .connecting)
        #expect(status.stateSeconds == 3)
        meter.note(.connected(format))
        #expect(status.state == .learning)
        #expect(status.stateSeconds == 0)
        pass(.seconds(4))
        meter.note(.watching(every: .seconds(2)))
        pass(.seconds(1))
        #expect(status.state == .watching)
        #expect(status.stateSeconds == 1)
        #expect(status.gapSeconds == 2)
    }

    @Test func `a lost camera is lost since it was lost first, for the newest reason`() throws {
        meter.note(.connected(format))
        meter.note(.watching(every: .seconds(2)))
        meter.note(.ended)
        pass(.seconds(6))
        let error = try #require(throws: MediaError.self) {
            _ = try VideoReader(path: "/no/file")
        }
        meter.note(.lost(error))
        #expect(status.state == .lost)
        #expect(status.stateSeconds == 6)
        #expect(status.reason == "\(error)")
        #expect(status.counts.losses == 2)
        meter.note(.connected(format))
        #expect(status.state == .learning)
        #expect(status.reason == nil)
    }

    @Test func `what is told of a connection behind its end does not bring it back`() {
        meter.note(.connected(format))
        meter.note(.ended)
        meter.note(.watching(every: .seconds(2)))
        #expect(status.state == .lost)
    }

    @Test func `a camera from which nothing comes has stalled until something does`() {
        meter.note(.connected(format))
        meter.note(.watching(every: .seconds(2)))
        receive()
        pass(.seconds(5))
        #expect(status.state == .watching)
        pass(.seconds(1))
        #expect(status.state == .stalled)
        #expect(status.stateSeconds == 6)
        #expect(status.packetAgeSeconds == 6)
        receive()
        #expect(status.state == .watching)
        #expect(status.packetAgeSeconds == 0)
    }

    @Test func `an index that cannot be written is told until it can`() {
        meter.note(.connected(format))
        meter.note(.watching(every: .seconds(2)))
        let error = IndexError.diskFull(path: "/data", freeBytes: 0)
        meter.note(.unwritten(error))
        look(at: 2, isWritable: false)
        #expect(status.state == .unwritable)
        #expect(status.reason == error.fact)
        look(at: 4)
        #expect(status.state == .watching)
        #expect(status.reason == nil)
        #expect(status.counts.unwritten == 1)
    }

    @Test func `lag is from when a keyframe was taken until it was looked at`() {
        meter.begin(at: .seconds(1_000))
        pass(.seconds(10))
        look(at: 1_007.5)
        #expect(status.lagSeconds == 2.5)
    }

    @Test func `keyframes that are passed over widen the gap, and that is past the bound`() {
        meter.note(.watching(every: .seconds(4)))
        for second in [0.0, 4, 8, 18] { look(at: second) }
        #expect(status.longestGapSeconds == 10)
        #expect(!status.isPastBound)
        meter.note(.overloaded(2))
        look(at: 30)
        #expect(status.longestGapSeconds == 12)
        #expect(status.isPastBound)
        #expect(status.counts.passedOver == 2)
    }

    @Test func `a camera that sends and is not looked at is past the bound before a gap ends`() {
        meter.note(.connected(format))
        meter.note(.watching(every: .seconds(4)))
        pass(.seconds(9))
        receive()
        #expect(!status.isPastBound)
        pass(.seconds(2))
        receive()
        #expect(status.isPastBound)
        #expect(status.longestGapSeconds == 11)
        look(at: 11)
        #expect(!status.isPastBound)
    }

    @Test func `a break is no gap, and a keyframe that is not seen does not end one`() {
        look(at: 0)
        look(at: 2)
        meter.note(.broke, costing: .zero, progress())
        look(at: 60)
        meter.note(.keyframe(MediaTime(seconds: 62), isSeen: false), costing: .zero, progress())
        look(at: 64)
        #expect(status.longestGapSeconds == 4)
        #expect(status.counts.undecodable == 1)
        #expect(status.counts.looked == 4)
    }

    @Test func `a long gap is forgotten after ten minutes`() {
        look(at: 0)
        look(at: 20)
        for second in stride(from: 22.0, through: 310, by: 2) { look(at: second) }
        #expect(status.longestGapSeconds == 20)
        for second in stride(from: 312.0, through: 630, by: 2) { look(at: second) }
        #expect(status.longestGapSeconds == 2)
    }

    @Test func `a clock's offset is the median of what keyframes tell`() {
        #expect(status.clockOffset == nil)
        for lead in [0.2, 0.3, 9, 0.1, 0.2] { receive(lead: .seconds(lead)) }
        #expect(status.clockOffset?.seconds == 0.2)
        for _ in 0..<32 { receive(lead: .seconds(-1.5)) }
        #expect(status.clockOffset == .init(seconds: -1.5, spreadSeconds: 0))
    }

    @Test func `the spread of a clock's offset leaves out the strays`() {
        for lead in 0..<20 { receive(lead: .seconds(Double(lead) / 10)) }
        receive(lead: .seconds(100))
        let offset = status.clockOffset
        #expect(offset?.seconds == 1)
        #expect(offset.map { (1.59...1.61).contains($0.spreadSeconds) } == true)
    }

    @Test func `corrections and jumps of a stream's clock are counted`() {
        meter.note(.clock(.jumped(.seconds(30))))
        meter.note(.clock(.corrected(.seconds(1))))
        meter.note(.clock(.corrected(.seconds(1))))
        #expect(status.counts.clockJumps == 1)
        #expect(status.counts.clockCorrections == 2)
    }

    // MARK: - What happens

    private func pass(_ time: MediaDuration) {
        clock.wait(until: clock.steady + time) { false }
    }

    private func receive(lead: MediaDuration? = nil) {
        meter.noteReceived(1, bytes: 10, keyframes: 1, lead: lead, at: clock.steady)
    }

    private func look(at second: Double, isWritable: Bool = true) {
        meter.note(
            .keyframe(MediaTime(seconds: second), isSeen: true),
            costing: .zero,
            progress(isWritable: isWritable)
        )
    }

    private func progress(isWritable: Bool = true) -> WatchProgress {
        WatchProgress(restingCount: 0, openEventCount: 0, isWritable: isWritable)
    }
}
