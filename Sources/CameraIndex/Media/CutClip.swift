/// What was cut out of a file.
public struct CutClip: Sendable {
    /// A container that clips are written in.
    public enum Container: String, Hashable, Sendable, CaseIterable {
        /// What most players open.
        case mp4
        /// For codecs that MP4 does not carry.
        case matroska
        /// For what neither carries, and for pictures of which only the order of decoding is known.
        case avi

        /// How files of it end.
        public var fileExtension: String { self == .matroska ? "mkv" : rawValue }
    }

    /// The container it was written in.
    public var container: Container
    /// From the first picture to the end of the last, in the file's media time.
    public var range: MediaRange
    /// Why it ends before what was asked for, where the file breaks off.
    public var failure: MediaError?
}
