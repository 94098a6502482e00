import Synchronization

/// Says whether there is room for more recordings.
final class RecordingGate: Sendable {
    private let free = Mutex<Int64?>(nil)

    /// Bytes that are free where that is too little and nothing may be deleted; nil where there is
    /// room.
    var shortage: Int64? {
        get { free.withLock { $0 } }
        set { free.withLock { $0 = newValue } }
    }
}
