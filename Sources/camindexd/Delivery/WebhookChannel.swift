import AsyncHTTPClient
package import CameraIndex
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Tells an HTTP server of events: a POST each, signed as Standard Webhooks has it.
package struct WebhookChannel: DeliveryChannel {
    private let terms: WebhookTerms
    private let client: HTTPClient
    private let signature: WebhookSignature?
    private let clock: any HostClock

    /// So much of an answer is read; what it says beyond its code is not looked at.
    private static let mostAnswer = 1 << 16

    /// Prepares a way; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - terms: where and how.
    ///   - clock: tells when a request is signed.
    package init(_ terms: WebhookTerms, clock: any HostClock) {
        self.terms = terms
        self.clock = clock
        signature = terms.secret.map { WebhookSignature(secret: $0) }
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(5))
        )
        // One request goes at a time, which HTTP/2 makes no better.
        configuration.httpVersion = .http1Only
        // The sender tries again itself, and tells meanwhile.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let file = terms.caFile {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            configuration.tlsConfiguration = tls
        }
        client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: configuration
        )
    }

    /// A request tells whether the server is there, nothing else.
    package var trouble: String? { nil }

    /// Each request connects where it must.
    package func open() {}

    /// Sends a message.
    package func deliver(_ message: OutboxMessage) async -> DeliveryResult {
        var request = HTTPClientRequest(url: terms.url.revealed())
        request.method = .POST
        request.headers = headers(for: message)
        request.body = .bytes(ByteBuffer(string: message.body))
        do {
            let timeout = TimeAmount.microseconds(terms.timeout.microseconds)
            let answer = try await client.execute(request, timeout: timeout)
            await drain(answer.body)
            return DeliveryResult(
                status: Int(answer.status.code),
                retryAfter: answer.headers.first(name: "retry-after"),
                now: clock.utc
            )
        } catch {
            return .failed(Self.reason(of: error))
        }
    }

    /// Closes its connections.
    package func close() async {
        do {
            try await client.shutdown()
        } catch {
            // It was closed before.
        }
    }

    private func headers(for message: OutboxMessage) -> HTTPHeaders {
        var headers = HTTPHeaders()
        headers.add(name: "content-type", value: "application/json")
        headers.add(name: "user-agent", value: "camindexd/\(Software.version)")
        let id = message.idempotencyKey
        headers.add(name: "idempotency-key", value: id)
        headers.add(name: "webhook-id", value: id)
        let timestamp = clock.utc.microseconds / 1_000_000
        headers.add(name: "webhook-timestamp", value: String(timestamp))
        if let signature {
            let code = signature.header(id: id, timestamp: timestamp, body: message.body)
            headers.add(name: "webhook-signature", value: code)
        }
        for (name, value) in terms.headers {
            headers.replaceOrAdd(name: name, value: value.revealed())
        }
        return headers
    }

    /// Reads the rest of an answer, so that its connection can be used again.
    private func drain(_ body: HTTPClientResponse.Body) async {
        do {
            _ = try await body.collect(upTo: Self.mostAnswer)
        } catch {
            // The code of the answer has come, which is all there is to know.
        }
    }

    /// What an error means, in words that hold no part of the address.
    private static func reason(of error: any Error) -> String {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout: "it could not be connected to within 5 s"
            case .deadlineExceeded, .readTimeout, .writeTimeout: "it did not answer in time"
            case .remoteConnectionClosed: "it closed the connection"
            case .tlsHandshakeTimeout: "it did not finish the TLS handshake in time"
            case .cancelled, .alreadyShutdown: "the program was stopped"
            default: "HTTP failed (\(error.shortDescription))"
            }
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { reason(of: $0.error) }
                ?? "its name cannot be resolved"
        case let error as IOError: reason(ofNumber: error.errnoCode) ?? "\(error)"
        case is NIOSSLError, is BoringSSLError: "TLS failed: \(error)"
        case is CancellationError: "the program was stopped"
        default: "\(error)"
        }
    }

    private static func reason(ofNumber number: CInt) -> String? {
        switch number {
        case ECONNREFUSED: "nobody listens on that port"
        case EHOSTUNREACH, ENETUNREACH: "no way leads to its host"
        case ETIMEDOUT: "its host does not answer"
        case ECONNRESET, EPIPE: "it broke the connection off"
        default: nil
        }
    }
}
