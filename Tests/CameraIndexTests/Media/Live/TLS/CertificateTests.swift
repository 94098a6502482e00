import CameraIndex
import SyntheticScene
import Testing

@Suite(.timeLimit(.minutes(20)))
struct CertificateTests {
    /// Some seconds of a painted street, as a web server sends them.
    private static func page() throws -> [UInt8] {
        let recorder = try Recorder()
        _ = try recorder.file(0, 4, named: "street.ts")
        return LiveServer.page(
            "200 OK",
            type: "video/mp2t",
            try recorder.files.bytes(of: "street.ts")
        )
    }

    private static let closed = Array("RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n\r\n".utf8)

    private static func address(_ scheme: String, _ port: Int) throws -> StreamAddress {
        try StreamReading.address(scheme, port)
    }

    // MARK: - What is believed

    @Test func `a certificate is believed that a named authority vouches for`() throws {
        let authority = try IssuedCertificate(.init(name: "site", isAuthority: true))
        let camera = try IssuedCertificate(by: authority)
        let folder = try FootageFolder()
        let file = try folder.write(authority.text, to: "site.pem")
        let server = try SecureServer(camera, answering: Self.page())
        let reading = StreamReading(
            try Self.address("https", server.port),
            .verify(authorities: file)
        )
        #expect(reading.packets == 4 * 5)
        #expect(reading.error == nil)
    }

    @Test func `a pinned certificate is believed, whatever stands in it`() throws {
        let camera = try IssuedCertificate(.init(numbers: [], days: -20 ... -10))
        let server = try SecureServer(camera, answering: Self.page())
        let reading = StreamReading(try Self.address("https", server.port), .pin(camera.pin))
        #expect(reading.packets == 4 * 5)
        #expect(reading.error == nil)
        // Web servers go by the host's name, not by where its stream is relayed.
        #expect(server.requests.allSatisfy { $0.contains("Host: 127.0.0.1:\(server.port)\r\n") })
    }

    @Test func `an insecure stream is read whatever it shows`() throws {
        let camera = try IssuedCertificate(.init(numbers: [], days: -20 ... -10))
        let server = try SecureServer(camera, answering: Self.page())
        let reading = StreamReading(try Self.address("https", server.port), .insecure)
        #expect(reading.packets == 4 * 5)
        #expect(reading.error == nil)
    }

    @Test func `RTSP goes over the connection whose certificate was checked`() throws {
        let camera = try IssuedCertificate()
        let server = try SecureServer(camera, answering: Self.closed)
        let address = try Self.address("rtsps", server.port)
        #expect(StreamReading(address, .pin(camera.pin)).cause == .unauthorized)
        #expect(server.requests.count == 1)
    }

    // MARK: - What is not

