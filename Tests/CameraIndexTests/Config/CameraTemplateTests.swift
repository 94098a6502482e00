import CameraIndex
import Foundation
import Testing

struct CameraTemplateTests {
    @Test func `a camera has what its template says, and its own keys win`() throws {
        let read = try SiteConfiguration(
            yaml: """
                templates:
                  dome:
                    source: "rtsp://viewer:${CAMERAS}@{host}:{port}/stream1"
                    values: {port: 554, host: none}
                    time_template: "{camera}_{epoch}"
                    zones: {lane: [[0.1,0.5], [0.9,0.5], [0.9,0.9]]}
                    rules: [{name: no-stopping, kind: dwell, dwell: 4m, zones: lane}]
                cameras:
                  gate-2:
                    template: dome
                    values: {host: 10.0.0.7}
                  gate-3:
                    template: dome
                    values: {host: 10.0.0.8, port: 8554}
                    zones: {lane: [[0.2,0.5], [0.9,0.5], [0.9,0.9]]}
                    rules: [{name: own, kind: dwell, dwell: 90s}]
                """,
            file: "c.yaml"
        )
        let secrets = StreamSecrets(environment: ["CAMERAS": "geheim"])
        let watched = try read.watchedCameras(secrets: secrets)
        #expect(
            watched.map { "\($0.source)" } == [
                "rtsp://viewer:${CAMERAS}@10.0.0.7:554/stream1",
                "rtsp://viewer:${CAMERAS}@10.0.0.8:8554/stream1",
            ]
        )
        #expect(watched.map { $0.rules.map(\.name) } == [["no-stopping"], ["own"]])
        #expect(watched[0].rules.first?.zone.outline.points.first == Point(x: 0.1, y: 0.5))
        let templates = read.cameras.map { $0.timeTemplate?.description }
        #expect(templates == ["{camera}_{epoch}", "{camera}_{epoch}"])
        #expect(read.camera("gate-3")?.zones.first?.outline.points.first == Point(x: 0.2, y: 0.5))
    }

    @Test func `a camera may have a smaller stream to be watched, by its template too`() throws {
        let read = try SiteConfiguration(
            yaml: """
                templates:
                  dome:
                    source: "rtsps://{host}/1"
                    detect_source: "rtsp://viewer:${CAMERAS}@{host}/2"
                    tls: insecure
                cameras:
                  gate-2: {template: dome, values: {host: 10.0.0.7}}
                  gate-3: {template: dome, values: {host: 10.0.0.8}, detect_source: street.mp4}
                  gate-4: {source: "rtsp://10.0.0.9/1"}
                """,
            file: "/etc/c.yaml"
        )
        let secrets = StreamSecrets(environment: ["CAMERAS": "geheim"])
        let watched = try read.watchedCameras(secrets: secrets)
        #expect(
            watched.map { $0.detectSource?.description } == [
                "rtsp://viewer:${CAMERAS}@10.0.0.7/2", "/etc/street.mp4", nil,
            ]
        )
        #expect(watched.map(\.source.trust) == [.insecure, .insecure, nil])
        #expect(watched.map(\.watchedSource) != watched.map(\.source))
        #expect(throws: ConfigurationError.self) {
            try read.watchedCameras(secrets: StreamSecrets(environment: [:]))
        }
    }

    @Test func `of several templates the later wins, and a camera may have none`() throws {
        let read = try SiteConfiguration(
            yaml: """
                defaults: {template: [near, far]}
                templates:
                  near: {source: "rtsp://{camera}.near/1", time_template: "near_{epoch}"}
                  far: {source: "rtsp://{camera}.far/1"}
                cameras:
                  a: {}
                  b: {template: near}
                  c: {template: [], source: "rtsp://c/"}
                """,
            file: "c.yaml"
        )
        let sources = read.cameras.map { $0.source?.text }
        #expect(sources == ["rtsp://a.far/1", "rtsp://b.near/1", "rtsp://c/"])
        let templates = read.cameras.map { $0.timeTemplate?.description }
        #expect(templates == ["near_{epoch}", "near_{epoch}", nil])
    }

    @Test func `the name of a secret may hold what differs from camera to camera`() throws {
        let read = try SiteConfiguration(
            yaml: """
                templates: {dome: {source: "rtsp://u:${PASSWORD_{camera}}@{host}/"}}
                cameras: {7: {template: dome, values: {host: 10.0.0.7}}}
                """,
            file: "c.yaml"
        )
        #expect(read.cameras.first?.source?.text == "rtsp://u:${PASSWORD_7}@10.0.0.7/")
        #expect(throws: Never.self) {
            try read.watchedCameras(secrets: StreamSecrets(environment: ["PASSWORD_7": "x"]))
        }
    }

    @Test(arguments: [
        (
            "templates: {dome: {}}\ncameras: {a: {template: dom, values: {host: 10.0.0.7}}}",
            #"c.yaml:2:25: cameras.a.template is "dom", which is no template; did you mean "dome"?"#
        ),
        (
            "cameras: {a: {template: [x]}}",
            #"c.yaml:1:26: cameras.a.template[0] is "x", which is no template; write it under "#
                + "templates."
        ),
        (
            "templates: {t: {source: 'rtsp://{host}/'}}\ncameras:\n  a: {template: t}",
            "c.yaml:3:3: templates.t.source has the field {host}, for which camera a has no value; "
                + "write it as cameras.a.values.host."
        ),
        (
            "cameras: {a: {source: 'rtsp://{host}/', values: {hots: 10.0.0.7}}}",
            "c.yaml:1:23: cameras.a.source has the field {host}, for which camera a has no value; "
                + "did you mean {hots}?"
        ),
        (
            "cameras: {a: {source: 'rtsp://{host}/', values: {host: 10.0.0.7, prt: 5}}}",
            "c.yaml:1:71: cameras.a.values.prt is no field of cameras.a.source."
        ),
        (
            "cameras: {a: {source: 'rtsp://{a}/', detect_source: 'rtsp://{b}/', "
                + "values: {a: x, b: x, c: x}}}",
            "c.yaml:1:92: cameras.a.values.c is no field of cameras.a.source or "
                + "cameras.a.detect_source."
        ),
        (
            "cameras: {a: {source: 'rtsp://a/', detect_source: 'rtsp://{b}/'}}",
            "c.yaml:1:51: cameras.a.detect_source has the field {b}, for which camera a has no "
                + "value; write it as cameras.a.values.b."
        ),
        (
            "cameras: {a: {detect_source: 'rtsp://a/'}}",
            "c.yaml:1:30: cameras.a.detect_source is for a camera with a source, of which its "
                + "stills are made; write that, or call this one source."
        ),
        (
            "cameras: {a: {values: {host: 10.0.0.7}}}",
            "c.yaml:1:30: cameras.a.values.host is for a source, and there is none."
        ),
        (
            "cameras: {a: {source: x.mp4, values: {camera: b, 'x y': c}}}",
            "c.yaml:1:39: cameras.a.values.camera is the camera's id already; give it another "
                + "name.\nc.yaml:1:50: cameras.a.values.x y is no name of a field; write letters, "
                + "digits, _ and -."
        ),
        (
            "templates: {t: {name: x}}",
            "c.yaml:1:17: templates.t.name is not a known key; the keys here are source, "
                + "detect_source, values, tls, transport, capture, gear, record, retention, "
                + "pre_roll, time_template, zones, rules."
        ),
    ])
    func `a mistake is told with its place and the right form`(yaml: String, message: String) {
        #expect(errors(yaml) == message)
    }

    @Test func `a password in a value is refused and not repeated`() {
        let message = errors(
            """
            templates: {t: {source: "rtsp://u:{password}@10.0.0.7/"}}
            cameras:
              a: {template: t, values: {password: geheim}}
            """
        )
        #expect(message.hasPrefix("c.yaml:3:3: cameras.a.source: "))
        #expect(message.contains("holds a password"))
        #expect(!message.contains("geheim"))
    }

    @Test func `what many cameras have by a template is told once, with the template`() {
        let cameras = (1...9).map { "  gate-\($0): {template: t}\n" }.joined()
        let yaml = "templates:\n  t: {source: 'rtsp://{host}/', rules: [\(Self.rule)]}\ncameras:\n"
        #expect(
            errors(yaml + cameras) == """
                c.yaml:2:15: templates.t.source has the field {host}, for which camera gate-1 has \
                no value; write it as cameras.gate-1.values.host. So it is for 8 other cameras.
                c.yaml:2:92: templates.t.rules[0].zones is "lane", a zone that camera gate-1 does \
                not have; draw it under cameras.gate-1.zones. So it is for 8 other cameras.
                """
        )
    }

    @Test func `a template's rule is told of the camera that lacks its zone`() {
        let yaml = """
            templates: {t: {rules: [\(Self.rule)]}}
            cameras:
              a: {template: t, zones: {lane: [[0.1,0.5], [0.9,0.5], [0.9,0.9]]}}
              b: {template: t, zones: {lan: [[0.1,0.5], [0.9,0.5], [0.9,0.9]]}}
            """
        #expect(
            errors(yaml) == """
                c.yaml:4:3: templates.t.rules[0].zones is "lane", a zone that camera b does not \
                have; did you mean "lan"?
                """
        )
    }

    @Test func `a secret that is missing for all is told once`() throws {
        let cameras = (1...9).map { "  gate-\($0): {template: t}\n" }.joined()
        let yaml = "templates: {t: {source: 'rtsp://u:${NONE}@{camera}/'}}\ncameras:\n" + cameras
        let read = try SiteConfiguration(yaml: yaml, file: "c.yaml")
        let error = #expect(throws: ConfigurationError.self) {
            try read.watchedCameras(secrets: StreamSecrets(environment: [:]))
        }
        let text = try #require(error?.description)
        #expect(text.hasPrefix("c.yaml:1:25: cameras.gate-1.source: "))
        #expect(text.hasSuffix("correct the name. So it is for 8 other cameras."))
    }

    @Test func `three thousand cameras are read whole`() throws {
        var yaml = """
            templates:
              dome:
                source: "rtsp://viewer:${CAMERAS}@{host}/stream1"
                rules: [\(Self.rule)]
            cameras:

            """
        for number in 1...3_000 {
            yaml += """
                  gate-\(number):
                    template: dome
                    values: {host: 10.0.\(number / 250).\(number % 250)}
                    zones: {lane: [[0.1,0.5], [0.9,0.5], [0.9,0.9], [0.1,0.9]]}

                """
        }
        let read = try SiteConfiguration(yaml: yaml, file: "c.yaml")
        let secrets = StreamSecrets(environment: ["CAMERAS": "x"])
        let watched = try read.watchedCameras(secrets: secrets)
        #expect(watched.count == 3_000)
        #expect(Set(watched.map(\.source)).count == 3_000)
        #expect(watched.allSatisfy { $0.rules.count == 1 })
        #expect(watched.last?.id == "gate-3000")
    }

    private static let rule = "{name: no-stopping, kind: dwell, dwell: 4m, zones: lane}"

    private func errors(_ yaml: String) -> String {
        do {
            _ = try SiteConfiguration(yaml: yaml, file: "c.yaml")
            return ""
        } catch {
            return "\(error)"
        }
    }
}
