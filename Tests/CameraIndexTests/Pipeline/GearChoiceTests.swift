import CameraIndex
import SyntheticScene
import Testing

/// Which gear a scan takes by itself; keyframes come every 2 s where nothing else is said.
struct GearChoiceTests {
    /// Scans footage that lasts for `times` as long as the limit.
    private func scan(
        limit: MediaDuration,
        times: Double = 5,
        keyframeInterval: Int = 10,
        shortestStop: MediaDuration? = nil,
        gear: Gear? = nil
    ) throws -> ScanSummary {
        let recorder = try Recorder(PaintedScene.street)
        let file = try recorder.file(0, limit.seconds * times) {
            $0.keyframeInterval = keyframeInterval
        }
        let request = try recorder.request([file]) {
            $0.rules = { _ in [DwellRule(limit: limit)] }
            $0.shortestStop = shortestStop
            $0.gear = gear
        }
        return try ScanJob(planning: request).run(on: recorder.data.open())
    }

    @Test(arguments: [2, 3])
    func `long stops are surveyed`(minutes: Int64) throws {
        let summary = try scan(limit: .minutes(minutes))
        #expect(summary.gears == [.survey])
        #expect(summary.allProblems.isEmpty)
    }

    @Test func `stops of just under two minutes need the full rate, which is no problem`() throws {
        let summary = try scan(limit: .seconds(119))
        #expect(summary.gears == [.nth])
        #expect(summary.allProblems.isEmpty)
    }

    @Test func `where keyframes come often they serve for stops of a minute`() throws {
        #expect(try scan(limit: .seconds(60), keyframeInterval: 5).gears == [.keyframes])
        #expect(try scan(limit: .seconds(59), keyframeInterval: 5).gears == [.nth])
    }

    @Test func `keyframes that come rarely are not surveyed for short limits`() throws {
        // 8 s apart: 16 lie in 128 s.
        #expect(try scan(limit: .seconds(128), keyframeInterval: 40).gears == [.survey])
        #expect(try scan(limit: .seconds(127), keyframeInterval: 40).gears == [.nth])
    }

    @Test func `footage that is short beside the limit gets the full rate`() throws {
        #expect(try scan(limit: .minutes(2), times: 4.9).gears == [.nth])
    }

    @Test func `a short file that follows surveyed footage is surveyed`() throws {
        let recorder = try Recorder(PaintedScene.street)
        let files = [try recorder.file(0, 600), try recorder.file(600, 660)]
        for file in files {
            let request = try recorder.request([file]) {
                $0.rules = { _ in [DwellRule(limit: .minutes(2))] }
            }
            let summary = try ScanJob(planning: request).run(on: recorder.data.open())
            #expect(summary.gears == [.survey])
        }
    }

    @Test func `who wants to know short stops gets the full rate`() throws {
        let summary = try scan(limit: .minutes(2), shortestStop: .seconds(20))
        #expect(summary.gears == [.nth])
        #expect(summary.cameras.first?.floor == .seconds(20))
    }

    @Test func `a gear that was asked for is taken`() throws {
        #expect(try scan(limit: .minutes(2), gear: .all).gears == [.all])
        #expect(try scan(limit: .minutes(1), gear: .survey).gears == [.survey])
    }

    @Test func `what is known at the full rate is not watched again by a survey`() throws {
        let recorder = try Recorder(PaintedScene.street)
        let file = try recorder.file(0, 600)
        for limit in [MediaDuration.seconds(10), .minutes(2)] {
            let request = try recorder.request([file]) {
                $0.rules = { _ in [DwellRule(limit: limit)] }
            }
            let summary = try ScanJob(planning: request).run(on: recorder.data.open())
            #expect(summary.gears == (limit == .seconds(10) ? [.nth] : []))
        }
    }
}