    @Test(arguments: ["rtsps", "https"])
    func `nothing is asked of a server that nobody vouches for`(scheme: String) throws {
        let camera = try IssuedCertificate()
        let server = try SecureServer(camera, answering: Self.closed)
        let error = try #require(
            StreamReading(try Self.address(scheme, server.port), .verify()).error
        )
        #expect(server.requests == [])
        #expect(
            error.description
                == "cannot open \(scheme)://127.0.0.1:\(server.port)/street: no authority that is "
                + "trusted here vouches for its certificate, issued by CN=camera. Name the "
                + "authority, tls: {ca: FILE}, or, where its SHA256 is the one that the camera "
                + "shows on its own page, pin it: tls: {pin: \(camera.pin)}."
        )
    }

    @Test func `another certificate than the one that is pinned is refused`() throws {
        let (camera, other) = (try IssuedCertificate(), try IssuedCertificate())
        let server = try SecureServer(other, answering: Self.closed)
        let address = try Self.address("rtsps", server.port)
        #expect(
            StreamReading(address, .pin(camera.pin)).cause
                == .certificate(.otherPin(expected: camera.pin, got: other.pin))
        )
        #expect(server.requests == [])
    }

    @Test func `a certificate for other hosts is refused by their names`() throws {
        let wish = IssuedCertificate.Wish(
            hosts: ["gate-2.example"],
            numbers: [[10, 0, 0, 7], [UInt8](repeating: 0, count: 15) + [2]]
        )
        let camera = try IssuedCertificate(wish)
        let folder = try FootageFolder()
        let file = try folder.write(camera.text, to: "camera.pem")
        let server = try SecureServer(camera, answering: Self.closed)
        let error = try #require(
            StreamReading(try Self.address("rtsps", server.port), .verify(authorities: file)).error
        )
        #expect(
            error.description.contains(
                "its certificate is for gate-2.example, 10.0.0.7, ::2, not for 127.0.0.1."
            )
        )
    }

    @Test func `a certificate that has expired is refused with the moment`() throws {
        let camera = try IssuedCertificate(.init(days: -20 ... -10))
        let folder = try FootageFolder()
        let file = try folder.write(camera.text, to: "camera.pem")
        let server = try SecureServer(camera, answering: Self.closed)
        let address = try Self.address("rtsps", server.port)
        #expect(
            StreamReading(address, .verify(authorities: file)).cause
                == .certificate(.expired(camera.end, camera.pin))
        )
    }

    @Test func `a certificate of tomorrow is refused`() throws {
        let camera = try IssuedCertificate(.init(days: 1...10))
        let folder = try FootageFolder()
        let file = try folder.write(camera.text, to: "camera.pem")
        let server = try SecureServer(camera, answering: Self.closed)
        let address = try Self.address("rtsps", server.port)
        guard
            case .certificate(.notYetValid) = StreamReading(address, .verify(authorities: file))
                .cause
        else {
            Issue.record("it was believed, or refused for something else")
            return
        }
    }

    @Test func `authorities that cannot be read are told`() throws {
        let server = try SecureServer(IssuedCertificate(), answering: Self.closed)
        let address = try Self.address("rtsps", server.port)
        #expect(
            StreamReading(address, .verify(authorities: "/nowhere.pem")).cause
                == .certificate(.noAuthorities("/nowhere.pem"))
        )
    }

    @Test func `each connection is checked anew`() throws {
        let (camera, other) = (try IssuedCertificate(), try IssuedCertificate())
        let server = try SecureServer(camera, other, answering: Self.closed)
        let address = try Self.address("rtsps", server.port)
        #expect(StreamReading(address, .pin(camera.pin)).cause == .unauthorized)
        #expect(
            StreamReading(address, .pin(camera.pin)).cause
                == .certificate(.otherPin(expected: camera.pin, got: other.pin))
        )
    }

    @Test func `a playlist has nothing read of a server that nobody vouches for`() throws {
        let authority = try IssuedCertificate(.init(name: "site", isAuthority: true))
        let folder = try FootageFolder()
        let file = try folder.write(authority.text, to: "site.pem")
        let stranger = try SecureServer(IssuedCertificate(), answering: Self.page())
        let playlist = """
            #EXTM3U
            #EXT-X-TARGETDURATION:4
            #EXTINF:4,
            https://127.0.0.1:\(stranger.port)/street.ts
            #EXT-X-ENDLIST

            """
        let type = "application/vnd.apple.mpegurl"
        let server = try SecureServer(
            IssuedCertificate(by: authority),
            answering: LiveServer.page("200 OK", type: type, Array(playlist.utf8))
        )
        let reading = StreamReading(
            try Self.address("https", server.port),
            .verify(authorities: file)
        )
        #expect(reading.packets == 0)
        #expect(reading.error != nil)
        #expect(server.requests.count == 1)
        #expect(stranger.requests == [])
    }

    // MARK: - No TLS at all

    @Test func `a server without TLS is told as one`() throws {
        let server = try LiveServer(.bytes(Self.closed))
        let error = try #require(
            StreamReading(try Self.address("rtsps", server.port), .insecure).error
        )
        guard case .noSecurity = error.cause else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("no secure connection ("))
    }

    @Test(arguments: ["rtsps", "https"])
    func `a server that says nothing is given up after the limit`(scheme: String) throws {
        let server = try LiveServer(.silence)
        let address = try Self.address(scheme, server.port)
        let error = StreamReading(address, within: StreamReading.short).error
        #expect(error?.cause == .timedOut(.seconds(2)))
    }

    @Test func `nobody listens on the port of a secure stream`() throws {
        let port = try LiveServer(.silence).port
        #expect(StreamReading(try Self.address("rtsps", port), .verify()).cause == .refused)
    }

    @Test func `a stop ends the waiting for TLS`() async throws {
        let server = try LiveServer(.silence)
        let address = try Self.address("rtsps", server.port)
        #expect(await StreamReading.stopped(address, at: server) == .interrupted)
    }

    // MARK: - Pins

    @Test func `a pin is read with colons and without, in any case`() throws {
        let digits = String(repeating: "0aF9", count: 16)
        let colons = (0..<16).map { _ in "0A:f9" }.joined(separator: ":")
        #expect(CertificatePin(digits) == CertificatePin(colons))
        #expect(CertificatePin(digits)?.description == digits.lowercased())
    }

    @Test(arguments: [
        "", "verify", String(repeating: "a", count: 63), "g" + String(repeating: "a", count: 63),
    ])
    func `other texts are no pins`(text: String) {
        #expect(CertificatePin(text) == nil)
    }
}
