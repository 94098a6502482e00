import Foundation

/// Keyframes of a live camera of which stills may have to be made: those of the last moments in
/// memory, and those that may become evidence on the disk.
///
/// A vehicle is known to stand only when it has stood for a while, so that its first picture must
/// have been kept until then. `waiting/<camera>/<microseconds>` below the data folder is a
/// keyframe of that moment of the camera's timeline, and survives the program.
struct KeptPictures {
    /// A keyframe in memory.
    private struct Recent {
        let packet: SharedPacket
        let pictures: PictureStream
        let at: MediaTime
    }

    private let folder: String
    /// How far back keyframes are kept in memory.
    var lookback: MediaDuration
    /// How much later than a moment a picture may have been taken that shows it.
    private let patience: MediaDuration
    private var recent: [Recent] = []
    /// The moments of the keyframes on the disk, ascending.
    private(set) var held: [MediaTime] = []

    /// Takes up what an earlier run left.
    ///
    /// - Parameters:
    ///   - dataFolder: the data folder.
    ///   - camera: whose pictures they are.
    ///   - lookback: how far back keyframes are kept in memory.
    ///   - patience: how much later than a moment a picture may have been taken that shows it.
    init(
        dataFolder: String,
        camera: String,
        lookback: MediaDuration,
        patience: MediaDuration
    ) {
        folder = "\(dataFolder)/waiting/\(CameraFolder(camera: camera))"
        self.lookback = lookback
        self.patience = patience
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            held = names.compactMap { Int64($0) }.map(MediaTime.init(microseconds:)).sorted()
        } catch {
            // Nothing was left: the folder is made with the first picture.
        }
    }

    /// The file of a keyframe on the disk.
    func path(of moment: MediaTime) -> String { "\(folder)/\(moment.microseconds)" }

    /// Keeps a keyframe in memory for a while; `time` lies after those before it.
    mutating func note(_ packet: SharedPacket, of pictures: PictureStream, at time: MediaTime) {
        recent.removeAll { $0.at < time - lookback }
        // Not each is needed: any that comes soon enough after a moment shows it.
        if recent.count >= 2, time - recent[recent.count - 2].at <= patience {
            recent.removeLast()
        }
        recent.append(Recent(packet: packet, pictures: pictures, at: time))
    }

    /// Sees to it that a picture of each of `moments` is on the disk, as far as there is one.
    ///
    /// - Throws: `EvidenceError` or `MediaError` when the disk does not take it.
    mutating func hold(_ moments: [MediaTime]) throws {
        for moment in moments where picture(of: moment) == nil {
            guard let next = recent.first(where: { $0.at >= moment }),
                next.at - moment <= patience * 2
            else { continue }
            try write(next)
        }
    }

    /// Lets go of all on the disk that shows none of `moments`.
    mutating func release(besides moments: [MediaTime]) {
        let needed = Set(moments.compactMap { picture(of: $0) })
        for moment in held where !needed.contains(moment) {
            do {
                try FileManager.default.removeItem(atPath: path(of: moment))
            } catch {
                // It costs room until the program starts again, nothing else.
            }
        }
        held.removeAll { !needed.contains($0) }
    }

    /// The picture on the disk that shows a moment: the first at it or soon after it.
    private func picture(of moment: MediaTime) -> MediaTime? {
        held.first { $0 >= moment }.flatMap { $0 - moment <= patience * 2 ? $0 : nil }
    }

    private mutating func write(_ keyframe: Recent) throws {
        let file = DurableFile(path: path(of: keyframe.at))
        try DurableFile.makeFolder(folder)
        let temporary = file.temporaryPath
        try KeyframeFile.write(keyframe.packet, of: keyframe.pictures, to: temporary)
        try file.settle(temporary)
        held.insert(keyframe.at, at: held.firstIndex { $0 > keyframe.at } ?? held.count)
    }
}
