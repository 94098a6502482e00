package import CameraIndex

/// A way to one destination.
package protocol DeliveryChannel: Sendable {
    /// Why it is not open now, or nil where nothing is known to be wrong.
    var trouble: String? { get }

    /// Opens it, which ends at once.
    func open()

    /// Delivers a message; ends soon where the task is cancelled.
    ///
    /// - Parameter message: the message.
    /// - Returns: what came of it.
    func deliver(_ message: OutboxMessage) async -> DeliveryResult

    /// Closes it for good; ends within half a second.
    func close() async
}
