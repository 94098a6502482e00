import CameraIndex
import Foundation
import Testing
import camindexd

@Suite(.timeLimit(.minutes(5)))
struct WebhookTests {
    private let told: ToldIndex

    init() throws {
        told = try ToldIndex()
        try told.tell("room")
    }

    private func terms(_ hook: HookServer, timeout: MediaDuration = .seconds(10)) -> WebhookTerms {
        WebhookTerms(
            shownURL: hook.url,
            url: Secret(hook.url),
            secret: Secret("sesame"),
            headers: ["Authorization": Secret("Bearer sesame")],
            timeout: timeout
        )
    }

    @Test func `a server is told of an event, signed and with a key`() async throws {
        let hook = try await HookServer.start(.code(204))
        try told.record()
        try await told.delivering(terms(hook)) { try await told.sent(1) }
        let request = try #require(hook.requests.first)
        #expect(hook.requests.count == 1)
        #expect(request.path == "/hook")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["authorization"] == "Bearer sesame")
        let key = try #require(request.headers["idempotency-key"])
        #expect(key == "00000000000000a0-1")
        #expect(request.headers["webhook-id"] == key)
        let timestamp = try #require(request.headers["webhook-timestamp"].flatMap { Int64($0) })
        let signature = WebhookSignature(secret: Secret("sesame"))
            .header(id: key, timestamp: timestamp, body: request.body)
        #expect(request.headers["webhook-signature"] == signature)
        let sent = try told.index.messages(to: "room", .sent, limit: 5)
        #expect(sent.map(\.body) == [request.body])
    }

    @Test func `a server that stumbles is told once more, and with the same key`() async throws {
        let hook = try await HookServer.start(.code(500), .code(429), .code(200))
        try told.record()
        try await told.delivering(terms(hook)) { try await told.sent(1) }
        #expect(hook.requests.count == 3)
        #expect(Set(hook.requests.map(\.body)).count == 1)
        #expect(Set(hook.requests.map { $0.headers["idempotency-key"] }).count == 1)
        let state = try #require(try told.index.outboxStates().first)
        #expect((state.sent, state.failures, state.dead) == (1, 2, 0))
        #expect(
            told.news == [
                .failing("it answered 500"), .failing("it answered 429"), .recovered,
            ]
        )
    }

    @Test(arguments: [400, 410])
    func `what a server refuses is put aside, and what follows is told`(code: Int) async throws {
        let hook = try await HookServer.start(.code(code), .code(200))
        try told.record(1)
        try told.record(2)
        try await told.delivering(terms(hook)) {
            try await told.sent(1)
            let dead = try told.index.messages(to: "room", .dead, limit: 5)
            #expect(dead.map(\.event.description) == ["00000000000000a1"])
            #expect(dead.map(\.reason) == ["it answered \(code)"])
            #expect(try told.index.revive(to: "room") == 1)
            try await told.sent(2)
        }
        let events = hook.requests.compactMap { $0.headers["webhook-id"] }
        #expect(events == ["00000000000000a1-1", "00000000000000a2-1", "00000000000000a1-1"])
    }

    @Test func `a server that does not answer in time is tried again`() async throws {
        let hook = try await HookServer.start(.silence, .code(200))
        try told.record()
        try await told.delivering(terms(hook, timeout: .seconds(0.2))) {
            try await told.sent(1)
        }
        #expect(told.news.first == .failing("it did not answer in time"))
    }

    @Test func `a server that is not there is waited for, and told in order`() async throws {
        // Nobody listens on a port that only root may take.
        let url = "http://127.0.0.1:1/hook"
        for number in 1...3 { try told.record(number) }
        let terms = WebhookTerms(shownURL: url, url: Secret(url))
        try await told.delivering(terms) {
            try await told.state { $0.failures >= 3 && $0.waiting == 3 }
        }
        let reason = try #require(try told.index.outboxStates().first?.reason)
        #expect(reason == "nobody listens on that port")
        // The program is started again, and so is the server.
        let hook = try await HookServer.start(.code(200))
        try await told.delivering(self.terms(hook)) { try await told.sent(3) }
        let events = hook.requests.compactMap { $0.headers["webhook-id"] }
        #expect(events == (1...3).map { "00000000000000a\($0)-1" })
    }

    @Test func `one that hangs holds up no other`() async throws {
        try told.tell("room", "yard")
        let (hanging, hook) = try await (HookServer.start(.silence), HookServer.start(.code(200)))
        for number in 1...3 { try told.record(number) }
        try await told.delivering(terms(hanging)) {
            try await told.delivering(terms(hook), as: "yard") {
                try await told.sent(3, to: "yard")
            }
        }
        let room = try #require(try told.index.outboxStates().first)
        #expect((room.sent, room.waiting) == (0, 3))
    }

    @Test func `what is broken off by a stop is sent by the next start`() async throws {
        let hook = try await HookServer.start(.silence, .code(200))
        try told.record()
        try await told.delivering(terms(hook)) { _ = await hook.next(1) }
        #expect(try told.index.outboxStates().first?.waiting == 1)
        #expect(try told.index.outboxStates().first?.failures == 0)
        try await told.delivering(terms(hook)) { try await told.sent(1) }
        #expect(hook.requests.count == 2)
    }

    @Test func `no secret is in the index or in what is told`() async throws {
        let hook = try await HookServer.start(.code(500), .code(400), .code(302), .code(200))
        for number in 1...3 { try told.record(number) }
        try await told.delivering(terms(hook)) { try await told.sent(1) }
        #expect(!(try told.data.everything().contains("sesame")))
        #expect(try told.data.everything().contains("00000000000000a1"))
        #expect(!"\(told.news)".contains("sesame"))
    }
}
