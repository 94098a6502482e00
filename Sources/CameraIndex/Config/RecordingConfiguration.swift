/// What a configuration file says of the recording of a camera, or of all that say nothing.
public struct RecordingConfiguration: Hashable, Sendable {
    /// What is recorded; nil where the file does not say.
    public var mode: RecordingMode?
    /// How long it is kept; nil where the file does not say.
    public var age: MediaDuration?
    /// How many bytes are kept; nil where the file does not say.
    public var bytes: Int64?
    /// Bytes of packets that wait in memory; nil where the file does not say.
    public var preRollBytes: Int64?

    /// Makes one that says nothing.
    public init() {}

    /// This one, and what another one says where this says nothing.
    func over(_ other: RecordingConfiguration) -> RecordingConfiguration {
        var all = self
        all.mode = mode ?? other.mode
        all.age = age ?? other.age
        all.bytes = bytes ?? other.bytes
        all.preRollBytes = preRollBytes ?? other.preRollBytes
        return all
    }
}

extension SiteConfiguration {
    /// What of the camera `id` is recorded, and how long it is kept: what is said of it, else what
    /// is said of all.
    public func recordingTerms(for id: String) -> RecordingTerms {
        let said = (camera(id)?.recording ?? RecordingConfiguration()).over(defaultRecording)
        return RecordingTerms(
            mode: said.mode ?? .off,
            age: said.age,
            bytes: said.bytes,
            preRollBytes: said.preRollBytes.map { Int($0) } ?? RecordingTerms.usualPreRollBytes
        )
    }

    /// Where recordings lie, and what room is left free beside them.
    ///
    /// - Parameter dataFolder: the data folder, in which they lie where the file does not say.
    /// - Returns: the place.
    public func recordingPlace(dataFolder: String) -> RecordingPlace {
        var place = RecordingPlace.usual(in: dataFolder)
        if let recordingFolder { place.folder = recordingFolder }
        if let recordingReserve { place.reserve = recordingReserve }
        return place
    }

    /// What is to be recorded of the cameras, and kept of what was.
    ///
    /// - Parameter dataFolder: the data folder.
    /// - Returns: the request.
    public func recordingRequest(dataFolder: String) -> RecordingRequest {
        let terms = cameras.map { camera in
            var terms = recordingTerms(for: camera.id)
            // What is not watched cannot be recorded.
            if camera.source == nil { terms.mode = .off }
            return (camera.id, terms)
        }
        return RecordingRequest(
            to: recordingPlace(dataFolder: dataFolder),
            cameras: Dictionary(terms) { first, _ in first }
        )
    }
}
