import CameraIndex
import Testing

struct NotifyConfigurationTests {
    private func site(_ text: String) throws(ConfigurationError) -> SiteConfiguration {
        try SiteConfiguration(yaml: text, file: "/etc/site/c.yaml")
    }

    private func destinations(_ text: String) throws(ConfigurationError) -> [Destination] {
        let variables = ["HOOK": "sesame", "TOKEN": "t0k3n", "BROKER": "user", "PASS": "word"]
        return try site(text).destinations(secrets: StreamSecrets(environment: variables))
    }

    @Test func `a webhook with all its keys`() throws {
        let destination = try #require(
            try destinations(
                """
                notify:
                  - name: room
                    cameras: [gate-*, yard]
                    rules: no-stopping
                    kinds: [dwell, health]
                    webhook:
                      url: https://room.example/${TOKEN}
                      secret: ${HOOK}
                      headers: {Authorization: "Bearer ${TOKEN}", X-Site: north}
                      timeout: 20s
                      ca_file: ca.pem
                """
            ).first
        )
        #expect(destination.filter.cameras == ["gate-*", "yard"])
        #expect(destination.filter.rules == ["no-stopping"])
        #expect(destination.filter.kinds == Set(Event.Kind.allCases))
        let terms = WebhookTerms(
            shownURL: "https://room.example/${TOKEN}",
            url: Secret("https://room.example/t0k3n"),
            secret: Secret("sesame"),
            headers: ["Authorization": Secret("Bearer t0k3n"), "X-Site": Secret("north")],
            timeout: .seconds(20),
            caFile: "/etc/site/ca.pem"
        )
        #expect(destination.channel == .webhook(terms))
        #expect(destination.place == "https://room.example/${TOKEN}")
    }

    @Test(arguments: [
        (
            "cameras: [gate-*, yrd]",
            #"c.yaml:3:23: notify[0].cameras[1] is "yrd", which is no camera; did you mean "yard"?"#
        ),
        (
            "cameras: tower-?",
            #"notify[0].cameras is "tower-?", which is no camera; write one that there is."#
        ),
        (
            "rules: no-stoping",
            #"notify[0].rules is "no-stoping", which is no rule; did you mean "no-stopping"?"#
        ),
    ])
    func `what is told of must be there`(filter: String, message: String) {
        let yaml = """
            notify:
              - name: room
                \(filter)
                webhook: {url: "https://room.example/"}
            cameras:
              gate-1: {rules: [{name: no-stopping, kind: dwell, dwell: 4m}]}
              yard: {}
            """
        #expect {
            try site(yaml)
        } throws: {
            "\($0)".contains(message)
        }
    }

    @Test func `cameras by patterns and rules of both kinds may be named`() throws {
        let read = try site(
            """
            notify:
              - {name: room, cameras: ["gate-?", yard], rules: [no-stopping, dwell], \
                webhook: {url: "https://room.example/"}}
            cameras:
              gate-1: {rules: [{name: no-stopping, kind: dwell, dwell: 4m}]}
              yard: {}
            """
        )
        #expect(read.notify.count == 1)
    }

    @Test func `a broker with few keys, and with all`() throws {
        let both = try destinations(
            """
            notify:
              - {name: a, mqtt: {host: broker.example}}
              - name: b
                mqtt: {host: 10.0.0.9, port: 1884, version: 3.1.1, tls: off, ca_file: /ca.pem,
                  user: "${BROKER}", password: "${PASS}", topic: site/north}
            """
        )
        #expect(both.first?.channel == .mqtt(MQTTTerms(host: "broker.example", port: 8_883)))
        #expect(both.first?.place == "mqtts://broker.example:8883")
        var terms = MQTTTerms(host: "10.0.0.9", port: 1_884, version: .three, hasTLS: false)
        terms.caFile = "/ca.pem"
        terms.user = Secret("user")
        terms.password = Secret("word")
        terms.topic = "site/north"
        #expect(both.last?.channel == .mqtt(terms))
        #expect(both.map(\.exposesSecrets) == [false, true])
    }

    @Test(arguments: [
        ("notify: 5", "1:9: notify is \"5\"; write a list of destinations, each with a name"),
        ("notify: [{mqtt: {host: a}}]", "1:10: notify[0] has no name"),
        ("notify: [{name: a}]", "1:10: notify[0] says not how; write webhook or mqtt."),
        (
            "notify: [{name: a, mqtt: {host: b}, webhook: {url: 'http://c/'}}]",
            "1:10: notify[0] has a webhook and mqtt; write a destination for each."
        ),
        (
            "notify: [{name: a, mqtt: {host: b}}, {name: a, mqtt: {host: c}}]",
            "1:38: notify[1].name is \"a\" again; names differ."
        ),
        ("notify: [{name: a, webhook: {}}]", "1:29: notify[0].webhook has no url"),
        (
            "notify: [{name: a, webhook: {url: ftp://b/}}]",
            "1:35: notify[0].webhook.url is no address of HTTP"
        ),
        (
            "notify: [{name: a, webhook: {url: 'https://me:pass@b/'}}]",
            "1:35: notify[0].webhook.url holds a user; write headers"
        ),
        (
            "notify: [{name: a, webhook: {url: 'https://b/', secret: sesame}}]",
            "1:57: notify[0].webhook.secret stands there openly; name it instead, ${NAME}"
        ),
        (
            "notify: [{name: a, webhook: {url: 'https://b/', headers: {Cookie: sesame}}}]",
            "1:67: notify[0].webhook.headers.Cookie stands there openly"
        ),
        (
            "notify: [{name: a, webhook: {url: 'https://b/', timeout: 5m}}]",
            "1:58: notify[0].webhook.timeout is \"5m\"; write a duration from 1s to 2m"
        ),
        (
            "notify: [{name: a, webhok: {url: 'https://b/'}}]",
            "1:20: notify[0].webhok is not a known key; did you mean \"webhook\"?"
        ),
        (
            "notify: [{name: a, kinds: stop, mqtt: {host: b}}]",
            "1:27: notify[0].kinds is \"stop\"; write health, dwell"
        ),
        (
            "notify: [{name: a, mqtt: {host: 'mqtt://b'}}]",
            "1:33: notify[0].mqtt.host is \"mqtt://b\"; write the name or number of a host alone"
        ),
        (
            "notify: [{name: a, mqtt: {host: b, password: sesame}}]",
            "1:46: notify[0].mqtt.password stands there openly"
        ),
        (
            "notify: [{name: a, mqtt: {host: b, topic: 'a/#'}}]",
            "1:43: notify[0].mqtt.topic is \"a/#\"; write what the topics begin with"
        ),
        (
            "notify: [{name: a, mqtt: {host: b, tls: maybe}}]",
            "1:41: notify[0].mqtt.tls is \"maybe\"; write verify or off"
        ),
    ])
    func `a mistake is told with its place, and no secret is`(
        text: String,
        message: String
    ) throws {
        let error = try #require(throws: ConfigurationError.self) { try site(text) }
        #expect("\(error)".contains("/etc/site/c.yaml:\(message)"), "\(error)")
        #expect(!"\(error)".contains("sesame") && !"\(error)".contains("me:pass"))
    }

    @Test func `a name that stands for nothing is told where it stands`() throws {
        let text = "notify:\n  - {name: a, webhook: {url: 'https://b/', secret: '${NONE}'}}"
        let error = try #require(throws: ConfigurationError.self) { try destinations(text) }
        #expect(
            "\(error)"
                == "/etc/site/c.yaml:2:52: notify[0].webhook.secret names ${NONE}, which is "
                + "neither a systemd credential nor an environment variable; set it, or correct "
                + "the name."
        )
    }
}
