import Foundation

/// Pictures of a live camera of which stills may have to be made, mostly keyframes: those of the
/// last moments in memory, and those that may become evidence on the disk.
///
/// A vehicle is known to stand only when it has stood for a while, so that its first picture must
/// have been kept until then. `waiting/<camera>/<microseconds>` below the data folder is a
/// picture of that moment of the camera's timeline, and survives the program; with `-small` behind
/// it, it is of the smaller stream, as there was none of the large one.
struct KeptPictures {
    /// A picture on the disk.
    struct Held: Hashable {
        let at: MediaTime
        let isSmall: Bool

        init(at: MediaTime, isSmall: Bool) {
            self.at = at
            self.isSmall = isSmall
        }

        /// The one that a file of this name holds; nil where it holds none.
        fileprivate init?(name: String) {
            isSmall = name.hasSuffix(Still.smallMark)
            let digits = isSmall ? String(name.dropLast(Still.smallMark.count)) : name
            guard let number = Int64(digits) else { return nil }
            at = MediaTime(microseconds: number)
        }

        fileprivate var name: String { "\(at.microseconds)" + (isSmall ? Still.smallMark : "") }
    }

    private let folder: String
    /// How far back pictures are kept in memory.
    var lookback = MediaDuration.zero
    private var recent: RecentPictures
    /// Those of the smaller stream, where there are two.
    private var recentSmall: RecentPictures
    /// The pictures on the disk, by their moments.
    private(set) var held: [Held] = []

    /// Takes up what an earlier run left.
    ///
    /// - Parameters:
    ///   - dataFolder: the data folder.
    ///   - camera: whose pictures they are.
    ///   - patience: how much later than a moment a picture may have been taken that shows it.
    init(dataFolder: String, camera: String, patience: MediaDuration) {
        folder = "\(dataFolder)/waiting/\(CameraFolder(camera: camera))"
        recent = RecentPictures(patience: patience)
        recentSmall = recent
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            held = names.compactMap { Held(name: $0) }.sorted { $0.at < $1.at }
        } catch {
            // Nothing was left: the folder is made with the first picture.
        }
    }

    /// The file of a picture on the disk.
    func path(of picture: Held) -> String { "\(folder)/\(picture.name)" }

    /// Keeps a picture in memory for a while; it lies behind those of its stream before it.
    ///
    /// - Parameters:
    ///   - picture: the picture.
    ///   - isSmall: whether there is a larger stream, whose pictures are better evidence.
    mutating func note(_ picture: WaitingPicture, isSmall: Bool) {
        if isSmall {
            recentSmall.note(picture, lookback: lookback)
        } else {
            recent.note(picture, lookback: lookback)
        }
    }

    /// Sees to it that a picture of each of `moments` is on the disk, as far as there is one.
    ///
    /// - Parameters:
    ///   - moments: what is to be shown.
    ///   - now: the newest moment of which all pictures have come; one of the smaller stream stands
    ///     in for a picture that has not.
    /// - Throws: `EvidenceError` or `MediaError` when the disk does not take it.
    mutating func hold(_ moments: [MediaTime], at now: MediaTime) throws {
        for moment in moments where picture(of: moment) == nil {
            if let next = recent.first(of: moment) {
                try write(next, isSmall: false)
            } else if now - moment > delay,
                let next = recentSmall.first(of: moment)
            {
                try write(next, isSmall: true)
            }
        }
    }

    /// Lets go of all on the disk that shows none of `moments`.
    mutating func release(besides moments: [MediaTime]) {
        let needed = Set(moments.compactMap { picture(of: $0) })
        for picture in held where !needed.contains(picture) {
            do {
                try FileManager.default.removeItem(atPath: path(of: picture))
            } catch {
                // It costs room until the program starts again, nothing else.
            }
        }
        held.removeAll { !needed.contains($0) }
    }

    /// How much later than a moment its picture may have been taken where no better one is there.
    private var delay: MediaDuration { recent.delay }

    /// The picture on the disk that shows a moment: the first at it or soon after it.
    private func picture(of moment: MediaTime) -> Held? {
        held.first { $0.at >= moment }.flatMap { $0.at - moment <= delay ? $0 : nil }
    }

    private mutating func write(_ shown: WaitingPicture, isSmall: Bool) throws {
        let picture = Held(at: shown.at, isSmall: isSmall)
        let file = DurableFile(path: path(of: picture))
        try DurableFile.makeFolder(folder)
        switch shown.content {
        case .coded(let packet, let pictures):
            let temporary = file.temporaryPath
            try KeyframeFile.write(packet, of: pictures, to: temporary)
            try file.settle(temporary)
        case .jpeg(let bytes): try file.write(bytes)
        }
        held.insert(picture, at: held.firstIndex { $0.at > picture.at } ?? held.count)
    }
}
