/// A picture of a live camera of which a still may have to be made.
struct WaitingPicture: Sendable {
    enum Content: Sendable {
        /// A keyframe as it came.
        case coded(SharedPacket, PictureStream)
        /// A picture that was decoded, as a JPEG file.
        case jpeg([UInt8])
    }

    let content: Content
    /// When it was taken, on the camera's timeline.
    let at: MediaTime

    /// A keyframe as it came.
    init(_ keyframe: TimedKeyframe) {
        content = .coded(keyframe.packet, keyframe.pictures)
        at = keyframe.at
    }

    /// A picture that was decoded, as a JPEG file.
    init(jpeg: [UInt8], at moment: MediaTime) {
        content = .jpeg(jpeg)
        at = moment
    }
}
