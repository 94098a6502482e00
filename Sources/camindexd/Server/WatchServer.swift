package import CameraIndex
import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

/// Answers over HTTP how a daemon is, until the process ends.
///
/// It is not stopped before: Hummingbird's server would trap where somebody connects in the moment
/// in which it is cancelled (a channel of NIO that nobody takes), and nothing is lost with it.
package struct WatchServer: Sendable {
    /// Where it listens, with the port that it got.
    package let address: ListenAddress

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - address: where; port 0 is any that is free.
    ///   - answers: what is answered.
    /// - Returns: the server, which listens.
    /// - Throws: `ServerError` when it cannot listen there.
    package static func start(
        at address: ListenAddress,
        _ answers: WatchAnswers
    ) async throws(ServerError) -> WatchServer {
        let (ports, port) = AsyncThrowingStream<Int?, any Error>.makeStream()
        // It tells of its own start and end; what the daemon does stands in the daemon's log.
        var logger = Logger(label: "camindexd.http") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let server = Server(
            childChannelSetup: HTTP1Channel(
                responder: { request, writer, _ in
                    try await Self.respond(to: request.head, by: answers, writer)
                },
                configuration: HTTP1Channel.Configuration(idleTimeout: Self.patience)
            ),
            configuration: ServerConfiguration(
                address: .hostname(address.host, port: address.port),
                serverName: "camindexd"
            ),
            onServerRunning: { channel in port.yield(channel.localAddress?.port) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        Task {
            do {
                try await server.run()
            } catch {
                port.finish(throwing: error)
            }
        }
        do {
            for try await got in ports {
                return WatchServer(address: .init(host: address.host, port: got ?? address.port))
            }
        } catch {
            throw .init(error, at: address)
        }
        throw .notListening(address, reason: "it was stopped")
    }

    /// So long a connection may say nothing.
    private static let patience = TimeAmount.minutes(5)

    private static func respond(
        to request: HTTPRequest,
        by answers: WatchAnswers,
        _ writer: consuming ResponseWriter
    ) async throws {
        let path = request.path.map { String($0.prefix { $0 != "?" }) } ?? ""
        let answer = answers.answer(request.method == .get, path)
        let response = Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: [
                .contentType: answer.type, .cacheControl: "no-store", .server: "camindexd",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.text))
        )
        try await writer.write(response: response.head, body: response.body)
    }
}

extension ServerError {
    /// Why an address could not be listened at.
    fileprivate init(_ error: any Error, at address: ListenAddress) {
        guard let error = error as? IOError else {
            self = .notListening(address, reason: "\(error)")
            return
        }
        switch error.errnoCode {
        case EADDRINUSE: self = .inUse(address)
        case EADDRNOTAVAIL:
            self = .notListening(address, reason: "this machine has no such address")
        case EACCES, EPERM:
            self = .notListening(address, reason: "this user may not listen on that port")
        default: self = .notListening(address, reason: "\(error)")
        }
    }
}
