/// One keyframe in a file of its own, which any reader of footage opens.
enum KeyframeFile {
    /// Writes a keyframe, untouched, as the picture at media time zero.
    ///
    /// - Parameters:
    ///   - packet: the keyframe.
    ///   - pictures: the stream that it comes from.
    ///   - path: the file; what was there is gone.
    /// - Throws: `MediaError` when no container carries the codec or the file cannot be written.
    static func write(
        _ packet: SharedPacket,
        of pictures: PictureStream,
        to path: String
    ) throws(MediaError) {
        var writer = try ClipWriter(path, of: pictures, origin: 0)
        try writer.begin(creationTime: nil)
        try writer.write(try packet.copy(shownAt: 0, path: path))
        _ = try writer.finish()
    }
}
