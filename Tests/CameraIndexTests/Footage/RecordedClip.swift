import CameraIndex
import Foundation

/// A clip of real footage with its truth, where such footage lies beside the checkout.
///
/// People can be recognised in real footage, so none of it is part of the project: it is looked for
/// in `$CAMINDEXD_FOOTAGE`, else in `shared/footage` beside the checkout.
struct RecordedClip {
    /// A stop of the truth.
    struct TrueStop {
        var since: Double
        var end: Double?
    }

    let path: String
    private let truth: [String: Any]

    /// The folder of footage, or nil where there is none.
    static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["CAMINDEXD_FOOTAGE"]
        let beside = URL(filePath: #filePath).appending(path: "../../../../../shared/footage")
        let path = named ?? beside.standardizedFileURL.path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// Whether there is footage; told aloud where there is none.
    static let isThere: Bool = {
        if folder == nil {
            print("SKIPPED: no footage beside the checkout: accuracy on real clips is not tested")
        }
        return folder != nil
    }()

    /// Opens the clip of that name, such as `made/street.mp4`, and the truth beside it.
    init(_ name: String) throws {
        path = "\(Self.folder ?? "")/\(name)"
        let file = URL(filePath: path).deletingPathExtension().appendingPathExtension("json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        truth = json as? [String: Any] ?? [:]
    }

    /// The stops that reach the limit, where the truth names them.
    var violations: [TrueStop] {
        let stops = truth["stops"] as? [[String: Any]] ?? []
        let indices = truth["violations"] as? [Int] ?? []
        return indices.map { index in
            TrueStop(
                since: stops[index]["t_start"] as? Double ?? 0,
                end: stops[index]["t_end"] as? Double
            )
        }
    }

    /// The zone of the rule: pixels in the truth, shares of the picture here.
    func zone() throws -> Zone {
        let width = truth["width"] as? Double ?? 1
        let height = truth["height"] as? Double ?? 1
        let corners = truth["zone"] as? [[Double]] ?? []
        let points = corners.map { Point(x: $0[0] / width, y: $0[1] / height) }
        return Zone(name: "zone", outline: try Polygon(points: points))
    }

    /// The events of a scan by one rule, in a data folder of its own.
    func events(limit: MediaDuration, zone: Zone = .wholeFrame) throws -> [Event] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "camindexd-\(UUID())")
        defer {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                // A folder left in the temporary directory is no failed test.
            }
        }
        let index = try EventIndex.open(
            DataDirectory(creatingAt: folder.path),
            access: .writing
        )
        let rule = DwellRule(zone: zone, limit: limit)
        var request = ScanRequest(paths: [path], rules: { _ in [rule] })
        request.gear = .all
        let summary = try ScanJob(planning: request).run(on: index)
        return summary.cameras.flatMap(\.events).map(\.event)
    }
}
