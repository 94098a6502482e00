import CameraIndex
import Testing

struct ItemQueueTests {
    private enum Item: Equatable {
        case picture(Int)
        case other(Int)
    }

    private static func queue(mostWaiting: Int = .max) -> ItemQueue<Item> {
        ItemQueue(mostWaiting: mostWaiting) { if case .picture = $0 { true } else { false } }
    }

    @Test func `a turn ends with a picture`() {
        var queue = Self.queue()
        queue.add([.other(1), .other(2), .picture(3), .other(4), .picture(5), .other(6)])
        #expect(queue.takeTurn() == [.other(1), .other(2), .picture(3)])
        #expect(queue.takeTurn() == [.other(4), .picture(5)])
        #expect(queue.takeTurn() == [.other(6)])
        #expect(queue.isEmpty)
        #expect(queue.takeTurn() == [])
    }

    @Test func `the oldest pictures are passed over, and nothing else is`() {
        var queue = Self.queue(mostWaiting: 2)
        queue.add([.picture(1), .other(2), .picture(3)])
        queue.add([.picture(4), .other(5), .picture(6)])
        #expect(queue.takePassedOver() == 2)
        #expect(queue.takePassedOver() == 0)
        #expect(queue.takeTurn() == [.other(2), .picture(4)])
        #expect(queue.takeTurn() == [.other(5), .picture(6)])
    }

    @Test func `what happens besides does not make the queue of who is seldom served longer`() {
        var queue = Self.queue(mostWaiting: 4)
        var longest = 0
        for round in 0..<100 {
            for item in 0..<5 { queue.add([.other(item), .picture(round)]) }
            longest = max(longest, queue.takeTurn().count)
        }
        // What happened since the turn before, and the picture.
        #expect(longest <= 6)
    }
}
