import CameraIndex
import Foundation
import Testing

struct ConfigurationErrorTests {
    @Test(arguments: [
        (
            "dtaa: /var/index",
            #"c.yaml:1:1: dtaa is not a known key; did you mean "data"?"#
        ),
        (
            "colour: red",
            "c.yaml:1:1: colour is not a known key; the keys here are include, data, "
                + "time_zone, holidays, detector, evidence, streams, http, "
                + "recording, notify, defaults, templates, cameras."
        ),
        (
            "cameras:\n  gate-2:\n    zone: {}",
            #"c.yaml:3:5: cameras.gate-2.zone is not a known key; did you mean "zones"?"#
        ),
        (
            "- a\n- b",
            "c.yaml:1:1: the file is a list; write the keys include, data, time_zone, "
                + "holidays, detector, evidence, streams, http, recording, "
                + "notify, defaults, templates, cameras under it."
        ),
        ("data: [a]", "c.yaml:1:7: data is a list; write the path of a folder."),
        ("data:", "c.yaml:1:6: data is empty; write the path of a folder."),
        (
            "time_zone: CST",
            #"c.yaml:1:12: time_zone is "CST", which may mean several time zones; write a name "#
                + #"such as "Asia/Shanghai", or an offset such as "+08:00"."#
        ),
        (
            "detector: 5",
            #"c.yaml:1:11: detector is "5"; write the keys gear, samples_per_second under it."#
        ),
        (
            "detector: {gear: some}",
            #"c.yaml:1:18: detector.gear is "some"; write auto, survey, keyframes, nth or all."#
        ),
        (
            "detector: {samples_per_second: 100}",
            #"c.yaml:1:32: detector.samples_per_second is "100"; write a number from 0.5 to 60."#
        ),
        (
            "detector: {samples_per_second: many}",
            #"c.yaml:1:32: detector.samples_per_second is "many"; write a number from 0.5 to 60."#
        ),
        (
            "http: {listen: 8790}",
            #"c.yaml:1:16: http.listen is "8790"; write an address and a port such as "#
                + #""127.0.0.1:8790", or off."#
        ),
        (
            "streams: {connect: 10ms}",
            #"c.yaml:1:20: streams.connect is "10ms"; write a duration from 1s to 5m, such as "#
                + "10s."
        ),
        (
            "cameras: {a: {source: 'rtsp:/10.0.0.7'}}",
            #"c.yaml:1:23: cameras.a.source: "rtsp:/10.0.0.7" is no address of a stream; write "#
                + "one such as rtsp://10.0.0.7/stream1."
        ),
        (
            "defaults: {rules: {name: a}}",
            "c.yaml:1:19: defaults.rules is a mapping; write each rule as an element, such as "
                + #""- {name: no-stopping, kind: dwell, dwell: 4m}"."#
        ),
        (
            "cameras: [gate-2]",
            #"c.yaml:1:10: cameras is a list; write each camera as a key under it, such as "#
                + #""gate-2:"."#
        ),
        (
            "cameras: {' gate-2': }",
            "c.yaml:1:11: cameras. gate-2 begins or ends with a space."
        ),
        (
            "cameras: {a: {time_template: '{camera}'}}",
            #"c.yaml:1:30: cameras.a.time_template is "{camera}", which lacks {yyyy}; write a "#
                + "template such as {camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}, with {SSS}, {yy}, {epoch} "
                + "and {*} where the names have them."
        ),
    ])
    func `a mistake is told with its place and the right form`(yaml: String, message: String) {
        #expect(errors(yaml) == message)
    }

    @Test(arguments: [
        (
            "[[0,0],[1,1]]",
            "c.yaml:1:26: cameras.a.zones.z: a zone needs at least 3 points and this one has 2."
        ),
        (
            "[[0,0],[1.5,0],[1,1]]",
            "c.yaml:1:33: cameras.a.zones.z: point 2 (1.5,0.0) lies outside the picture; x and y "
                + "are shares of its width and height, from 0 to 1."
        ),
        (
            "[[0,0],[1,1],[1,0],[0,1]]",
            "c.yaml:1:26: cameras.a.zones.z: the edge from point 1 to 2 meets the edge from point "
                + "3 to 4; list the points in order around the zone."
        ),
        (
            "[[0,0],[1,0],[1]]",
            "c.yaml:1:39: cameras.a.zones.z[2] is not a pair; write a point as [x,y], such as "
                + "[0.1,0.5]."
        ),
        (
            "[[0,0],[1,0],down]",
            #"c.yaml:1:39: cameras.a.zones.z[2] is "down"; write a point as [x,y], such as "#
                + #"[0.1,0.5]."#
        ),
        (
            "here",
            #"c.yaml:1:26: cameras.a.zones.z is "here"; write points such as [[0.1,0.5], "#
                + "[0.9,0.5], [0.9,0.9]]."
        ),
        (
            "~",
            "c.yaml:1:26: cameras.a.zones.z is empty; write points such as [[0.1,0.5], [0.9,0.5], "
                + "[0.9,0.9]]."
        ),
    ])
    func `a zone is checked at its place`(outline: String, message: String) {
        #expect(errors("cameras: {a: {zones: {z: \(outline)}}}") == message)
    }

