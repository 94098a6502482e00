import CameraIndex
import Foundation
import Testing

struct StreamTermsTests {
    private static let digits = String(repeating: "0a", count: 32)

    private static func configuration(
        _ lines: String
    ) throws(ConfigurationError) -> SiteConfiguration {
        try SiteConfiguration(yaml: lines, file: "/etc/camindexd/camindexd.yaml")
    }

    private static func terms(_ lines: String) throws -> StreamTerms? {
        try configuration(
            "cameras:\n  gate-2:\n    source: rtsps://10.0.0.7/stream1\n    \(lines)\n"
        ).camera("gate-2")?.source?.terms
    }

    private static func problem(_ lines: String) -> String? {
        do throws(ConfigurationError) {
            _ = try configuration("cameras:\n  gate-2:\n" + lines)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `a camera of which nothing is said must show a certificate`() throws {
        #expect(try Self.terms("name: Gate") == StreamTerms(trust: .verify()))
    }

    @Test func `what a camera must show is written as a word, a pin or a file`() throws {
        let pin = try #require(CertificatePin(Self.digits))
        #expect(try Self.terms("tls: verify")?.trust == .verify())
        #expect(try Self.terms("tls: insecure")?.trust == .insecure)
        #expect(try Self.terms("tls: {pin: \(Self.digits)}")?.trust == .pin(pin))
        #expect(
            try Self.terms("tls: {ca: site.pem}")?.trust
                == .verify(authorities: "/etc/camindexd/site.pem")
        )
    }

    @Test(arguments: StreamTransport.allCases.filter { $0 != .udp })
    func `how packets are carried is written as a word`(transport: StreamTransport) throws {
        #expect(try Self.terms("transport: \(transport.rawValue)")?.transport == transport)
    }

    @Test func `a template says for all its cameras what some of them need`() throws {
        let configuration = try Self.configuration(
            """
            templates:
              dome: {source: "{scheme}://10.0.0.{number}/1", tls: insecure, transport: tcp}
            cameras:
              one: {template: dome, values: {scheme: rtsps, number: 1}}
              two: {template: dome, values: {scheme: http, number: 2}}
              three: {template: dome, values: {scheme: rtsps, number: 3}, tls: verify}

            """
        )
        let cameras = try configuration.watchedCameras(secrets: StreamSecrets(environment: [:]))
        #expect(cameras.map(\.source.trust) == [.insecure, nil, .verify()])
    }

    @Test func `a device is asked for its mode, also by a template`() throws {
        let configuration = try Self.configuration(
            """
            templates: {desk: {source: "/dev/v4l/by-id/{camera}", capture: 1280x720@15}}
            cameras:
              left: {template: desk}
              right: {source: /dev/video1}
              trial: {source: /dev/shm/street.mp4}
            """
        )
        let cameras = try configuration.watchedCameras(secrets: StreamSecrets(environment: [:]))
        #expect(
            cameras.map(\.source) == [
                .device(path: "/dev/v4l/by-id/left", CaptureMode("1280x720@15")),
                .device(path: "/dev/video1", nil), .file(path: "/dev/shm/street.mp4"),
            ]
        )
    }

    @Test(arguments: [
        (
            "    source: rtsps://10.0.0.7/\n    tls: no\n",
            "cameras.gate-2.tls is \"no\"; write verify, insecure, {pin: SHA256} or {ca: FILE}; "
                + "camindexd probe tells the SHA256."
        ),
        (
            "    source: rtsps://10.0.0.7/\n    tls: {pin: abc}\n",
            "cameras.gate-2.tls.pin is \"abc\"; write 64 hexadecimal digits, as camindexd probe "
                + "tells them."
        ),
        (
            "    source: rtsps://10.0.0.7/\n    tls: {pin: \(digits), ca: a.pem}\n",
            "cameras.gate-2.tls has both pin and ca; a pinned certificate needs no authority: "
                + "leave one of them out."
        ),
        (
            "    source: rtsp://10.0.0.7/\n    tls: insecure\n",
            "cameras.gate-2.tls is for rtsps:// and https://, and the source is rtsp://; leave it "
                + "out, or have the source encrypted."
        ),
        (
            "    source: https://10.0.0.7/\n    transport: tcp\n",
            "cameras.gate-2.transport is for rtsp:// and rtsps://, and the source is https://; "
                + "leave it out."
        ),
        (
            "    source: street.mp4\n    transport: tcp\n",
            "cameras.gate-2.transport is for rtsp:// and rtsps://, and the source is a file; leave "
                + "it out."
        ),
        (
            "    source: rtsp://10.0.0.7/\n    detect_source: http://10.0.0.7/\n"
                + "    tls: insecure\n",
            "cameras.gate-2.tls is for rtsps:// and https://, and the sources are rtsp:// and "
                + "http://; leave it out, or have the source encrypted."
        ),
        (
            "    source: http://10.0.0.7/\n    detect_source: rtsps://10.0.0.7/\n"
                + "    transport: udp\n",
            "cameras.gate-2.transport is \"udp\", by which nothing is encrypted, and the source is "
                + "rtsps://; write tcp."
        ),
        (
            "    source: rtsps://10.0.0.7/\n    transport: udp\n",
            "cameras.gate-2.transport is \"udp\", by which nothing is encrypted, and the source is "
                + "rtsps://; write tcp."
        ),
        (
            "    source: /dev/video0\n    capture: HD\n",
            "cameras.gate-2.capture is \"HD\"; write a size and, where it matters, a rate, such as "
                + "1280x720@15."
        ),
        (
            "    source: rtsp://10.0.0.7/\n    capture: 1280x720\n",
            "cameras.gate-2.capture is for a device such as /dev/video0, and the source is "
                + "rtsp://; leave it out."
        ),
        (
            "    source: /dev/video0\n    transport: tcp\n",
            "cameras.gate-2.transport is for rtsp:// and rtsps://, and the source is a device; "
                + "leave it out."
        ),
        (
            "    source: /dev/video0\n    detect_source: /dev/video1\n",
            "cameras.gate-2.detect_source is for two streams of one camera, and a device has one; "
                + "leave it out."
        ),
    ])
    func `what means nothing is told`(lines: String, message: String) throws {
        let problem = try #require(Self.problem(lines))
        #expect(problem.contains(message), "\(problem)")
    }
}
