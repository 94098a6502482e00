import CameraIndex
import Foundation
import Testing

@Suite struct LoopbackListenerTests {
    /// The kernel gives the number of the one that is gone to the next one.
    @Test func `a listener that is gone takes no connection of the next one`() throws {
        let (taken, closing) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        var gone: LoopbackListener? = try LoopbackListener()
        let left = try StreamReading.address("http", #require(gone).port)
        gone?.accept { connection in
            taken.signal()
            closing.wait()
            // What it takes from now on is hung up on at once.
            closing.signal()
            close(connection)
        }
        Thread { _ = StreamReading(left, within: StreamReading.short) }.start()
        taken.wait()
        gone = nil
        let page = LiveServer.page("404 Not Found", type: "text/plain")
        let next = try (0..<4).map { _ in try LiveServer(.bytes(page)) }
        closing.signal()
        for server in next + next + next + next {
            let address = try StreamReading.address("http", server.port)
            #expect(StreamReading(address).cause == .noSuchStream)
        }
    }
}
