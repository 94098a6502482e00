import Synchronization

/// A request to stop that any thread may make and every blocking read obeys.
public final class Interrupt: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Makes a request that nobody made yet.
    public init() {}

    /// Asks to stop.
    public func request() {
        flag.store(true, ordering: .releasing)
    }

    /// Whether somebody asked to stop.
    public var isRequested: Bool { flag.load(ordering: .acquiring) }
}
