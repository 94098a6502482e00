import CameraIndex
import Foundation
import Testing

struct SiteConfigurationTests {
    @Test func `an empty file leaves everything to the defaults`() throws {
        for yaml in ["", "# nothing\n", "cameras:\ndetector: ~\n"] {
            #expect(
                try SiteConfiguration(yaml: yaml, file: "c.yaml")
                    == SiteConfiguration(file: "c.yaml")
            )
        }
    }

    @Test func `the annotated sample is valid and says what it shows`() throws {
        let path = try sample().path(percentEncoded: false)
        let configuration = try SiteConfiguration(contentsOf: path)
        #expect(configuration.timeZone?.identifier == "Asia/Shanghai")
        #expect(configuration.samplesPerSecond == 6.25)
        #expect(configuration.streamLimits == StreamLimits())
        let source = "rtsps://admin:${GATE_2_PASSWORD}@10.0.0.7/stream1"
        #expect(configuration.camera("gate-2")?.source?.text == source)
        #expect(configuration.gear == .auto)
        #expect(configuration.dataFolder?.hasSuffix("/.local/share/camindexd") == true)
        #expect(
            configuration.defaultRules
                == [RuleConfiguration(name: "no-stopping", dwell: .minutes(4))]
        )
        let camera = try #require(configuration.camera("gate-2"))
        #expect(camera.name == "东门 2")
        #expect(camera.timeTemplate?.description == "{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}")
        #expect(camera.zones.map(\.name) == ["north-lane", "bus-stop"])
        #expect(camera.zones.first?.outline.points.first == Point(x: 0.1, y: 0.55))
        var first = RuleConfiguration(
            name: "no-stopping",
            zones: ["north-lane"],
            dwell: .minutes(4)
        )
        first.grace = .seconds(45)
        first.rearm = .seconds(5)
        first.severity = .high
        first.violationCode = "1039"
        #expect(camera.rules?.first == first)
        let second = try #require(camera.rules?.last)
        #expect(second.zones == ["bus-stop"])
        #expect(second.dwell == .seconds(90))
        #expect(second.schedule?.hours.count == 3)
        #expect(second.classes == [.vehicle, .object])
        for kind in Event.SizeClass.allCases {
            #expect(second.sizes[kind] == .usual(of: kind))
        }
    }

    @Test func `the annotated sample has every key`() throws {
        let text = try String(contentsOf: sample(), encoding: .utf8)
        for key in SiteConfiguration.knownKeys {
            let last = try #require(key.split(separator: ".").last)
            let isThere = text.split(separator: "\n").contains { line in
                line.drop { $0 == " " || $0 == "-" }.hasPrefix("\(last):")
            }
            #expect(isThere, "\(key) is not in config/camindexd.yaml")
        }
    }

    @Test func `a relative data folder starts from the file's folder`() throws {
        let configuration = try SiteConfiguration(
            yaml: "data: index",
            file: "/etc/camindexd/c.yaml"
        )
        #expect(configuration.dataFolder == "/etc/camindexd/index")
        let absolute = try SiteConfiguration(
            yaml: "data: /var/index",
            file: "/etc/camindexd/c.yaml"
        )
        #expect(absolute.dataFolder == "/var/index")
    }

    @Test func `an empty list of rules differs from none`() throws {
        let configuration = try SiteConfiguration(
            yaml: "cameras: {a: {rules: []}, b: {rules: }, c: }",
            file: "c.yaml"
        )
        #expect(configuration.camera("a")?.rules == [])
        #expect(configuration.camera("b")?.rules == nil)
        #expect(configuration.camera("c")?.rules == nil)
        #expect(configuration.camera("d") == nil)
    }

    @Test func `camera ids are texts whatever they look like`() throws {
        let configuration = try SiteConfiguration(
            yaml: "cameras: {7: , 007: , yes: , 东门: }",
            file: "c"
        )
        #expect(configuration.cameras.map(\.id) == ["7", "007", "yes", "东门"])
    }

    @Test func `a rule over several zones is one for each`() throws {
        let configuration = try SiteConfiguration(
            yaml: """
                cameras:
                  a:
                    zones:
                      left: [[0,0], [0.5,0], [0.5,1]]
                      right: [[0.5,0], [1,0], [1,1]]
                    rules:
                      - {name: both, kind: dwell, zones: [left, right], dwell: 4m}
                      - {name: anywhere, kind: dwell, dwell: 1h}
                """,
            file: "c.yaml"
        )
        let rules = try configuration.rules(for: "a")
        #expect(rules.map(\.name) == ["both", "both", "anywhere"])
        #expect(rules.map(\.zone.name) == ["left", "right", "frame"])
        #expect(rules.map(\.limit) == [.minutes(4), .minutes(4), .minutes(60)])
    }

    @Test func `a camera without rules follows the default ones`() throws {
        let usual = SiteConfiguration()
        #expect(try usual.rules(for: "a") == [DwellRule(limit: .minutes(4))])
        let configuration = try SiteConfiguration(
            yaml:
                "{defaults: {rules: [{name: n, kind: dwell, dwell: 90s}]}, cameras: {b: {rules: "
                + "[]}}}",
            file: "c.yaml"
        )
        #expect(try configuration.rules(for: "a") == [DwellRule(name: "n", limit: .seconds(90))])
        #expect(try configuration.rules(for: "b") == [])
    }

    @Test func `a default rule's zone is missed on a camera outside the file`() throws {
        let configuration = try SiteConfiguration(
            yaml: "defaults: {rules: [{name: n, kind: dwell, dwell: 4m, zones: lane}]}",
            file: "c.yaml"
        )
        let error = #expect(throws: ConfigurationError.self) { try configuration.rules(for: "a") }
        #expect(
            error?.description
                == #"c.yaml: the default rule n watches the zone "lane", which camera a does not "#
                + #"have; "#
                + "draw it under cameras.a.zones, or give the camera rules of its own."
        )
    }

    @Test func `a file that is not there is one problem of the whole file`() {
        let error = #expect(throws: ConfigurationError.self) {
            try SiteConfiguration(contentsOf: "/nowhere/c.yaml")
        }
        #expect(
            error?.description == "/nowhere/c.yaml: cannot be read: The file doesn’t exist."
        )
    }

    /// `config/camindexd.yaml`, found from this file's place.
    private func sample() throws -> URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../config/camindexd.yaml").standardizedFileURL
    }
}
