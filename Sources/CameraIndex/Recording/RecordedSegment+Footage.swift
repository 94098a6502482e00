extension RecordedSegment {
    /// The segment as footage in which something can be searched.
    ///
    /// - Parameter place: where recordings lie.
    /// - Returns: footage that belongs to no scan.
    public func footage(in place: RecordingPlace) -> Footage {
        Footage(
            id: FootageID(stored: "segment-\(number ?? 0)"),
            camera: camera,
            path: place.file(of: self),
            sizeBytes: sizeBytes,
            timeline: .utc,
            range: range,
            clock: MediaClock(source: .arrival, uncertainty: .seconds(1)),
            format: format,
            offset: range.start,
            watchedUntil: range.start,
            isComplete: false,
            settings: ""
        )
    }
}
