extension EventIndex {
    /// What was recorded of a camera, as footage.
    ///
    /// - Parameters:
    ///   - camera: the camera.
    ///   - place: where recordings lie.
    ///   - known: footage that is known already, such as recordings that were scanned.
    /// - Returns: the files that are whole and are not among `known`.
    /// - Throws: `IndexError` where the index cannot be read.
    public func recordedFootage(
        of camera: String,
        in place: RecordingPlace,
        besides known: [Footage]
    ) throws(IndexError) -> [Footage] {
        let paths = Set(known.map(\.path))
        return try recording(of: camera).filter { $0.state == .whole }
            .map { $0.footage(in: place) }
            .filter { !paths.contains($0.path) }
    }
}