    @Test(arguments: [
        (
            "{name: n, kind: dwell}",
            #"c.yaml:1:24: cameras.a.rules[0] has no dwell; write one, such as "dwell: 4m"."#
        ),
        (
            "{kind: dwell, dwell: 4m}",
            #"c.yaml:1:24: cameras.a.rules[0] has no name; write one, such as "name: no-stopping"."#
        ),
        (
            "{name: n, dwell: 4m}",
            #"c.yaml:1:24: cameras.a.rules[0] has no kind; write one, such as "kind: dwell"."#
        ),
        (
            "{name: n, kind: speed, dwell: 4m}",
            #"c.yaml:1:40: cameras.a.rules[0].kind is "speed"; the one kind there is is dwell."#
        ),
        (
            "{name: n, kind: dwell, dwell: 4 mins}",
            #"c.yaml:1:54: cameras.a.rules[0].dwell is "4 mins"; write a duration such as "4m", "#
                + #""240s" or "1h30m"."#
        ),
        (
            "{name: n, kind: dwell, dwell: 240}",
            #"c.yaml:1:54: cameras.a.rules[0].dwell is "240", which has no unit; write "240s" for "#
                + #"seconds or "240m" for minutes."#
        ),
        (
            "{name: n, kind: dwell, dwell: 999ms}",
            #"c.yaml:1:54: cameras.a.rules[0].dwell is "999ms"; write at least "1s"."#
        ),
        (
            #"{name: "a\tb", kind: dwell, dwell: 4m}"#,
            "c.yaml:1:31: cameras.a.rules[0].name \"a\tb\" holds a control character."
        ),
        (
            "{name: n, kind: dwell, dwell: 4m, zones: lane}",
            #"c.yaml:1:65: cameras.a.rules[0].zones is "lane", a zone that camera a does not "#
                + #"have; "#
                + "draw it under cameras.a.zones."
        ),
        (
            "no-stopping",
            #"c.yaml:1:24: cameras.a.rules[0] is "no-stopping"; write the keys name, kind, zones, "#
                + "dwell, grace, rearm, schedule, classes, sizes, severity, violation_code "
                + "under it."
        ),
        ("~", "c.yaml:1:24: cameras.a.rules[0] is empty; write name, kind and dwell."),
    ])
    func `a rule is checked at its place`(rule: String, message: String) {
        #expect(errors("cameras: {a: {rules: [ \(rule) ]}}") == message)
    }

    @Test func `no zone takes the name of the whole picture`() {
        #expect(
            errors("cameras: {a: {zones: {frame: [[0,0],[1,0],[1,1]]}}}")
                == "c.yaml:1:23: cameras.a.zones.frame has the name of the whole picture; "
                + "give it another one."
        )
    }

    @Test func `a zone that is not there is told with the nearest`() {
        let yaml = """
            cameras:
              gate-2:
                zones:
                  north-lane: [[0,0], [1,0], [1,1]]
                  kerb: [[0,0], [1,0], [1,1]]
                rules:
                  - {name: a, kind: dwell, dwell: 4m, zones: [north-lnae, roof]}
            """
        #expect(
            errors(yaml) == """
                c.yaml:7:51: cameras.gate-2.rules[0].zones[0] is "north-lnae", a zone that camera \
                gate-2 does not have; did you mean "north-lane"?
                c.yaml:7:63: cameras.gate-2.rules[0].zones[1] is "roof", a zone that camera gate-2 \
                does not have; its zones are north-lane, kerb.
                """
        )
    }

    @Test func `a default rule's zone must be on every camera under it`() {
        let yaml = """
            defaults:
              rules: [{name: a, kind: dwell, dwell: 4m, zones: lane}]
            cameras:
              one: {zones: {lane: [[0,0], [1,0], [1,1]]}}
              two: {}
              three: {rules: []}
            """
        #expect(
            errors(yaml) == """
                c.yaml:2:52: defaults.rules[0].zones is "lane", a zone that camera two does not \
                have; draw it under cameras.two.zones, or give the camera rules of its own.
                """
        )
    }

    @Test func `rules of one name are told apart from the first`() {
        let yaml = """
            defaults:
              rules:
                - {name: a, kind: dwell, dwell: 4m}
                - {name: a, kind: dwell, dwell: 5m}
            """
        #expect(
            errors(yaml) == """
                c.yaml:4:14: defaults.rules[1].name is "a", which defaults.rules[0] has already; \
                give each rule of a camera a name of its own.
                """
        )
    }

    @Test func `keys that stand twice are told, and so is everything else`() {
        let yaml = """
            data: /a
            "data": /b
            cameras:
              gate-2:
                name: x
                colour: red
              gate-3:
              gate-2:
            data: /c
            """
        #expect(
            errors(yaml) == """
                c.yaml:2:1: data stands here again; line 1 has it first.
                c.yaml:6:5: cameras.gate-2.colour is not a known key; the keys here are name, \
                template, source, detect_source, values, tls, transport, capture, gear, record, \
                retention, pre_roll, time_template, zones, rules.
                c.yaml:8:3: cameras.gate-2 stands here again; line 4 has it first.
                c.yaml:9:1: data stands here again; line 1 has it first.
                """
        )
    }

    @Test(arguments: [
        ("data: \"open", "c.yaml:1:12: is not valid YAML here: found unexpected end of stream."),
        (
            "a: b: c",
            "c.yaml:1:5: is not valid YAML here: mapping values are not allowed in this context."
        ),
        (
            "cameras:\n\ta: b",
            "c.yaml:2:1: is not valid YAML here: found character that cannot start any token."
        ),
        ("data: *x", "c.yaml:1:7: is not valid YAML here: found undefined alias."),
        ("a: 1\n---\nb: 2", "c.yaml:2:1: is not valid YAML here: but found another document."),
    ])
    func `a text that is not YAML is told with its place`(yaml: String, message: String) {
        #expect(errors(yaml) == message)
    }

    private func errors(_ yaml: String) -> String? {
        do {
            _ = try SiteConfiguration(yaml: yaml, file: "c.yaml")
            return nil
        } catch {
            return error.description
        }
    }
}
