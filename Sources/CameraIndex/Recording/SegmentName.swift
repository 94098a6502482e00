/// The names of recorded files: `<camera>/<day>/<camera>_<day>T<time>Z.mp4`, in UTC to the
/// millisecond.
///
/// The name tells where the file lies on the camera's timeline when the index is lost, and the
/// template `{camera}_{yyyy}{MM}{dd}T{HH}{mm}{ss}.{SSS}Z` reads it.
struct SegmentName {
    /// What reads the names.
    static let template = "{camera}_{yyyy}{MM}{dd}T{HH}{mm}{ss}.{SSS}Z"

    /// The folder of a camera, below that of the recordings.
    static func folder(of camera: String) -> String { CameraFolder(camera: camera).description }

    /// The file of what begins at a moment, below the folder of the recordings.
    static func path(of camera: String, at moment: MediaTime, ending: String) -> String {
        let folder = folder(of: camera)
        let time = CivilTime(greenwich: moment.microseconds)
        let date = time.dateText.filter { $0 != "-" }
        let clock = time.clockText.filter { $0 != ":" }
        let fraction = (time.microsecond / 1_000).padded(to: 3)
        return "\(folder)/\(time.dateText)/\(folder)_\(date)T\(clock).\(fraction)Z.\(ending)"
    }

    /// When the file of a camera begins by its name; nil where it is none of ours.
    static func moment(of name: String, camera: String) -> MediaTime? {
        let head = "\(folder(of: camera))_"
        guard name.hasPrefix(head), let dot = name.lastIndex(of: ".") else { return nil }
        let text = name[..<dot].dropFirst(head.count)
        let digits = text.utf8.filter { 48...57 ~= $0 }.map { Int($0) - 48 }
        guard digits.count == 17,
            text.map({ $0.isNumber ? "0" : String($0) }).joined() == "00000000T000000.000Z"
        else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let time = CivilTime(
            year: number(0..<4),
            month: number(4..<6),
            day: number(6..<8),
            hour: number(8..<10),
            minute: number(10..<12),
            second: number(12..<14),
            microsecond: number(14..<17) * 1_000
        )
        return time.map { MediaTime(microseconds: $0.greenwich) }
    }
}
