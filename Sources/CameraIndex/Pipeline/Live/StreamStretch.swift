/// All packets of a stretch of a stream, of which the last picture is looked at.
struct StreamStretch: Sendable {
    /// In the order in which they came; the first of the first stretch is a keyframe.
    let packets: [SharedPacket]
    /// The stream that they are of.
    let pictures: PictureStream
    /// How many stretches of the stream came before it.
    let number: Int
    /// When the picture of its last packet was taken.
    let end: MediaTime
}
