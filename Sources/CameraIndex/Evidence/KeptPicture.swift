/// A keyframe of a live camera that is kept for evidence, as footage of one picture.
struct KeptPicture {
    let footage: Footage
    /// Whether it is of the smaller stream, and stands in for one of the large stream.
    let isSmall: Bool
}
