import Crypto
public import Foundation

/// Keeps stills as files below the data folder.
///
/// `stills/<camera>/<day or "unknown">/<event>-<moment>.jpg`, and beside each the untouched frame
/// as `…-frame.jpg`; `…-small.jpg` where it is of the smaller of a camera's streams. A still
/// whose record is returned is on the disk.
public struct StillStore: Sendable {
    /// The data folder.
    public let dataFolder: String
    /// The zone in which a day begins and ends.
    public let timeZone: TimeZone

    /// Names a data folder; nothing is made until the first still is kept.
    public init(dataFolder: String, timeZone: TimeZone) {
        self.dataFolder = dataFolder
        self.timeZone = timeZone
    }

    /// Keeps the two pictures of a moment, in place of what an earlier scan may have kept.
    ///
    /// - Parameters:
    ///   - captioned: JPEG file of the picture with its caption.
    ///   - frame: JPEG file of the untouched frame.
    ///   - event: What they are evidence for.
    ///   - moment: Which moment of the event they show.
    ///   - time: When the frame was taken, on the camera's timeline.
    ///   - isSmall: Whether it is of the smaller of the camera's streams, in want of the large one.
    /// - Returns: The record of both files with their hashes.
    /// - Throws: `EvidenceError.cannotWrite` when the system refuses; the captioned picture may
    ///   then be kept without the frame, which does no harm, as no record names it.
    public func keep(
        captioned: [UInt8],
        frame: [UInt8],
        of event: Event,
        moment: Still.Moment,
        at time: MediaTime,
        isSmall: Bool = false
    ) throws(EvidenceError) -> Still {
        let folder = "stills/\(folder(of: event))"
        let name = "\(folder)/\(event.id)-\(moment.rawValue)" + (isSmall ? Still.smallMark : "")
        try DurableFile.makeFolder("\(dataFolder)/\(folder)")
        try DurableFile(path: "\(dataFolder)/\(name)-frame.jpg").write(frame)
        try DurableFile(path: "\(dataFolder)/\(name).jpg").write(captioned)
        return Still(
            moment: moment,
            at: time,
            path: "\(name).jpg",
            sha256: Self.hash(captioned),
            framePath: "\(name)-frame.jpg",
            frameSHA256: Self.hash(frame)
        )
    }

    /// Deletes evidence that no event names any more; a file that is gone already does no harm.
    public func remove(_ path: String) {
        do {
            try FileManager.default.removeItem(atPath: "\(dataFolder)/\(path)")
        } catch {
            // Nothing names it: that it stays costs room, nothing else.
        }
    }

    /// The folder of an event's evidence: camera and day.
    func folder(of event: Event) -> String {
        "\(CameraFolder(camera: event.camera))/\(day(of: event))"
    }

    /// The day on which the object came to rest, so that the stills of an event lie together.
    private func day(of event: Event) -> String {
        guard let moment = event.clock.utc(at: event.since) else { return "unknown" }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let date = Date(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000)
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        let digits = [(parts.year, 4), (parts.month, 2), (parts.day, 2)].map { value, count in
            let text = String(value ?? 0)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return digits.joined(separator: "-")
    }

    private static func hash(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: Data(bytes)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
