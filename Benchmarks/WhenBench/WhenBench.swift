import CameraIndex
import Foundation

/// Lays three hour files over months of a camera's time, as an index knows them after a scan: the
/// place is empty in the first, something arrives in the second and stands in the third.
///
/// usage: when-bench FOLDER DAYS HOUR EMPTY ARRIVING STANDING: it arrives in the hour HOUR.
@main
struct WhenBench {
    /// 2026-01-01T00:00:00Z.
    private static let start = MediaTime(microseconds: 1_767_225_600_000_000)
    private static let hour = MediaDuration.minutes(60)
    private static let camera = "gate-2"

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 7, let days = Int(arguments[2]), let arrival = Int(arguments[3])
        else {
            print("usage: when-bench FOLDER DAYS HOUR EMPTY ARRIVING STANDING")
            exit(2)
        }
        let folder = URL(filePath: arguments[1])
        let links = folder.appending(path: "files")
        try FileManager.default.createDirectory(at: links, withIntermediateDirectories: true)
        let index = try EventIndex.open(
            DataDirectory(creatingAt: folder.appending(path: "index").path),
            access: .writing
        )
        let format = try FootageProbe(path: arguments[4]).format
        var batch = FactBatch(camera: camera, timeline: .utc, clock: clock)
        for number in 0..<(days * 24) {
            let source = arguments[number < arrival ? 4 : number == arrival ? 5 : 6]
            let link = links.appending(path: "gate-2_\(number).mp4")
            try FileManager.default.linkItem(at: URL(filePath: source), to: link)
            batch.footage.append(footage(number, at: link.path, as: format))
        }
        _ = try index.record(batch)
        print("\(batch.footage.count) files of an hour each")
    }

    private static var clock: MediaClock { MediaClock(source: .name, uncertainty: .seconds(1)) }

    private static func footage(
        _ number: Int,
        at path: String,
        as format: FootageFormat
    ) -> Footage {
        let begin = start + hour * Double(number)
        let range = MediaRange(begin, begin + hour)
        return Footage(
            id: FootageID(stored: "hour-\(number)"),
            camera: camera,
            path: path,
            sizeBytes: 1,
            timeline: .utc,
            range: range,
            clock: clock,
            format: Footage.Format(
                codec: format.codec,
                frame: format.frame,
                turn: format.turn,
                frameRate: format.frameRate
            ),
            offset: begin,
            watchedUntil: range.end,
            isComplete: true,
            settings: "bench"
        )
    }
}
