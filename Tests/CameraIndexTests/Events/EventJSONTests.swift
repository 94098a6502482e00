import CameraIndex
import Foundation
import Testing

struct EventJSONTests {
    private let shanghai: TimeZone

    init() throws {
        shanghai = try #require(TimeZone(identifier: "Asia/Shanghai"))
    }

    private var ended: IndexedEvent {
        let stop = Stop.sample(from: 123.5, to: 387)
        return IndexedEvent(
            event: .sample(stop),
            timeline: .utc,
            stills: [.sample(.rest, at: moment(123.54))],
            evidence: .incomplete(reason: "the footage ends before the limit"),
            since: IndexedEvent.Place(
                file: "/footage/a \"b\".mp4",
                at: MediaTime(seconds: 123.5)
            ),
            ended: IndexedEvent.Place(file: "/footage/东.mp4", at: MediaTime(seconds: 387))
        )
    }

    @Test func `an ended event is one line with its keys in a fixed order`() {
        let id = ended.event.id
        #expect(
            EventJSON(timeZone: shanghai).line(ended) == """
                {"id":"\(id)","camera":"gate-2","rule":"no-stopping","kind":"dwell",\
                "zone":"north-lane","state":"ended","since":"2026-01-01T08:02:03.500+08:00",\
                "raisedAt":"2026-01-01T08:06:03.500+08:00",\
                "endedAt":"2026-01-01T08:06:27.000+08:00","dwellSeconds":263.5,\
                "arrivalSeen":true,"box":[100,200,80,40],"frame":[1920,1080],\
                "timeUncertaintySeconds":0.12,"onTheEdge":false,"review":"pending",\
                "evidenceState":"incomplete","evidence":[{"kind":"still","moment":"rest",\
                "at":"2026-01-01T08:02:03.540+08:00","path":"stills/rest.jpg","sha256":"0rest",\
                "framePath":"stills/rest-frame.jpg","frameSha256":"1rest"}],\
                "source":{"since":{"file":"/footage/a \\"b\\".mp4","at":123.5},\
                "ended":{"file":"/footage/东.mp4","at":387.0}},"clock":"given",\
                "evidenceReason":"the footage ends before the limit","severity":"medium",\
                "violationCode":null,"sizeClass":null,"cutByHours":"none","detail":null,\
                "cameraClock":null}
                """
        )
    }

    @Test func `an open event on an unknown clock is told in media times`() {
        let stop = Stop.sample(from: 0, to: 300, ending: nil)
        var event = Event.sample(stop, clock: .unknown)
        event.since = MediaTime(seconds: 123.5)
        event.raisedAt = MediaTime(seconds: 363.5)
        event.arrivalSeen = false
        event.onTheEdge = true
        event.severity = .high
        event.violationCode = "1039"
        event.sizeClass = .vehicle
        event.cutByHours = .start
        var indexed = IndexedEvent(event: event, timeline: .footage(FootageID(stored: "f1")))
        indexed.cameraClock = CameraClock(
            offset: .seconds(-1.25),
            uncertainty: .seconds(0.04),
            isHostKept: false
        )
        #expect(
            EventJSON(timeZone: shanghai).line(indexed) == """
                {"id":"\(event.id)","camera":"gate-2","rule":"no-stopping","kind":"dwell",\
                "zone":"north-lane","state":"open","since":"00:02:03.500",\
                "raisedAt":"00:06:03.500","endedAt":null,"dwellSeconds":300.0,\
                "arrivalSeen":false,"box":[100,200,80,40],"frame":[1920,1080],\
                "timeUncertaintySeconds":0.12,"onTheEdge":true,"review":"pending",\
                "evidenceState":"pending","evidence":[],"source":{"since":null,"ended":null},\
                "clock":"unknown","evidenceReason":null,"severity":"high",\
                "violationCode":"1039","sizeClass":"vehicle","cutByHours":"start","detail":null,\
                "cameraClock":{"offsetSeconds":-1.25,"uncertaintySeconds":0.04,\
                "hostSynchronised":false}}
                """
        )
    }

    @Test func `pictures are told by whole paths where a folder is given`() {
        let line = EventJSON(timeZone: .gmt, root: "/data").line(ended)
        #expect(line.contains("\"path\":\"/data/stills/rest.jpg\""))
        #expect(line.contains("\"framePath\":\"/data/stills/rest-frame.jpg\""))
        #expect(line.contains("\"since\":\"2026-01-01T00:02:03.500+00:00\""))
    }

    @Test(arguments: [
        (0, "0.0"), (1, "0.000001"), (40_000, "0.04"), (1_000_000, "1.0"),
        (263_500_000, "263.5"), (-1_500_000, "-1.5"), (86_400_000_001, "86400.000001"),
    ])
    func `seconds are exact to the microsecond`(microseconds: Int64, text: String) {
        var indexed = ended
        indexed.event.dwell = MediaDuration(microseconds: microseconds)
        let line = EventJSON(timeZone: .gmt).line(indexed)
        #expect(line.contains("\"dwellSeconds\":\(text),"))
    }

    @Test func `any text is valid JSON that reads back as it was`() throws {
        var indexed = ended
        indexed.event.zone = "\u{1}\t\n\r\"\\/东门 🚗 é\u{7f}\u{2028}"
        let line = EventJSON(timeZone: .gmt).line(indexed)
        #expect(!line.contains("\n"))
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["zone"] as? String == indexed.event.zone)
    }

    @Test(arguments: [
        (0.0, "00:00:00.000"), (59.9999, "00:00:59.999"), (3600.001, "01:00:00.001"),
        (360_000, "100:00:00.000"), (-0.04, "-00:00:00.040"), (-0.0004, "00:00:00.000"),
    ])
    func `a media time is told in hours, minutes and seconds`(seconds: Double, text: String) {
        #expect(MediaTime(seconds: seconds).clockText == text)
    }
}
