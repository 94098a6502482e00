import CameraIndex
import SyntheticScene
import Testing

@Suite(.timeLimit(.minutes(20)))
struct StreamReaderTests {
    private static let limits = StreamLimits(
        connect: .seconds(1),
        read: .seconds(1),
        recognise: .seconds(2)
    )

    /// Some seconds of a painted street as a transport stream.
    private static func stream() throws -> [UInt8] {
        let recorder = try Recorder()
        _ = try recorder.file(0, 8, named: "street.ts")
        return try recorder.files.bytes(of: "street.ts")
    }

    private static func address(
        _ server: LiveServer,
        _ rest: String = "/"
    ) throws -> StreamAddress {
        try StreamAddress(
            "http://127.0.0.1:\(server.port)\(rest)",
            secrets: StreamSecrets(environment: [:])
        )
    }

    /// What comes of reading until the end: the packets, and why it broke off.
    private func read(_ address: StreamAddress) -> (packets: Int, error: MediaError?) {
        var count = 0
        do throws(MediaError) {
            var reader = try StreamReader(address, limits: Self.limits)
            while try reader.next() != nil { count += 1 }
            return (count, nil)
        } catch {
            return (count, error)
        }
    }

    @Test func `a stream is read to the end that the other side gives it`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .bytes(LiveServer.page("200 OK", type: "video/mp2t", stream))
        )
        let (packets, error) = read(try Self.address(server))
        #expect(packets == 8 * 5)
        #expect(error == nil)
    }

    @Test func `a stream that breaks off is told with the time reached`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .bytes(LiveServer.page("200 OK", type: "video/mp2t", stream, isEndless: true))
        )
        let error = try #require(read(try Self.address(server)).error)
        #expect(error.cause == .readFailed)
        #expect(error.reached != nil)
    }

    @Test func `a stream that stalls is given up after the limit, with the time reached`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .stall(LiveServer.page("200 OK", type: "video/mp2t", stream, isEndless: true))
        )
        let (packets, error) = read(try Self.address(server))
        #expect(packets > 0)
        #expect(error?.cause == .timedOut(.seconds(1)))
        #expect(error?.reached != nil)
    }

    @Test func `a server that accepts and says nothing is given up after the limit`() throws {
        let server = try LiveServer(.silence)
        let error = read(try Self.address(server)).error
        #expect(error?.cause == .timedOut(.seconds(1)))
        #expect(
            error?.description
                == "http://127.0.0.1:\(server.port)/ did not answer within 1 s. Check that the "
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
        #expect(read(try Self.address(server)).error?.cause == cause)
    }

    @Test func `a web page is no stream`() throws {
        let page = Array("<html><body>Welcome to your camera</body></html>".utf8)
        let server = try LiveServer(.bytes(LiveServer.page("200 OK", type: "text/html", page)))
        #expect(read(try Self.address(server)).error?.cause == .noStream)
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
        let (packets, error) = read(try Self.address(server, "/live.m3u8"))
        #expect(packets == 0)
        #expect(error != nil)
    }

    @Test func `nobody listens there`() throws {
        let port = try LiveServer(.silence).port
        let address = try StreamAddress(
            "rtsp://127.0.0.1:\(port)/",
            secrets: StreamSecrets(environment: [:])
        )
        #expect(read(address).error?.cause == .refused)
    }

    @Test func `a host without a number is told by its name`() throws {
        let address = try StreamAddress(
            "rtsp://no-such-camera.invalid/stream1",
            secrets: StreamSecrets(environment: [:])
        )
        let error = try #require(read(address).error)
        guard case .unknownHost = error.cause else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("no-such-camera.invalid"))
    }

    @Test func `a stop ends the waiting at once`() async throws {
        let server = try LiveServer(.silence)
        let address = try Self.address(server)
        let interrupt = Interrupt()
        let limits = StreamLimits(connect: .minutes(30), read: .minutes(30))
        async let cause: MediaError.Cause? = Task.detached { () -> MediaError.Cause? in
            do throws(MediaError) {
                _ = try StreamReader(address, limits: limits, interrupt: interrupt)
                return nil
            } catch {
                return error.cause
            }
        }.value
        await server.firstConnection()
        interrupt.request()
        #expect(await cause == .interrupted)
    }

    @Test func `a probe tells how the keyframes of a stream lie`() throws {
        let stream = try Self.stream()
        let server = try LiveServer(
            .bytes(LiveServer.page("200 OK", type: "video/mp2t", stream))
        )
        let probe = try StreamProbe(Self.address(server), limits: Self.limits)
        #expect(probe.format.codec == "mpeg4")
        #expect(probe.keyframes.keyframeCount >= 3)
        #expect(probe.keyframes.medianDistance != nil)
        #expect(probe.picturesPerSecond == 5)
        #expect(probe.trouble == nil)
    }
}
