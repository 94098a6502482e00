import CameraIndex
import Foundation

/// What came of reading a stream of this machine until its end.
struct StreamReading {
    /// As long as a test may wait for its turn beside all others.
    static let patient = StreamLimits(
        connect: .minutes(30),
        read: .minutes(30),
        recognise: .minutes(30)
    )
    /// For servers that leave one waiting.
    static let short = StreamLimits(
        connect: .seconds(2),
        read: .seconds(2),
        recognise: .seconds(4)
    )

    private(set) var packets = 0
    /// Why it broke off; nil where the stream ended.
    private(set) var error: MediaError?

    var cause: MediaError.Cause? { error?.cause }

    /// Reads a stream.
    init(
        _ address: StreamAddress,
        _ trust: StreamTrust = .verify(),
        within limits: StreamLimits = Self.patient,
        interrupt: Interrupt = Interrupt()
    ) {
        do throws(MediaError) {
            var reader = try StreamReader(
                address,
                terms: StreamTerms(trust: trust),
                limits: limits,
                interrupt: interrupt
            )
            while try reader.next() != nil { packets += 1 }
        } catch {
            self.error = error
        }
    }

    /// Where a server of this machine has a stream.
    static func address(
        _ scheme: String,
        _ port: Int,
        _ path: String = "/street"
    ) throws -> StreamAddress {
        try StreamAddress(
            "\(scheme)://127.0.0.1:\(port)\(path)",
            secrets: StreamSecrets(environment: [:])
        )
    }

    /// Why reading broke off that was asked to stop as soon as it had connected.
    static func stopped(
        _ address: StreamAddress,
        at server: LiveServer
    ) async -> MediaError.Cause? {
        let interrupt = Interrupt()
        let (causes, cause) = AsyncStream<MediaError.Cause?>.makeStream()
        // Who waits in a task takes its thread from whoever is to ask for the stop.
        Thread {
            cause.yield(StreamReading(address, interrupt: interrupt).cause)
            cause.finish()
        }.start()
        await server.firstConnection()
        interrupt.request()
        return await causes.first { _ in true } ?? nil
    }
}
