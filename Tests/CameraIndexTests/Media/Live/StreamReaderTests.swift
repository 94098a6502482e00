import CameraIndex
import SyntheticScene
import Testing

@Suite(.timeLimit(.minutes(20)))
struct StreamReaderTests {
    /// Some seconds of a painted street as a transport stream.
    private static func stream() throws -> [UInt8] {
        let recorder = try Recorder()
        _ = try recorder.file(0, 8, named: "street.ts")
        return try recorder.files.bytes(of: "street.ts")
    }

    private static func address(
        _ server: LiveServer,
        _ path: String = "/"
    ) throws -> StreamAddress {
        try StreamReading.address("http", server.port, path)
    }

    @Test func `a stream is read to the end that the other side gives it`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .bytes(LiveServer.page("200 OK", type: "video/mp2t", stream))
        )
        let reading = StreamReading(try Self.address(server))
        #expect(reading.packets == 8 * 5)
        #expect(reading.error == nil)
    }

    @Test func `a stream that breaks off is told with the time reached`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .bytes(LiveServer.page("200 OK", type: "video/mp2t", stream, isEndless: true))
        )
        let error = try #require(StreamReading(try Self.address(server)).error)
        #expect(error.cause == .readFailed)
        #expect(error.reached != nil)
    }

    @Test func `a stream that stalls is given up after the limit, with the time reached`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .stall(LiveServer.page("200 OK", type: "video/mp2t", stream, isEndless: true))
        )
        let reading = StreamReading(try Self.address(server), within: StreamReading.short)
        #expect(reading.packets > 0)
        #expect(reading.cause == .timedOut(.seconds(2)))
        #expect(reading.error?.reached != nil)
    }

    @Test func `a server that accepts and says nothing is given up after the limit`() throws {
        let server = try LiveServer(.silence)
        let error = StreamReading(try Self.address(server), within: StreamReading.short).error
        #expect(error?.cause == .timedOut(.seconds(2)))
        #expect(
            error?.description
                == "http://127.0.0.1:\(server.port)/ did not answer within 2 s. Check that the "
                + "camera is on and reachable."
        )
    }

    @Test(arguments: [
        ("401 Unauthorized", MediaError.Cause.unauthorized), ("403 Forbidden", .forbidden),
        ("404 Not Found", .noSuchStream), ("503 Service Unavailable", .serverFailed),
    ])
    func `what the server refuses is told by its reason`(
        status: String,
        cause: MediaError.Cause
    ) throws {
        let server = try LiveServer(.bytes(LiveServer.page(status, type: "text/plain")))
        #expect(StreamReading(try Self.address(server)).cause == cause)
    }

    @Test func `a web page is no stream`() throws {
        let page = Array("<html><body>Welcome to your camera</body></html>".utf8)
        let server = try LiveServer(.bytes(LiveServer.page("200 OK", type: "text/html", page)))
        #expect(StreamReading(try Self.address(server)).cause == .noStream)
    }

    @Test func `a playlist has no local file read`() throws {
        let recorder = try Recorder()
        let local = try recorder.file(0, 4, named: "local.ts")
        let playlist = """
            #EXTM3U
            #EXT-X-TARGETDURATION:4
            #EXTINF:4,
            file://\(local)
            #EXT-X-ENDLIST

            """
        let type = "application/vnd.apple.mpegurl"
        let server = try LiveServer(
            .bytes(LiveServer.page("200 OK", type: type, Array(playlist.utf8)))
        )
        let reading = StreamReading(try Self.address(server, "/live.m3u8"))
        #expect(reading.packets == 0)
        #expect(reading.error != nil)
    }

    @Test func `nobody listens there`() throws {
        let port = try LiveServer(.silence).port
        let address = try StreamAddress(
            "rtsp://127.0.0.1:\(port)/",
            secrets: StreamSecrets(environment: [:])
        )
        #expect(StreamReading(address).cause == .refused)
    }

    @Test func `a host without a number is told by its name`() throws {
        let address = try StreamAddress(
            "rtsp://no-such-camera.invalid/stream1",
            secrets: StreamSecrets(environment: [:])
        )
        let error = try #require(StreamReading(address).error)
        guard case .unknownHost = error.cause else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("no-such-camera.invalid"))
    }

    @Test func `a stop ends the waiting at once`() async throws {
        let server = try LiveServer(.silence)
        let address = try Self.address(server)
        #expect(await StreamReading.stopped(address, at: server) == .interrupted)
    }

    @Test func `a probe tells how the keyframes of a stream lie`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .bytes(LiveServer.page("200 OK", type: "video/mp2t", stream))
        )
        let probe = try StreamProbe(Self.address(server), limits: StreamReading.patient)
        #expect(probe.format.codec == "mpeg4")
        #expect(probe.keyframes.keyframeCount >= 3)
        #expect(probe.keyframes.medianDistance != nil)
        #expect(probe.picturesPerSecond == 5)
        #expect(probe.trouble == nil)
    }
}
