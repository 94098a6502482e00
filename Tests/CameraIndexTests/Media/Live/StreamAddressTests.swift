import CameraIndex
import Testing

struct StreamAddressTests {
    private let secrets = StreamSecrets(environment: ["PASSWORD": "p@ss:w/ord", "USER": "admin"])

    private func message(_ text: String) -> String? {
        do throws(StreamAddressError) {
            _ = try StreamAddress(text, secrets: secrets)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `an address has a scheme, a host and perhaps a port`() throws {
        let address = try StreamAddress("rtsp://10.0.0.7:8554/stream1", secrets: secrets)
        #expect(address.scheme == .rtsp)
        #expect(address.host == "10.0.0.7")
        #expect(address.port == 8_554)
        #expect(try StreamAddress("http://[::1]:80/", secrets: secrets).host == "::1")
        #expect(try StreamAddress("RTSP://cam.local", secrets: secrets).port == nil)
    }

    @Test func `an address shows the names of its credentials and never what they stand for`()
        throws
    {
        let text = "rtsp://${USER}:${PASSWORD}@10.0.0.7/stream?key=${PASSWORD}"
        let address = try StreamAddress(text, secrets: secrets)
        #expect(address.description == text)
        #expect(address.host == "10.0.0.7")
    }

    @Test func `a password as it is is refused, and not repeated`() throws {
        let words = try #require(self.message("rtsp://admin:geheim@10.0.0.7/stream1"))
        #expect(!words.contains("geheim"))
        #expect(
            words
                == "\"rtsp://admin:***@10.0.0.7/stream1\" holds a password, which would be seen in "
                + "lists of processes and in files; name it instead, such as "
                + "rtsp://admin:${GATE_2_PASSWORD}@10.0.0.7/, and set the variable or the systemd "
                + "credential of that name."
        )
    }

    @Test(arguments: [
        ("rtsp://a:b:c@d@10.0.0.7/", "holds a password"),
        ("10.0.0.7/stream1", "is no address of a stream"),
        ("rtps://10.0.0.7/", "begins with \"rtps\"; streams are read by rtsp, rtsps"),
        ("rtsp:///stream1", "names no host"),
        ("rtsp://10.0.0.7:70000/", "has the port \"70000\""),
        ("rtsp://10.0.0.7:/", "has the port \"\""),
        ("rtsp://10.0.0.7/my stream", "has a space or a control character"),
        ("rtsp://admin:${PASWORD}@10.0.0.7/", "names ${PASWORD}, which is neither"),
        ("rtsp://${HOST}/", "names no host"),
    ])
    func `what is no address is refused with what is wrong`(text: String, words: String) throws {
        let told = try #require(self.message(text))
        #expect(told.contains(words))
    }

    @Test func `an address of another password is another one`() throws {
        func address(_ password: String) throws -> StreamAddress {
            let secrets = StreamSecrets(environment: ["PASSWORD": password])
            return try StreamAddress("rtsp://admin:${PASSWORD}@10.0.0.7/", secrets: secrets)
        }
        #expect(try address("one") == address("one"))
        #expect(try address("one") != address("two"))
    }

    @Test func `a systemd credential goes before a variable of the same name`() throws {
        let folder = try FootageFolder()
        _ = try folder.write("from-file\n".utf8, to: "PASSWORD")
        let directory = folder.path("")
        let secrets = StreamSecrets(environment: [
            "PASSWORD": "from-variable", "CREDENTIALS_DIRECTORY": directory,
        ])
        let server = try LiveServer(
            .bytes(
                LiveServer.page(
                    "401 Unauthorized",
                    type: "text/plain",
                    headers: ["WWW-Authenticate: Basic realm=\"camera\""]
                )
            )
        )
        let address = try StreamAddress(
            "http://admin:${PASSWORD}@127.0.0.1:\(server.port)/",
            secrets: secrets
        )
        #expect(throws: MediaError.self) { _ = try StreamReader(address) }
        // "admin:from-file" in base 64.
        #expect(server.requests.contains { $0.contains("YWRtaW46ZnJvbS1maWxl") })
    }
}
