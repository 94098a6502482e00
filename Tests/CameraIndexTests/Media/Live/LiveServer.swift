import Foundation
import Synchronization
import Testing

/// A server on a port of this machine that answers each connection in one way.
final class LiveServer: Sendable {
    /// What it does with a connection.
    enum Answer: Sendable {
        /// Sends these bytes and hangs up.
        case bytes([UInt8])
        /// Sends these bytes and nothing more, and holds on.
        case stall([UInt8])
        /// Says nothing, and holds on.
        case silence
    }

    private let listener: LoopbackListener
    private let connections = Mutex<[Int32]>([])
    private let seen = Mutex<[String]>([])
    private let (arrivals, arrival) = AsyncStream<Void>.makeStream()

    /// Starts a server.
    init(_ answer: Answer) throws {
        listener = try LoopbackListener()
        listener.accept { [weak self] connection in
            if let self { self.serve(connection, answer) } else { close(connection) }
        }
    }

    deinit {
        connections.withLock { $0.forEach { close($0) } }
    }

    var port: Int { listener.port }

    /// What was asked of it so far.
    var requests: [String] { seen.withLock { $0 } }

    /// Waits until somebody connects.
    func firstConnection() async {
        for await _ in arrivals { return }
    }

    private func serve(_ connection: Int32, _ answer: Answer) {
        arrival.yield()
        switch answer {
        case .bytes(let bytes):
            takeRequest(from: connection)
            Self.send(bytes, over: connection)
            close(connection)
        case .stall(let bytes):
            takeRequest(from: connection)
            Self.send(bytes, over: connection)
            connections.withLock { $0.append(connection) }
        case .silence: connections.withLock { $0.append(connection) }
        }
    }

    /// Who hangs up with a request unread cuts off its answer.
    private func takeRequest(from connection: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe recv(connection, &buffer, buffer.count, 0)
        let request = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        seen.withLock { $0.append(request) }
    }

    private static func send(_ bytes: [UInt8], over connection: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.send(
                    connection,
                    bytes.baseAddress.map { unsafe $0 + sent },
                    bytes.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// An answer of a web server, which announces its length where it is not endless.
    static func page(
        _ status: String,
        type: String,
        _ body: [UInt8] = [],
        headers: [String] = [],
        isEndless: Bool = false
    ) -> [UInt8] {
        var lines = ["HTTP/1.1 \(status)", "Content-Type: \(type)", "Connection: close"] + headers
        if !isEndless { lines.append("Content-Length: \(body.count)") }
        return Array(lines.joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8) + body
    }
}
