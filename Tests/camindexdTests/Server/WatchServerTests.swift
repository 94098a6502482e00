import CameraIndex
import Testing
import camindexd

@Suite(.timeLimit(.minutes(5)))
struct WatchServerTests {
    private let answers = WatchAnswers(dataFolder: "/srv/index") {
        DaemonStatus.painted([]).process
    }

    @Test func `each question is answered at its path`() async throws {
        let status = DaemonStatus.painted([.painted("gate-2"), .painted("东门", .lost)])
        answers.begin { status.watch }
        let server = try await WatchServer.start(at: .anyPort, answers)
        #expect(server.address.port > 0)
        let client = DaemonClient(server.address)
        let whole = try await client.get("/status")
        #expect(whole.status == 200)
        #expect(try DaemonStatus(json: whole.bytes) == status)
        let metrics = try await client.get("/metrics")
        #expect(metrics.status == 200)
        #expect(String(decoding: metrics.bytes, as: UTF8.self) == status.metrics)
        for path in ["/healthz", "/readyz"] {
            let answer = try await client.get(path)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.bytes, as: UTF8.self) == "ok\n")
        }
        #expect(try await client.get("/").status == 404)
        #expect(try await client.get("/metrics/x").status == 404)
        #expect(try await client.get("/healthz?verbose").status == 200)
        #expect(answers.answer(false, "/metrics").status == 405)
    }

    @Test func `before the cameras are watched the program is alive and not ready`() {
        #expect(answers.answer(.health).status == 200)
        for question in [WatchAnswers.Question.readiness, .metrics, .status] {
            #expect(answers.answer(question).status == 503)
            #expect(answers.answer(question).text == "the index is being opened\n")
        }
    }

    @Test(arguments: [
        (WatchStatus.Phase.preparing, 503, "the cameras are being begun\n"),
        (.running, 200, "ok\n"),
        (.stopping, 503, "the program is being stopped\n"),
    ])
    func `ready is a program that watches`(phase: WatchStatus.Phase, status: Int, text: String) {
        answers.begin { DaemonStatus.painted([], phase: phase).watch }
        let answer = answers.answer(.readiness)
        #expect(answer.status == status)
        #expect(answer.text == text)
    }

    @Test(arguments: [(0, 200), (44.9, 200), (45, 503), (3_600, 503)])
    func `a program that does not get on is not well`(work: Double, status: Int) {
        answers.begin { DaemonStatus.painted([], work: work).watch }
        let answer = answers.answer(.health)
        #expect(answer.status == status)
        #expect((answer.text == "ok\n") == (status == 200))
        #expect(answer.text.contains("has been worked on for") == (status == 503))
    }

    @Test func `a program that has too much to do is well`() {
        answers.begin { DaemonStatus.painted([], wait: 3_600).watch }
        #expect(answers.answer(.health).status == 200)
    }

    @Test func `metrics say which form they have`() {
        answers.begin { DaemonStatus.painted([]).watch }
        #expect(answers.answer(.metrics).type == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answers.answer(.status).type == "application/json")
    }

    @Test func `two programs cannot listen at one place`() async throws {
        let server = try await WatchServer.start(at: .anyPort, answers)
        await #expect(throws: ServerError.inUse(server.address)) {
            try await WatchServer.start(at: server.address, answers)
        }
    }

    @Test func `an address of another machine cannot be listened at`() async throws {
        let address = ListenAddress(host: "192.0.2.1", port: 0)
        let error = await #expect(throws: ServerError.self) {
            try await WatchServer.start(at: address, answers)
        }
        #expect(
            error == .notListening(address, reason: "this machine has no such address")
        )
    }

    @Test func `nobody who answers is told`() async throws {
        // No program listens there.
        let address = ListenAddress(host: "127.0.0.1", port: 1)
        let error = await #expect(throws: ServerError.self) {
            try await DaemonClient(address).get("/status")
        }
        #expect(
            error?.description.hasPrefix("no answer from camindexd run on 127.0.0.1:1: ") == true
        )
        #expect(error?.description.contains("refused") == true)
    }
}

extension ListenAddress {
    /// A port of this machine that is free.
    fileprivate static let anyPort = ListenAddress(host: "127.0.0.1", port: 0)
}
