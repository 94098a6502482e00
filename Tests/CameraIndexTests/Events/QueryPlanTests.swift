import CameraIndex
import Testing

struct QueryPlanTests {
    @Test func `no table is read from end to end`() throws {
        let folder = try IndexFolder()
        let index = try folder.open()
        var query = EventQuery(from: utc(0), to: utc(3600))
        query.rules = ["no-stopping"]
        query.minimumDwell = .seconds(240)
        let plans = try index.plans(of: query)
        #expect(plans.count == 12)
        for plan in plans {
            for step in plan.steps {
                guard step.hasPrefix("SCAN") else { continue }
                // Lists that the question itself brings along: span classes and cameras.
                let isList =
                    step.hasPrefix("SCAN json_each") || step == "SCAN span"
                    || step == "SCAN 26 CONSTANT ROWS"
                #expect(isList, "\(plan.purpose): \(step)")
            }
        }
        withExtendedLifetime(folder) {}
    }

    @Test(arguments: [
        (
            "events of a camera that stood at the start",
            "SEARCH event USING INDEX event_standing "
                + "(timeline_id=? AND span_class=? AND since_us>? AND since_us<?)"
        ),
        (
            "events of a camera that began inside",
            "SEARCH event USING INDEX event_began (timeline_id=? AND since_us>? AND since_us<?)"
        ),
        (
            "events of all cameras that stood at the start",
            "SEARCH event USING INDEX event_standing_anywhere "
                + "(span_class=? AND since_us>? AND since_us<?)"
        ),
        (
            "events of all cameras that began inside",
            "SEARCH event USING INDEX event_began_anywhere (since_us>? AND since_us<?)"
        ),
    ])
    func `both bounds of the asked time narrow an index`(
        purpose: String,
        step: String
    ) throws {
        let folder = try IndexFolder()
        let index = try folder.open()
        var query = EventQuery(from: utc(0), to: utc(3600))
        query.rules = ["no-stopping"]
        for suffix in ["", ", behind a cursor"] {
            let plan = try #require(
                try index.plans(of: query).first { $0.purpose == purpose + suffix }
            )
            #expect(plan.steps.contains(step), "\(plan.steps)")
            let isSorted = plan.steps.contains("USE TEMP B-TREE FOR ORDER BY")
            #expect(isSorted == purpose.contains("stood"), "\(plan.steps)")
        }
        withExtendedLifetime(folder) {}
    }
}
