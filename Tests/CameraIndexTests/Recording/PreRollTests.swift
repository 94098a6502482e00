import Testing

@testable import CameraIndex

struct PreRollTests {
    /// Ten pictures a group, a keyframe each 2 s.
    private let packets: [RecordablePacket]
    private let group: Int

    init() throws {
        let site = try RecordingSite()
        packets = try site.packets(of: site.recorder.file(0, 60), from: 0)
        group = packets[..<10].reduce(0) { $0 + $1.memory }
    }

    @Test func `what came before is there from the keyframe before it`() {
        var roll = PreRoll(mostBytes: .max)
        roll.length = .seconds(20)
        for packet in packets { roll.add(packet) }
        let taken = roll.take(from: Recorder.moment(45.3))
        #expect(taken.first?.moment == Recorder.moment(44))
        #expect(taken.first?.isKeyframe == true)
        #expect(taken.count == 80)
        #expect(roll.take(from: Recorder.moment(45.3)).isEmpty)
    }

    @Test func `no more is kept than its length asks for`() {
        var roll = PreRoll(mostBytes: .max)
        roll.length = .seconds(20)
        for packet in packets { roll.add(packet) }
        #expect(roll.take(from: Recorder.moment(0)).first?.moment == Recorder.moment(38))
    }

    @Test func `no more is kept than its memory allows`() {
        var roll = PreRoll(mostBytes: group * 3)
        roll.length = .seconds(600)
        for packet in packets { roll.add(packet) }
        let taken = roll.take(from: Recorder.moment(0))
        #expect(taken.reduce(0) { $0 + $1.memory } <= group * 3)
        #expect(taken.first?.isKeyframe == true)
        #expect(!taken.isEmpty)
    }

    @Test func `a group that is larger than the memory is not kept`() {
        var roll = PreRoll(mostBytes: group / 2)
        for packet in packets { roll.add(packet) }
        #expect(roll.take(from: Recorder.moment(0)).count < 10)
    }

    @Test func `what comes before a keyframe is of no use`() {
        var roll = PreRoll(mostBytes: .max)
        roll.length = .seconds(600)
        for packet in packets.dropFirst(3) { roll.add(packet) }
        #expect(roll.take(from: Recorder.moment(0)).first?.moment == Recorder.moment(2))
    }
}
