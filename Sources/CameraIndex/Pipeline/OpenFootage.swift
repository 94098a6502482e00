/// A file that shows moments of its camera's timeline on the analysis plane.
struct OpenFootage: ~Copyable {
    let footage: Footage
    private let geometry: AnalysisGeometry
    private var reader: KeyframeReader
    private var average: BoxAverage

    /// Opens the file of `footage`.
    ///
    /// - Throws: `MediaError` when it cannot be opened or decoded.
    init(
        _ footage: Footage,
        _ geometry: AnalysisGeometry,
        _ storage: StorageMeter,
        _ interrupt: Interrupt
    ) throws(MediaError) {
        reader = try KeyframeReader(
            path: footage.path,
            isRough: true,
            storage: storage,
            interrupt: interrupt
        )
        average = BoxAverage(geometry)
        self.footage = footage
        self.geometry = geometry
    }

    /// Pictures that were decoded so far.
    var decodedCount: Int { reader.decodedCount }

    /// From the file's own time to the camera's timeline.
    private var shift: MediaDuration { footage.offset - MediaTime.zero }

    /// A picture that serves `wish`, or nil where there is none; `following` are the moments that
    /// will be wished for next.
    mutating func plane(
        for wish: PictureWish,
        following: [MediaTime]
    ) throws(MediaError) -> TimedPlane? {
        let range = own(wish.range)
        if wish.isUrgent {
            guard let frame = try reader.firstFrame(within: range) else { return nil }
            return try plane(of: frame)
        }
        let time = min(max(wish.time - shift, range.start), range.end)
        let next = following.filter(footage.range.contains).map { $0 - shift }
        guard let frame = try reader.keyframe(near: time, within: range, following: next)
        else { return nil }
        return try plane(of: frame)
    }

    /// The pictures that serve `wish`, at least `step` apart, behind those that others showed.
    mutating func planes(
        for wish: StretchWish,
        after others: [TimedPlane],
        apart step: MediaDuration
    ) throws(MediaError) -> [TimedPlane] {
        var planes = others
        var average = average
        let (geometry, shift) = (geometry, shift)
        guard !wish.isEnough(planes) else { return planes }
        try reader.frames(within: own(wish.range), skipsOthers: true) { frame throws(MediaError) in
            let time = frame.time + shift
            if let last = planes.last, time - last.time < step { return true }
            guard Self.fits(frame, geometry) else { return true }
            planes.append(TimedPlane(time: time, pixels: try frame.averaged(by: &average)))
            return !wish.isEnough(planes)
        }
        return planes
    }

    /// A stretch of the timeline in the file's own time.
    private func own(_ range: MediaRange) -> MediaRange {
        MediaRange(max(.zero, range.start - shift), max(.zero, range.end - shift))
    }

    private mutating func plane(
        of frame: borrowing DecodedFrame
    ) throws(MediaError) -> TimedPlane? {
        guard Self.fits(frame, geometry) else { return nil }
        return TimedPlane(time: frame.time + shift, pixels: try frame.averaged(by: &average))
    }

    /// Whether a picture has the size and turn of the others.
    private static func fits(_ frame: borrowing DecodedFrame, _ geometry: AnalysisGeometry) -> Bool
    {
        frame.size == geometry.frame && frame.turn == geometry.turn
    }
}
