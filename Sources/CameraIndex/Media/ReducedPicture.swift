import CFFmpeg

/// What is kept of a decoded picture that waits for its turn: a hundredth of its bytes.
struct ReducedPicture: Sendable {
    let size: PixelSize
    let turn: QuarterTurn
    let timestamp: Int64
    let isKeyframe: Bool
    fileprivate let type: AVPictureType
    /// Its brightness averaged down to the analysis plane.
    let plane: [UInt8]
    /// The digest of a keyframe's brightness.
    let digest: Int64?

    /// Reduces a picture by `average`, which is made anew for another size.
    ///
    /// - Throws: `MediaError` when the picture cannot be converted.
    init(
        _ frame: borrowing DecodedFrame,
        by average: inout BoxAverage?
    ) throws(MediaError) {
        let geometry = AnalysisGeometry(frame: frame.size, turn: frame.turn)
        // Taken out, so that it is not copied.
        var own = average.take() ?? BoxAverage(geometry)
        if own.geometry != geometry { own = BoxAverage(geometry) }
        plane = try frame.averaged(by: &own)
        average = own
        size = frame.size
        turn = frame.turn
        timestamp = frame.timestamp
        isKeyframe = frame.isKeyframe
        type = unsafe frame.frame.pointee.pict_type
        digest = frame.isKeyframe ? try frame.digest() : nil
    }
}

extension DecodedFrame {
    /// Makes the frame of which `picture` was kept: with its times and marks, without its pixels.
    init(_ picture: ReducedPicture, path: String) throws(MediaError) {
        try self.init(turn: picture.turn, path: path, reduced: picture)
        unsafe frame.pointee.width = Int32(picture.size.width)
        unsafe frame.pointee.height = Int32(picture.size.height)
        unsafe frame.pointee.pts = picture.timestamp
        unsafe frame.pointee.best_effort_timestamp = picture.timestamp
        unsafe frame.pointee.key_frame = picture.isKeyframe ? 1 : 0
        unsafe frame.pointee.pict_type = picture.type
    }
}
