import CameraIndex

extension WatchChange {
    /// It in words: "2 cameras added (gate-4, gate-5), 1 removed (gate-3), 7 unchanged".
    var text: String {
        let parts = [
            Self.text(added, "added"),
            Self.text(removed, "removed"),
            Self.text(changed, "changed"),
            Self.text(refused.keys.sorted(), "not watched"),
            unchangedCount > 0 ? "\(unchangedCount) unchanged" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "no camera is watched" : parts.joined(separator: ", ")
    }

    /// More names than these would be a list that nobody reads.
    private static let mostNamed = 5

    private static func text(_ cameras: [String], _ became: String) -> String? {
        guard !cameras.isEmpty else { return nil }
        let names = cameras.map { DisplayWidth.printable($0) }.joined(separator: ", ")
        return "\(cameras.count) \(became)" + (cameras.count <= mostNamed ? " (\(names))" : "")
    }
}
