/// What happened to the recording of a camera, for a log.
public enum RecordingNews: Sendable {
    /// Nothing can be written; it is tried again.
    case failed(RecordingError)
    /// So many packets were left out, up to a keyframe: the disk is too slow.
    case leftOut(Int)
}
