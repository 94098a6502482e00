/// What a still may be taken of.
struct StillSource {
    /// A file, or a single picture of a live camera that was kept.
    let footage: Footage
    /// Whether it is of the smaller stream, and stands in for one of the large stream.
    var isSmall = false
}
