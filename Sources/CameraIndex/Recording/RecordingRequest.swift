/// What of live cameras is to be recorded, and where.
public struct RecordingRequest: Sendable {
    /// Where recordings lie.
    public var place: RecordingPlace
    /// What of each camera is recorded and kept; those that are not named are not recorded, and
    /// what there is of them is kept for as long as there is room.
    public var cameras: [String: RecordingTerms]
    /// Bytes that packets of one camera may take which wait for the disk.
    public var memoryPerCamera = 16_000_000
    /// The same of all cameras together.
    public var memory = 512_000_000

    /// Makes a request.
    public init(to place: RecordingPlace, cameras: [String: RecordingTerms]) {
        self.place = place
        self.cameras = cameras
    }

    /// Whether a camera is recorded.
    func isRecording(_ camera: String) -> Bool { (cameras[camera]?.mode ?? .off) != .off }
}
