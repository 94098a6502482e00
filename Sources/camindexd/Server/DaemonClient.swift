package import CameraIndex
import NIOCore
import NIOHTTP1
import NIOPosix

/// Asks a daemon over HTTP how it is.
package struct DaemonClient: Sendable {
    private let address: ListenAddress

    /// So long an answer is waited for.
    private static let patience = Duration.seconds(10)

    private typealias Channel = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    /// Prepares to ask the daemon that listens at an address.
    package init(_ address: ListenAddress) {
        self.address = address.local
    }

    /// Asks for a path.
    ///
    /// - Parameter path: the path.
    /// - Returns: HTTP's code for the answer, and its bytes.
    /// - Throws: `ServerError.noAnswer` where there is none in ten seconds.
    package func get(_ path: String) async throws(ServerError) -> (status: Int, bytes: [UInt8]) {
        do {
            return try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
                group.addTask { try await answer(to: path) }
                group.addTask {
                    try await Task.sleep(for: Self.patience)
                    throw ServerError.noAnswer(address, reason: "nothing came for 10 s")
                }
                defer { group.cancelAll() }
                return try await group.next() ?? (0, [])
            }
        } catch let error as ServerError {
            throw error
        } catch {
            throw .noAnswer(address, reason: Self.reason(of: error))
        }
    }

    private func answer(to path: String) async throws -> (Int, [UInt8]) {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(5))
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try Channel(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let headers = ["host": address.description, "connection": "close"]
            let head = HTTPRequestHead(
                version: .http1_1,
                method: .GET,
                uri: path,
                headers: HTTPHeaders(headers.map { ($0.key, $0.value) })
            )
            try await outbound.write(.head(head))
            try await outbound.write(.end(nil))
            var answer: (status: Int, bytes: [UInt8]) = (0, [])
            for try await part in inbound {
                switch part {
                case .head(let head): answer.status = Int(head.status.code)
                case .body(let buffer): answer.bytes += buffer.readableBytesView
                case .end: return answer
                }
            }
            throw ServerError.noAnswer(address, reason: "it broke off")
        }
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? NIOConnectionError,
            let cause = error.connectionErrors.first?.error
        else { return "\(error)" }
        return "\(cause)"
    }
}
