import Foundation
import Synchronization

/// Carries a stream from a server that speaks TLS to FFmpeg, which reads it plainly from a port of
/// this machine.
///
/// FFmpeg 5.1 checks no certificate over RTSP, and none by its pin. A check beforehand would be one
/// of another connection than the one that carries the stream, and the password; here it is the
/// same.
final class TLSRelay: Sendable {
    /// Where FFmpeg connects to, on 127.0.0.1.
    let port: Int

    private let listener: SocketHandle
    /// The connection that was opened before FFmpeg asked for it.
    private let first: Mutex<TLSConnection?>
    private let dial: @Sendable () throws(TLSFailure) -> TLSConnection
    /// Why the newest connection could not be had, or nil.
    private let broken = Mutex<TLSFailure?>(nil)

    /// Pumping needs little; shaking hands some more.
    private static let stackSize = 256 * 1024

    /// Begins to wait for FFmpeg.
    ///
    /// - Parameters:
    ///   - first: a connection whose server was checked.
    ///   - isOnly: whether FFmpeg makes one connection and no more.
    ///   - dial: makes further connections.
    /// - Throws: `TLSFailure` where no port can be had.
    init(
        _ first: consuming sending TLSConnection,
        isOnly: Bool,
        dial: @escaping @Sendable () throws(TLSFailure) -> TLSConnection
    ) throws(TLSFailure) {
        listener = try SocketHandle.listening()
        port = listener.port
        self.first = Mutex(first)
        self.dial = dial
        start { $0.serve(once: isOnly) }
    }

    /// Why the newest connection could not be had, or nil where it could.
    var failure: TLSFailure? { broken.withLock { $0 } }

    /// Takes no further connections; those that are there end as FFmpeg closes them.
    func finish() {
        shutdown(listener.number, Int32(SHUT_RDWR))
    }

    private func start(_ work: @escaping @Sendable (TLSRelay) -> Void) {
        let thread = Thread { [self] in work(self) }
        thread.name = "tls"
        thread.stackSize = Self.stackSize
        thread.start()
    }

    private func serve(once isOnce: Bool) {
        while true {
            var state = pollfd(fd: listener.number, events: Int16(POLLIN), revents: 0)
            _ = unsafe poll(&state, 1, -1)
            let number = accept(listener.number, nil, nil)
            guard number >= 0 else {
                if [EAGAIN, EINTR, ECONNABORTED].contains(errno) { continue }
                // Nobody waits any more.
                first.withLock { $0 = nil }
                return
            }
            if isOnce {
                finish()
                return carry(number)
            }
            start { $0.carry(number) }
        }
    }

    /// Carries what FFmpeg's socket sends and gets, until either side ends it.
    private func carry(_ number: Int32) {
        let local = SocketHandle(takingOver: number)
        do throws(TLSFailure) {
            var connection = RelayedConnection(between: local, and: try connection())
            connection.run()
        } catch {
            broken.withLock { $0 = error }
        }
    }

    private func connection() throws(TLSFailure) -> TLSConnection {
        if let first = first.withLock({ $0.take() }) { return first }
        return try dial()
    }
}
