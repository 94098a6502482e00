import Testing

@testable import CameraIndex

struct RecordingInboxTests {
    @Test func `where the disk hangs packets are left out up to a keyframe`() throws {
        let site = try RecordingSite()
        let packets = try site.packets(of: site.recorder.file(0, 20), from: 0)
        let group = packets[..<10].reduce(0) { $0 + $1.memory }
        var inbox = RecordingInbox(mostBytes: group * 2, of: RecordingBudget(.max))
        inbox.add(packets.prefix(50).map { .packet($0) })
        let (waiting, leftOut) = inbox.takeAll()
        #expect(waiting.count < 50)
        #expect(waiting.count + leftOut == 50)
        // The disk goes on within a group of pictures: the next one that is whole is taken.
        inbox.add(packets[55..<75].map { .packet($0) })
        let after = inbox.takeAll()
        #expect(after.leftOut == 5)
        guard case .gap = try #require(after.items.first),
            case .packet(let first) = try #require(after.items.dropFirst().first)
        else { throw TestError.unexpected }
        #expect(first.isKeyframe)
        #expect(first.moment == Recorder.moment(12))
    }

    @Test func `all cameras together have a limit, too`() throws {
        let site = try RecordingSite()
        let packets = try site.packets(of: site.recorder.file(0, 20), from: 0)
        let budget = RecordingBudget(packets[..<20].reduce(0) { $0 + $1.memory })
        var first = RecordingInbox(mostBytes: .max, of: budget)
        var second = RecordingInbox(mostBytes: .max, of: budget)
        first.add(packets.prefix(20).map { .packet($0) })
        second.add(packets.prefix(20).map { .packet($0) })
        #expect(first.takeAll().items.count == 20)
        #expect(second.takeAll().leftOut == 20)
        second.add(packets.prefix(20).map { .packet($0) })
        #expect(second.takeAll().leftOut == 0)
    }

    private enum TestError: Error { case unexpected }
}
