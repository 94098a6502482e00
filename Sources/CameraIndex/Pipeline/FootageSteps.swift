/// Reads a file step by step from a moment on; why it ended is told when it has ended.
struct FootageSteps: ~Copyable {
    /// Why no more steps come before the end of the file, or nil at its clean end.
    private(set) var failure: MediaError?

    private var reader: VideoReader?

    /// Opens a file; one that cannot be opened has no steps, and a failure.
    init(path: String, from start: MediaTime, interrupt: Interrupt) {
        do throws(MediaError) {
            // One thread: with frame threads FFmpeg loses marks of damage, now and then, and the
            // same footage would give other facts. Cameras run beside each other instead.
            var reader = try VideoReader(path: path, interrupt: interrupt)
            if start > .zero { try reader.seek(toKeyframeAtOrBefore: start) }
            self.reader = consume reader
        } catch {
            failure = error
        }
    }

    /// The next picture or stretch of damage; nil at the end, for whatever reason.
    mutating func next() -> VideoReader.Reading? {
        do throws(MediaError) {
            return try reader?.next()
        } catch {
            failure = error
            reader = nil
            return nil
        }
    }
}
