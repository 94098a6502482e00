import Foundation

extension ClipTruth {
    /// Reads the truth file at `path`; the clip lies beside it.
    ///
    /// Two forms are read, told apart by their keys: the project's own and that of footage whose
    /// truth was read off by eye (design/evaluation.md, "Truth files").
    /// - Throws: `EvaluationError.unreadableTruth` or `.notATruth`.
    public init(contentsOf path: String) throws(EvaluationError) {
        let file = URL(fileURLWithPath: path)
        let document: TruthDocument
        do {
            let bytes = try Data(contentsOf: file)
            document = try JSONDecoder().decode(TruthDocument.self, from: bytes)
        } catch let error as DecodingError {
            throw .notATruth(path: path, reason: error.placeText)
        } catch {
            let error = error as NSError
            throw .unreadableTruth(
                path: path,
                reason: error.localizedFailureReason ?? error.localizedDescription
            )
        }
        do {
            self = try document.truth(beside: file)
        } catch let error {
            throw .notATruth(path: path, reason: error.reason)
        }
    }
}

/// A truth file as it is written, of either form.
private struct TruthDocument: Decodable {
    /// Why a document says no truth.
    struct Flaw: Error {
        var reason: String
    }

    struct Item: Decodable {
        var kind: String?
        var t_start: Double
        var t_end: Double?
        var box: [Double]?
        var arrival_seen: Bool?
        var end_seen: Bool?
        var expected: TruthStop.Expectation?
        var what: String?
    }

    var clip: String
    var width: Int?
    var height: Int?
    var duration_s: Double?
    var zone: [[Double]]?
    var dwell_s: Double?
    var stops: [Item]?
    var violations: [Int]?
    var events: [Item]?
    var nothing_stops: Bool?
    var suite: Suite?
    var kind: String?
    var ignore: [[Double]]?
    var tolerance_s: Double?

    typealias Suite = ClipTruth.Suite

    func truth(beside file: URL) throws(Flaw) -> ClipTruth {
        let folder = file.deletingLastPathComponent()
        let video = URL(fileURLWithPath: clip, relativeTo: folder)
        var truth = ClipTruth(
            name: video.deletingPathExtension().lastPathComponent,
            path: video.path,
            suite: suite ?? (nothing_stops == true ? .nuisance : .stops),
            kind: kind ?? (events == nil ? "" : "recorded"),
            limit: dwell_s.map { .seconds($0) },
            isComplete: events == nil || nothing_stops == true,
            tolerance: .seconds(tolerance_s ?? (events == nil ? 0 : 1)),
            duration: duration_s.map { .seconds($0) }
        )
        truth.zone = try readZone()
        truth.ignored = try readIgnored()
        if let events {
            truth.stops = try readRecorded(events)
        } else {
            truth.stops = try readStops()
        }
        return truth
    }

    private func readZone() throws(Flaw) -> Zone {
        guard let zone else { return .wholeFrame }
        guard let width, let height, width > 1, height > 1 else {
            throw Flaw(reason: "\"zone\" is in pixels; add \"width\" and \"height\" of the picture")
        }
        var points: [Point] = []
        for corner in zone {
            guard corner.count == 2 else {
                throw Flaw(reason: "a corner of \"zone\" is not [x, y]")
            }
            // The last column and row are the picture's edge.
            points.append(
                Point(
                    x: min(1, max(0, corner[0] / Double(width - 1))),
                    y: min(1, max(0, corner[1] / Double(height - 1)))
                )
            )
        }
        do throws(PolygonError) {
            return Zone(name: "zone", outline: try Polygon(points: points))
        } catch {
            throw Flaw(reason: "\"zone\": \(error)")
        }
    }

    private func readIgnored() throws(Flaw) -> [MediaRange] {
        var ranges: [MediaRange] = []
        for pair in ignore ?? [] {
            guard pair.count == 2, pair[0] <= pair[1] else {
                throw Flaw(reason: "a stretch of \"ignore\" is not [from, to] in seconds")
            }
            ranges.append(MediaRange(MediaTime(seconds: pair[0]), MediaTime(seconds: pair[1])))
        }
        return ranges
    }

    private func readStops() throws(Flaw) -> [TruthStop] {
        var stops: [TruthStop] = []
        for (index, item) in (self.stops ?? []).enumerated() {
            var stop = try read(item)
            let arrives = item.arrival_seen ?? (item.t_start > 0)
            stop.expectation = item.expected ?? (arrives ? .yes : .either)
            let dwell = (item.t_end ?? duration_s).map { $0 - item.t_start }
            if let dwell_s, let dwell, dwell >= dwell_s {
                stop.isInZone = violations.map { $0.contains(index) }
            } else if stop.expectation == .no {
                // Too short for its own limit: its length says how it is judged.
                stop.expectation = .yes
            }
            stops.append(stop)
        }
        return stops.sorted { $0.since < $1.since }
    }

    /// Stops that were read off by eye: only one whose coming was seen can be asked for.
    private func readRecorded(_ items: [Item]) throws(Flaw) -> [TruthStop] {
        var stops: [TruthStop] = []
        for item in items where Self.stillKinds.contains(item.kind ?? "") {
            var stop = try read(item)
            let isWanted = item.kind == "stopped-object" && item.t_start > 3
            stop.arrivalSeen = item.arrival_seen ?? (item.t_start > 3)
            stop.expectation = item.expected ?? (isWanted ? .yes : .either)
            stops.append(stop)
        }
        return stops.sorted { $0.since < $1.since }
    }

    /// What stands for a while, wanted or not.
    private static let stillKinds: Set<String> = [
        "stopped-object", "abandoned-object", "owner-stands", "person-partly-visible",
        "partial-occlusion",
    ]

    private func read(_ item: Item) throws(Flaw) -> TruthStop {
        if let end = item.t_end, end < item.t_start {
            throw Flaw(reason: "a stop ends at \(end) s, before it begins at \(item.t_start) s")
        }
        return TruthStop(
            since: MediaTime(seconds: item.t_start),
            end: item.t_end.map { MediaTime(seconds: $0) },
            box: try readBox(item.box),
            arrivalSeen: item.arrival_seen,
            endSeen: item.end_seen,
            what: item.what ?? item.kind
        )
    }

    private func readBox(_ numbers: [Double]?) throws(Flaw) -> Box? {
        guard let numbers else { return nil }
        guard numbers.count == 4, numbers.allSatisfy({ abs($0) < 1e6 }),
            numbers[2] >= 1, numbers[3] >= 1
        else { throw Flaw(reason: "a \"box\" is not [x, y, width, height] in pixels") }
        let whole = numbers.map { Int($0.rounded()) }
        return Box(x: whole[0], y: whole[1], width: whole[2], height: whole[3])
    }
}

extension DecodingError {
    /// What is wrong and at which key.
    fileprivate var placeText: String {
        func place(_ context: Context) -> String {
            context.codingPath.map { key in
                key.intValue.map { "[\($0)]" } ?? "." + key.stringValue
            }
            .joined()
        }
        switch self {
        case .keyNotFound(let key, let context):
            return "it has no \"\(key.stringValue)\" at its top\(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "what stands at its top\(place(context)) is of another kind"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "it is not JSON" : "what stands at its top\(place(context)) is not understood"
        @unknown default:
            return "it is not understood"
        }
    }
}
