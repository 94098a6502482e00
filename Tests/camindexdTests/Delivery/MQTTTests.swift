import CameraIndex
import Testing
import camindexd

@Suite(.timeLimit(.minutes(5)))
struct MQTTTests {
    private let told: ToldIndex

    init() throws {
        told = try ToldIndex()
        try told.tell("room")
    }

    private func channel(
        to port: Int,
        cameras: @escaping @Sendable () -> [CameraStatus] = { [] }
    ) -> MQTTChannel {
        let terms = MQTTTerms(
            host: "127.0.0.1",
            port: port,
            version: .three,
            hasTLS: false,
            user: Secret("teller"),
            password: Secret("sesame")
        )
        let filter = OutboxFilter(cameras: ["gate-*"])
        return MQTTChannel(terms, filter: filter, clock: SystemClock(), cameras: cameras)
    }

    @Test func `a broker is told of events, and how program and cameras are`() async throws {
        let broker = try await FakeBroker.start()
        try told.record()
        let cameras: [CameraStatus] = [.painted("gate-2"), .painted("yard")]
        try await told.delivering(over: channel(to: broker.port) { cameras }) {
            try await told.sent(1)
        }
        let came = broker.came
        #expect(came.first?.topic == "camindexd/status")
        #expect(came.first?.isRetained == true)
        #expect(came.first?.text.contains(#""state":"online""#) == true)
        let status = came.filter { $0.topic.hasSuffix("/status") && $0.topic.contains("cameras") }
        #expect(status.map(\.topic) == ["camindexd/cameras/gate-2/status"])
        #expect(status.first?.text.contains(#""camera":"gate-2","state":"watching""#) == true)
        let events = came.filter { $0.topic == "camindexd/cameras/gate-2/events" }
        #expect(events.count == 1)
        #expect(events.first?.isRetained == false)
        let sent = try told.index.messages(to: "room", .sent, limit: 5)
        #expect(events.map(\.text) == sent.map(\.body))
        #expect(came.last?.text.contains(#""state":"stopped""#) == true)
    }

    @Test func `what was not acknowledged is published once more`() async throws {
        let broker = try await FakeBroker.start(unacknowledged: 1)
        try told.record()
        try await told.delivering(over: channel(to: broker.port)) { try await told.sent(1) }
        #expect(broker.connections == 2)
        let events = broker.came.filter { $0.topic.hasSuffix("/events") }
        #expect(events.count == 2)
        #expect(Set(events.map(\.text)).count == 1)
    }

    @Test func `a broker that is not there is told as such, and holds up no stop`() async throws {
        try told.record()
        let channel = channel(to: 1)
        try await told.delivering(over: channel) {
            try await told.state { $0.failures >= 1 }
            #expect(channel.trouble == "connection refused")
        }
        #expect(try told.index.outboxStates().first?.waiting == 1)
    }
}
