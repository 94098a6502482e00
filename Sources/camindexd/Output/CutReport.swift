import CameraIndex
import Foundation

/// What was cut out of a recording, as text.
struct CutReport {
    private let cut: RecordingCutter.Cut
    private let asked: MediaRange
    private let path: String
    private let moment: MomentText

    /// Tells of a file that was written to `path` for the stretch `asked`.
    init(_ cut: RecordingCutter.Cut, of asked: MediaRange, path: String, zone: TimeZone) {
        self.cut = cut
        self.asked = asked
        self.path = path
        moment = MomentText(timeline: .utc, zone: zone)
    }

    /// The text.
    var text: String {
        let frame = cut.format.frame
        var text =
            "\(DisplayWidth.printable(path)): \(cut.range.duration.shortText) from "
            + "\(moment.exact(cut.range.start)) to \(moment.exact(cut.range.end)), "
            + "\(cut.format.codec) \(frame.width) × \(frame.height)\n"
        if cut.container != .mp4 {
            text += "its container is \(cut.container.rawValue): MP4 does not carry the codec\n"
        }
        if !cut.missing.isEmpty {
            let stretches = cut.missing.map { moment.stretch($0, of: asked) }
            text += "not recorded: \(stretches.joined(separator: ", "))\n"
        }
        return text
    }
}
