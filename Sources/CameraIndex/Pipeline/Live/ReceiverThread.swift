import Dispatch
import Foundation

/// A thread of its own that receives a stream.
final class ReceiverThread: Sendable {
    private let end = DispatchSemaphore(value: 0)

    /// A receiver's thread calls FFmpeg's demuxer and no decoder.
    private static let stackSize = 512 * 1024

    /// Starts a thread.
    init(_ receive: @escaping @Sendable () -> Void) {
        let thread = Thread { [end] in
            receive()
            end.signal()
        }
        thread.name = "receive"
        thread.stackSize = Self.stackSize
        thread.start()
    }

    /// Waits until it has ended.
    func wait() {
        end.wait()
        end.signal()
    }
}
