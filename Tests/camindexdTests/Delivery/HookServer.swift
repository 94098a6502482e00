import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A server in the process of the tests that answers requests as it is told and keeps them.
final class HookServer: Sendable {
    /// A request that came.
    struct Request: Sendable {
        let path: String
        let headers: [String: String]
        let body: String
    }

    /// What is answered.
    enum Answer: Sendable {
        /// A code and headers.
        case code(Int, [String: String] = [:])
        /// Nothing, for as long as it is waited for.
        case silence
    }

    private struct State {
        var answers: [Answer]
        var requests: [Request] = []
    }

    private let state: Mutex<State>
    private let arrivals: AsyncStream<Request>
    private let arrived: AsyncStream<Request>.Continuation
    private let bound = Mutex(0)

    private init(_ answers: [Answer]) {
        state = Mutex(State(answers: answers))
        (arrivals, arrived) = AsyncStream.makeStream()
    }

    /// Begins to listen on a port that is free, or on `port`.
    ///
    /// - Parameters:
    ///   - answers: what is answered, one after the other; the last is answered for ever.
    ///   - port: the port.
    /// - Returns: the server.
    /// - Throws: what keeps it from listening.
    static func start(_ answers: Answer..., port: Int = 0) async throws -> HookServer {
        let hook = HookServer(answers)
        let (ports, got) = AsyncThrowingStream<Int, any Error>.makeStream()
        var logger = Logger(label: "hook") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let server = Server(
            childChannelSetup: HTTP1Channel(
                responder: { request, writer, _ in
                    let body = try await request.body.collect(upTo: 1 << 20)
                    try await hook.respond(to: request.head, String(buffer: body), writer)
                }
            ),
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in got.yield(channel.localAddress?.port ?? 0) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        // As the program's own it is not stopped before the process ends.
        Task {
            do {
                try await server.run()
            } catch {
                got.finish(throwing: error)
            }
        }
        for try await port in ports {
            hook.bound.withLock { $0 = port }
            break
        }
        return hook
    }

    /// Where it listens.
    var url: String { "http://127.0.0.1:\(bound.withLock { $0 })/hook" }

    /// What came so far.
    var requests: [Request] { state.withLock { $0.requests } }

    /// Waits for the next `count` requests.
    func next(_ count: Int) async -> [Request] {
        var came: [Request] = []
        for await request in arrivals {
            came.append(request)
            if came.count == count { break }
        }
        return came
    }

    private func respond(
        to head: HTTPRequest,
        _ body: String,
        _ writer: consuming ResponseWriter
    ) async throws {
        let headers = head.headerFields.map { ($0.name.canonicalName, $0.value) }
        let request = Request(
            path: head.path ?? "",
            headers: Dictionary(headers) { first, _ in first },
            body: body
        )
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
        arrived.yield(request)
        switch answer {
        case .code(let code, let headers):
            var fields = HTTPFields()
            for (name, value) in headers {
                if let name = HTTPField.Name(name) { fields[name] = value }
            }
            let response = Response(
                status: HTTPResponse.Status(code: code),
                headers: fields,
                body: ResponseBody(byteBuffer: ByteBuffer(string: "sesame is what you sent"))
            )
            try await writer.write(response: response.head, body: response.body)
        case .silence:
            // Until the other side gives up: then the task is cancelled.
            try await Task.sleep(for: .seconds(60))
        }
    }
}
