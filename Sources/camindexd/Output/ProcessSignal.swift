import Foundation

/// Calls a function when the process gets a signal, instead of what the system does then.
///
/// The function is called by one thread at a time; signals that come while it runs call it once
/// more.
final class ProcessSignal {
    private let source: any DispatchSourceSignal

    /// Begins to wait for `signal`.
    init(_ signal: CInt, _ handler: @escaping @Sendable () -> Void) {
        // The source only sees what the default action does not end first.
        Foundation.signal(signal, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
        source.setEventHandler(handler: handler)
        source.activate()
    }

    /// Waits no longer.
    func cancel() {
        source.cancel()
    }
}
