import CameraIndex

extension CameraClock {
    /// So far a camera's clock may be off by the standards of evidence.
    private static let bearable = MediaDuration.seconds(1)

    /// By how much it is off, and to which side: "165 ms ahead of".
    var sideText: String {
        "\(offset.magnitude.shortText) \(offset < .zero ? "behind" : "ahead of")"
    }

    /// A note where it is off by more than evidence may be, or nil.
    var note: String? {
        guard offset.magnitude > Self.bearable else { return nil }
        let side = offset < .zero ? "behind" : "ahead"
        return "the camera's clock was \(offset.magnitude.shortText) \(side)"
    }
}
