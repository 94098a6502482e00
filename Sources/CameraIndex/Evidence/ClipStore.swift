public import Foundation

/// Keeps clips as files below the data folder: `clips/<camera>/<day>/<event>-clip-<number>.mp4`.
public struct ClipStore: Sendable {
    private let dataFolder: String
    private let days: StillStore

    /// Names a data folder; nothing is made until the first clip is kept.
    public init(dataFolder: String, timeZone: TimeZone) {
        self.dataFolder = dataFolder
        days = StillStore(dataFolder: dataFolder, timeZone: timeZone)
    }

    /// Keeps a clip of an event.
    ///
    /// - Parameters:
    ///   - number: Which of the event's clips it is, from 1.
    ///   - event: What it is evidence for.
    ///   - footage: The file that is cut.
    ///   - cut: Writes the clip to a path; nil where the file has nothing to show.
    /// - Returns: the record of the clip with what `cut` told of it, or nil.
    /// - Throws: `EvidenceError.cannotWrite` when the system refuses, or what `cut` throws.
    public func keep(
        _ number: Int,
        of event: Event,
        from footage: Footage,
        cut: (String) throws(MediaError) -> CutClip?
    ) throws -> (clip: Clip, cut: CutClip)? {
        let folder = "clips/\(days.folder(of: event))"
        try DurableFile.makeFolder("\(dataFolder)/\(folder)")
        let name = "\(event.id)-clip-\(number)"
        discardDrafts(of: name, in: "\(dataFolder)/\(folder)")
        let draft = DurableFile(path: "\(dataFolder)/\(folder)/\(name)").temporaryPath
        defer { discardDrafts(of: name, in: "\(dataFolder)/\(folder)") }
        guard let made = try cut(draft) else { return nil }
        let path = "\(folder)/\(name).\(made.container.fileExtension)"
        let (size, hash) = try EvidenceFile.digest(of: draft)
        try DurableFile(path: "\(dataFolder)/\(path)").settle(draft)
        let shift = footage.offset - MediaTime.zero
        let clip = Clip(
            range: MediaRange(made.range.start + shift, made.range.end + shift),
            path: path,
            sha256: hash,
            sizeBytes: size,
            footage: footage.id
        )
        return (clip, made)
    }

    /// Removes what was not finished of a clip, also by a process that was killed: a clip is large,
    /// and who makes one holds the camera's lease, so nobody else is about it.
    private func discardDrafts(of name: String, in folder: String) {
        do {
            for file in try FileManager.default.contentsOfDirectory(atPath: folder)
            where file.hasPrefix(name + ".") && file.hasSuffix(".part") {
                try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
            }
        } catch {
            // Nothing names it: that it stays costs room, nothing else.
        }
    }
}
