/// Knows footage by its content: where it lies and what it is called do not matter.
public enum FootageFingerprint {
    /// Packets that make the name: more than half a second of pictures, which no two recordings
    /// share, and still quickly read.
    private static let packets = 16

    /// The name of the footage in a file.
    ///
    /// It is made of the codec, the size of the coded frame and the first 16 packets of the video
    /// stream. So it stays when the file is moved, renamed or given another header (title, index
    /// before or behind the pictures), when sound is added, and when the recording grows beyond its
    /// first 16 pictures. It stays between MP4, MOV and MKV, which keep H.264 and HEVC packets
    /// alike; MPEG-TS, MPEG-PS, AVI and raw streams frame them in another way and give another
    /// name. Footage that is encoded again always has another name.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Returns: the name, made of the content alone.
    /// - Throws: `MediaError` when the file cannot be opened or read.
    public static func id(
        of path: String,
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) -> FootageID {
        var demuxer = try Demuxer(path: path, interrupt: interrupt)
        return try id(reading: &demuxer)
    }

    /// The name of the footage that `demuxer` reads from its beginning.
    ///
    /// - Throws: `MediaError` when it cannot be read.
    static func id(reading demuxer: inout Demuxer) throws(MediaError) -> FootageID {
        let format = demuxer.format
        var digest = ContentHash()
        digest.add("\(format.codec) \(format.frame.width)x\(format.frame.height)")
        var count = 0
        do throws(MediaError) {
            while count < packets, let packet = try demuxer.next() {
                digest.add(packet)
                count += 1
            }
        } catch  where error.cause == .truncated && count > 0 {
            // What is there of a file that is cut off has a name as well.
        }
        return FootageID(stored: digest.hexadecimal)
    }

    /// The last keyframe that is shown at `time` or before, or nil where there is none.
    ///
    /// A file that grew still has it, at the same time and with the same digest.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - time: a moment in the file, as its own timestamps say.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Returns: its time and digest.
    /// - Throws: `MediaError` when the file cannot be opened or searched.
    public static func keyframe(
        of path: String,
        atOrBefore time: MediaTime,
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) -> KeyframeDigest? {
        var demuxer = try Demuxer(path: path, interrupt: interrupt)
        try demuxer.seek(toKeyframeAtOrBefore: time)
        var found: KeyframeDigest?
        do throws(MediaError) {
            while let packet = try demuxer.next() {
                guard let at = demuxer.time(of: packet.timestamp) else { continue }
                // Packets come in the order of decoding: a later time may stand before it.
                if at > time + .seconds(2) { break }
                guard packet.isKeyframe else { continue }
                if at > time { break }
                var digest = ContentHash()
                digest.add(packet)
                found = KeyframeDigest(at: at, sha256: digest.hexadecimal)
            }
        } catch  where error.cause == .truncated || error.cause == .readFailed {
            // What lies behind the keyframe does not matter.
        }
        return found
    }
}
