import CameraIndex
import Testing

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:8790", "127.0.0.1", 8790), ("[::1]:0", "::1", 0), ("0.0.0.0:80", "0.0.0.0", 80),
        ("[fe80::1]:65535", "fe80::1", 65_535), ("localhost:9100", "localhost", 9_100),
    ])
    func `an address and a port are read and written`(text: String, host: String, port: Int) {
        let address = ListenAddress(text)
        #expect(address == ListenAddress(host: host, port: port))
        #expect(address?.description == text)
    }

    @Test(arguments: [
        "", ":", "8790", ":8790", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
        "127.0.0.1:+1", "127.0.0.256:1", "127.0.1:1", "1.2.3.4.5:1", "::1:8790", "[::1]8790",
        "[127.0.0.1]:1", "[]:1", "[g::1]:1", "gate:8790", "http://127.0.0.1:8790", "127.0.0.1:٣",
    ])
    func `anything else is no address`(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:1", true), ("127.8.0.1:1", true), ("[::1]:1", true), ("localhost:1", true),
        ("0.0.0.0:1", false), ("[::]:1", false), ("10.0.0.7:1", false), ("[2001:db8::1]:1", false),
    ])
    func `what only this machine reaches is told from the rest`(text: String, isLoopback: Bool) {
        #expect(ListenAddress(text)?.isLoopback == isLoopback)
    }

    @Test func `every address of the machine is reached at its own`() {
        #expect(ListenAddress(host: "0.0.0.0", port: 5).local == ListenAddress("127.0.0.1:5"))
        #expect(ListenAddress(host: "::", port: 5).local == ListenAddress("[::1]:5"))
        #expect(ListenAddress(host: "10.0.0.7", port: 5).local == ListenAddress("10.0.0.7:5"))
    }

    @Test func `it is this machine's own unless the file says otherwise`() throws {
        #expect(SiteConfiguration().listenAddress == ListenAddress("127.0.0.1:8790"))
        let other = try SiteConfiguration(yaml: "http: {listen: '[::1]:9000'}", file: "c.yaml")
        #expect(other.listenAddress == ListenAddress("[::1]:9000"))
        for yaml in ["http: {listen: off}", "http: {listen: 'off'}"] {
            #expect(try SiteConfiguration(yaml: yaml, file: "c.yaml").listenAddress == nil)
        }
        for yaml in ["http:", "http: {}"] {
            #expect(try SiteConfiguration(yaml: yaml, file: "c.yaml").listenAddress == .usual)
        }
    }
}
