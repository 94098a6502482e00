import Foundation

/// A plain connection and one by TLS, of which each gets what the other sends.
struct RelayedConnection: ~Copyable {
    private let plain: SocketHandle
    private let secure: TLSConnection
    private var up = RelayBuffer()
    private var down = RelayBuffer()
    /// When the plain side said that it ends, or nil.
    private var ended: ContinuousClock.Instant?

    /// What is said last may take so long to be sent.
    private static let farewell = Duration.seconds(1)
    /// How long both may be silent at a time: whoever reads has limits of its own.
    private static let longestWait: Int32 = 10_000
    /// `POLLRDHUP`, which Glibc's module leaves out: the other side says no more, which `POLLIN`
    /// tells only where one reads.
    private static let hasEnded: Int16 = 0x2000

    /// Joins two connections.
    init(between plain: consuming SocketHandle, and secure: consuming TLSConnection) {
        self.plain = plain
        self.secure = secure
    }

    /// Carries until one of them ends or breaks.
    mutating func run() {
        do throws(TLSFailure) {
            while try step() {}
        } catch {
            // FFmpeg sees its connection end, as it would without TLS.
        }
    }

    /// Carries what can be carried, and waits for more; false where one of them has ended.
    private mutating func step() throws(TLSFailure) -> Bool {
        if up.isEmpty, ended == nil, try up.fill(from: plain) == 0 { return false }
        if down.isEmpty, try down.fill(from: secure) == 0 { return false }
        try up.drain(into: secure)
        try down.drain(into: plain)
        if let ended, up.isEmpty || ContinuousClock.now - ended > Self.farewell { return false }
        return wait()
    }

    /// Waits until something can be carried; false where the plain side is gone.
    private mutating func wait() -> Bool {
        if down.isEmpty, secure.hasReceived { return true }
        var plainEvents: Int16 = down.isEmpty ? 0 : Int16(POLLOUT)
        if ended == nil { plainEvents |= up.isEmpty ? Int16(POLLIN) : Self.hasEnded }
        var secureEvents: Int16 = down.isEmpty ? Int16(POLLIN) : 0
        if !up.isEmpty { secureEvents |= Int16(POLLOUT) }
        var states = [
            pollfd(fd: plain.number, events: plainEvents, revents: 0),
            pollfd(fd: secure.socket.number, events: secureEvents, revents: 0),
        ]
        let limit = ended == nil ? Self.longestWait : 100
        guard unsafe poll(&states, 2, limit) > 0 else { return true }
        let seen = states[0].revents
        let isBroken = seen & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
        // What it said last is still there to be read.
        if isBroken, !up.isEmpty || seen & Int16(POLLIN) == 0 { return false }
        if seen & Self.hasEnded != 0, !up.isEmpty { ended = ended ?? .now }
        return true
    }
}

/// Bytes on their way from one connection to another.
private struct RelayBuffer {
    /// A record of TLS has 16,384 bytes at most.
    private var bytes = [UInt8](repeating: 0, count: 16_384)
    private var waiting = 0..<0

    /// Whether nothing waits to be sent on.
    var isEmpty: Bool { waiting.isEmpty }

    /// Takes in what came; nil where nothing did, 0 at the end.
    mutating func fill<Connection: ByteConnection & ~Copyable>(
        from connection: borrowing Connection
    ) throws(TLSFailure) -> Int? {
        let count = try connection.receive(into: &bytes)
        waiting = 0..<(count ?? 0)
        return count
    }

    /// Sends on as much as is taken.
    mutating func drain<Connection: ByteConnection & ~Copyable>(
        into connection: borrowing Connection
    ) throws(TLSFailure) {
        while !waiting.isEmpty, let count = try connection.send(bytes[waiting]) {
            waiting = (waiting.lowerBound + count)..<waiting.upperBound
        }
    }
}
