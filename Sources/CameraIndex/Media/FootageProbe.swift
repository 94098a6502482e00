import Foundation

/// What can be told of a file without decoding it.
public struct FootageProbe: Hashable, Sendable {
    /// What the file holds, as its container and codec tell.
    public let format: FootageFormat
    /// Size of the file in bytes.
    public let sizeBytes: Int64
    /// How its keyframes lie.
    public let keyframes: KeyframeStatistics
    /// Whether all of it was read for that, not only its first five minutes.
    public let isWhole: Bool
    /// Why it could not be read further, such as that it breaks off; nil where nothing was wrong.
    public let trouble: MediaError?

    /// Long enough for the usual keyframe distances to show, and read in well under a second.
    private static let longest = MediaDuration.minutes(5)

    /// Reads the head of a file and up to five minutes of its packets.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened, or a stop was asked for.
    public init(path: String, interrupt: Interrupt = Interrupt()) throws(MediaError) {
        var demuxer = try Demuxer(path: path, interrupt: interrupt)
        var keyframes: [(time: MediaTime, bytes: Int)] = []
        var (packetCount, byteCount, isWhole) = (0, 0, false)
        var trouble: MediaError?
        do throws(MediaError) {
            while true {
                guard let packet = try demuxer.next() else {
                    isWhole = true
                    break
                }
                let time = demuxer.time(of: packet.timestamp) ?? demuxer.reached ?? .zero
                if time > .zero + Self.longest { break }
                packetCount += 1
                byteCount += packet.byteCount
                if packet.isKeyframe { keyframes.append((time, packet.byteCount)) }
            }
        } catch {
            if error.cause == .interrupted { throw error }
            trouble = error
        }
        format = demuxer.format
        sizeBytes = try FootageFile(path: path).sizeBytes()
        self.isWhole = isWhole
        self.trouble = trouble
        self.keyframes = KeyframeStatistics(
            keyframes: keyframes,
            packetCount: packetCount,
            byteCount: byteCount,
            end: demuxer.reached
        )
    }
}
