import CameraIndex
import Foundation

/// Watches cameras that send from memory, and tells what that costs and how closely they are
/// watched.
///
/// `fleet-bench CLIP COUNT SECONDS [FOLDER [WARM-UP]]`: CLIP is sent to COUNT cameras in real time,
/// again and again, one behind the other in phase; measured are SECONDS behind a warm-up of 30 s,
/// or as many as are asked for; cameras learn their scenes for 140 s. Something must move in CLIP,
/// or it is taken for a frozen stream. FOLDER, where the index goes, is emptied. Prints one line of
/// JSON.
@main
struct FleetBench {
    /// Watches, measures and prints.
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 3, let count = Int(arguments[2]), count > 0,
            let seconds = Double(arguments[3])
        else {
            print("usage: fleet-bench CLIP COUNT SECONDS [FOLDER [WARM-UP]]")
            return
        }
        let folder = arguments.count > 4 ? arguments[4] : NSTemporaryDirectory() + "fleet-bench"
        if FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.removeItem(atPath: folder)
        }
        let fleet = Fleet(of: count, try StreamLoop(path: arguments[1]))
        let index = try EventIndex.open(DataDirectory(creatingAt: folder), access: .writing)
        let warmUp = arguments.count > 5 ? Double(arguments[5]) ?? 30 : 30
        let report = try fleet.measure(
            on: index,
            over: .seconds(seconds),
            behind: .seconds(warmUp)
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}
