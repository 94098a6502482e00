import NIOCore
import NIOPosix
import Synchronization

/// As much of an MQTT 3.1.1 broker as a client that publishes with QoS 1 needs.
final class FakeBroker: Sendable {
    /// A message that came.
    struct Publication: Hashable, Sendable {
        let topic: String
        let text: String
        let isRetained: Bool
        /// Whether the client says that it sent it before.
        let isAgain: Bool
    }

    private struct State {
        var came: [Publication] = []
        /// So many messages are not acknowledged; then the connection is closed.
        var unacknowledged: Int
        var connections = 0
    }

    private let state: Mutex<State>
    private let bound = Mutex<(any Channel)?>(nil)

    private init(unacknowledged: Int) {
        state = Mutex(State(unacknowledged: unacknowledged))
    }

    /// Begins to listen on a port that is free.
    ///
    /// - Parameter unacknowledged: so many messages about events have the connection closed instead
    ///   of acknowledged.
    /// - Returns: the broker.
    /// - Throws: what keeps it from listening.
    static func start(unacknowledged: Int = 0) async throws -> FakeBroker {
        let broker = FakeBroker(unacknowledged: unacknowledged)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Session(broker))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        broker.bound.withLock { $0 = channel }
        return broker
    }

    /// Where it listens.
    var port: Int { bound.withLock { $0?.localAddress?.port } ?? 0 }

    /// What came so far.
    var came: [Publication] { state.withLock { $0.came } }

    /// How often somebody connected.
    var connections: Int { state.withLock { $0.connections } }

    /// Waits until something came.
    func came(_ isMeant: (Publication) -> Bool) async {
        while !came.contains(where: isMeant) { await Task.yield() }
    }

    /// Takes note of a message; false where the connection is to be closed.
    private func note(_ publication: Publication) -> Bool {
        state.withLock { state in
            state.came.append(publication)
            guard publication.topic.hasSuffix("/events"), state.unacknowledged > 0 else {
                return true
            }
            state.unacknowledged -= 1
            return false
        }
    }

    /// One connection.
    private final class Session: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let broker: FakeBroker
        private var unread = ByteBuffer()

        init(_ broker: FakeBroker) {
            self.broker = broker
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var new = unwrapInboundIn(data)
            unread.writeBuffer(&new)
            while var packet = takePacket() { answer(to: &packet, context) }
        }

        /// The next packet that is there as a whole: its first byte and what follows its length.
        private func takePacket() -> (kind: UInt8, rest: ByteBuffer)? {
            var reader = unread
            guard let kind = reader.readInteger(as: UInt8.self) else { return nil }
            var (length, shift) = (0, 0)
            while true {
                guard let byte = reader.readInteger(as: UInt8.self) else { return nil }
                length |= Int(byte & 0x7f) << shift
                shift += 7
                if byte & 0x80 == 0 { break }
            }
            guard let rest = reader.readSlice(length: length) else { return nil }
            unread = reader
            return (kind, rest)
        }

        private func answer(
            to packet: inout (kind: UInt8, rest: ByteBuffer),
            _ context: ChannelHandlerContext
        ) {
            switch packet.kind >> 4 {
            case 1:
                broker.state.withLock { $0.connections += 1 }
                send([0x20, 2, 0, 0], context)
            case 3:
                let size = packet.rest.readInteger(as: UInt16.self) ?? 0
                let topic = packet.rest.readString(length: Int(size)) ?? ""
                let number = packet.rest.readInteger(as: UInt16.self) ?? 0
                let publication = Publication(
                    topic: topic,
                    text: String(buffer: packet.rest),
                    isRetained: packet.kind & 1 == 1,
                    isAgain: packet.kind & 8 == 8
                )
                guard broker.note(publication) else {
                    context.close(promise: nil)
                    return
                }
                send([0x40, 2, UInt8(number >> 8), UInt8(number & 0xff)], context)
            case 12: send([0xd0, 0], context)
            default: break
            }
        }

        private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }
    }
}
