import CameraIndex
import Foundation
import Testing

/// A folder with a truth file; removed with the last reference.
private final class TruthFolder {
    let folder = FileManager.default.temporaryDirectory.appending(path: "camindexd-\(UUID())")
    var path: String { folder.appending(path: "street.json").path }

    init(_ text: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: "street.json"))
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            // A folder left in the temporary directory is no failed test.
        }
    }
}

struct ClipTruthTests {
    @Test func `the project's own truth is read with all its keys`() throws {
        let file = try TruthFolder(
            """
            {"clip": "clips/street.mp4", "width": 641, "height": 361, "fps": 6, "dwell_s": 30,
             "duration_s": 600.5, "suite": "stops", "kind": "rain", "tolerance_s": 0.5,
             "zone": [[0, 180], [640, 180], [640, 360]], "ignore": [[5, 6.5]],
             "violations": [1], "stops": [
              {"t_start": 40, "t_end": 69, "box": [1, 2, 30, 40], "expected": "no",
               "arrival_seen": true, "end_seen": true, "what": "van", "dwell_s": 29},
              {"t_start": 100, "t_end": 131, "box": [5, 6, 7, 8]},
              {"t_start": 200, "t_end": null, "box": null, "expected": "no", "end_seen": false}]}
            """
        )
        let truth = try ClipTruth(contentsOf: file.path)
        #expect(truth.name == "street")
        #expect(truth.path == file.folder.appending(path: "clips/street.mp4").path)
        #expect(truth.suite == .stops)
        #expect(truth.kind == "rain")
        #expect(truth.limit == .seconds(30))
        #expect(truth.duration == .seconds(600.5))
        #expect(truth.tolerance == .seconds(0.5))
        #expect(truth.isComplete)
        #expect(truth.zone.outline.points[0] == Point(x: 0, y: 0.5))
        #expect(truth.zone.outline.points[2] == Point(x: 1, y: 1))
        #expect(
            truth.ignored == [MediaRange(MediaTime(seconds: 5), MediaTime(seconds: 6.5))]
        )
        let stops = truth.stops
        #expect(stops.map(\.since.seconds) == [40, 100, 200])
        #expect(stops.map(\.end?.seconds) == [69, 131, nil])
        #expect(stops[0].box == Box(x: 1, y: 2, width: 30, height: 40))
        #expect(stops[2].box == nil)
        // Too short for its own limit: its length tells, whatever limit is asked for.
        #expect(stops.map(\.expectation) == [.yes, .yes, .no])
        #expect(stops.map(\.isInZone) == [nil, true, false])
        #expect(stops.map(\.what) == ["van", nil, nil])
        #expect(stops.map(\.endSeen) == [true, true, false])
    }

    @Test func `what stood there from the first frame is asked for only where the truth says so`()
        throws
    {
        let file = try TruthFolder(
            """
            {"clip": "street.mp4", "duration_s": 600, "dwell_s": 30, "stops": [
              {"t_start": 0, "t_end": 100, "box": [1, 2, 3, 4]},
              {"t_start": 0, "t_end": 100, "box": [1, 2, 3, 4], "expected": "yes"}]}
            """
        )
        let stops = try ClipTruth(contentsOf: file.path).stops
        #expect(stops.map(\.expectation) == [.either, .yes])
        #expect(stops.map(\.arrivalSeen) == [false, false])
    }

    @Test func `a truth that was read off by eye asks for stops that were seen to come`() throws {
        let file = try TruthFolder(
            """
            {"clip": "yard.avi", "method": "sheets", "events": [
              {"kind": "vehicle-pass", "t_start": 8, "t_end": 9, "box": null},
              {"kind": "stopped-object", "t_start": 0, "t_end": 75.5, "box": [390, 38, 144, 106]},
              {"kind": "stopped-object", "t_start": 78, "t_end": 104, "box": [354, 23, 132, 88]},
              {"kind": "abandoned-object", "t_start": 80, "t_end": null, "box": [1, 2, 3, 4]}]}
            """
        )
        let truth = try ClipTruth(contentsOf: file.path)
        #expect(truth.limit == nil)
        #expect(truth.zone == .wholeFrame)
        #expect(!truth.isComplete)
        #expect(truth.tolerance == .seconds(1))
        #expect(truth.stops.map(\.expectation) == [.either, .yes, .either])
        #expect(truth.stops.map(\.arrivalSeen) == [false, true, true])
        #expect(throws: EvaluationError.noLimit(clip: "yard")) { try EvaluationJob([truth]) }
    }

    @Test func `a clip in which nothing stops counts for false alarms`() throws {
        let file = try TruthFolder(
            #"{"clip": "road.mp4", "events": [], "nothing_stops": true, "method": "sheets"}"#
        )
        let truth = try ClipTruth(contentsOf: file.path)
        #expect(truth.isComplete)
        #expect(truth.suite == .nuisance)
        #expect(truth.stops.isEmpty)
    }

    @Test(arguments: [
        ("{", "it is not JSON"),
        ("{}", "it has no \"clip\" at its top"),
        (
            #"{"clip": "a.mp4", "stops": [{"t_end": 4}]}"#,
            "it has no \"t_start\" at its top.stops[0]"
        ),
        (
            #"{"clip": "a.mp4", "stops": [{"t_start": "4"}]}"#,
            "what stands at its top.stops[0].t_start is of another kind"
        ),
        (
            #"{"clip": "a.mp4", "stops": [{"t_start": 4, "expected": "maybe"}]}"#,
            "what stands at its top.stops[0].expected is not understood"
        ),
        (
            #"{"clip": "a.mp4", "stops": [{"t_start": 4, "t_end": 3}]}"#,
            "a stop ends at 3.0 s, before it begins at 4.0 s"
        ),
        (
            #"{"clip": "a.mp4", "stops": [{"t_start": 4, "box": [1, 2, 3]}]}"#,
            "a \"box\" is not [x, y, width, height] in pixels"
        ),
        (
            #"{"clip": "a.mp4", "zone": [[0, 0], [9, 0], [9, 9]]}"#,
            "\"zone\" is in pixels; add \"width\" and \"height\" of the picture"
        ),
        (
            #"{"clip": "a.mp4", "ignore": [[3]]}"#,
            "a stretch of \"ignore\" is not [from, to] in seconds"
        ),
    ])
    func `what is wrong in a truth file is told with its place`(text: String, reason: String) throws
    {
        let file = try TruthFolder(text)
        #expect(throws: EvaluationError.notATruth(path: file.path, reason: reason)) {
            try ClipTruth(contentsOf: file.path)
        }
    }

    @Test func `messages say what to do`() {
        #expect(
            EvaluationError.notATruth(path: "a.json", reason: "it is not JSON").description
                == "a.json is no truth file: it is not JSON. Its form is told in "
                + "design/evaluation.md."
        )
        #expect(
            EvaluationError.noLimit(clip: "yard").description
                == "the truth of yard names no limit; give one with --dwell, such as --dwell 10s."
        )
        #expect(throws: EvaluationError.self) { try ClipTruth(contentsOf: "/nowhere/a.json") }
    }
}
