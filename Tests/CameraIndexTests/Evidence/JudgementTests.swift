import CameraIndex
import Foundation
import Testing

struct JudgementTests {
    @Test func `a plain rule tells its limit, grace, re-arm time and severity`() {
        #expect(
            Judgement(DwellRule(name: "a", limit: .seconds(90))).text
                == #"{"rule":{"graceSeconds":30,"kind":"dwell","limitSeconds":90,"name":"a","#
                + #""rearmSeconds":5,"severity":"medium"},"zone":{"name":"frame","#
                + #""outline":[[0,0],[1,0],[1,1],[0,1]]}}"#
        )
    }

    @Test func `hours, sizes and code are told where the rule has them`() throws {
        var rule = DwellRule(name: "a", limit: .seconds(90))
        rule.zone.sizeReference = SizeReference(
            .init(ground: Point(x: 0.5, y: 0.25), height: 0.05),
            .init(ground: Point(x: 0.5, y: 0.9), height: 0.2)
        )
        rule.classes = [.vehicle]
        rule.severity = .high
        rule.violationCode = "1039"
        rule.schedule = Schedule(
            hours: [try .init(text: "22:00-06:00", on: [.saturday, .friday])],
            holidays: [try CalendarDay(text: "2026-05-01"), try CalendarDay(text: "2026-01-01")],
            timeZone: try TimeZone(named: "Asia/Shanghai")
        )
        let text = Judgement(rule).text
        #expect(
            text.contains(
                #""schedule":{"holidays":["2026-01-01","2026-05-01"],"hours":[{"days":["fri","#
                    + #""sat"],"fromSeconds":79200,"toSeconds":21600}],"#
                    + #""timeZone":"Asia/Shanghai"},"severity":"high","#
                    + #""sizes":{"vehicle":{"height":[0.5,10],"width":[0.8,20]}},"#
                    + #""violationCode":"1039"}"#
            )
        )
        #expect(
            text.contains(
                #""sizeReference":[{"at":[0.5,0.25],"height":0.05},"#
                    + #"{"at":[0.5,0.9],"height":0.2}]"#
            )
        )
    }
}
