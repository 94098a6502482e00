/// A keyframe as it came, and when it was taken.
struct TimedKeyframe: Sendable {
    let packet: SharedPacket
    /// The stream that it is of.
    let pictures: PictureStream
    /// When it was taken, on the camera's timeline.
    let at: MediaTime
}
