public import CameraIndex

/// What a scene knows of one stop, exactly.
public struct SceneTruth: Hashable, Sendable {
    /// When the object came to rest; the scene's start where it stood there before.
    public var since: MediaTime
    /// When its rest ended, or nil where it stays.
    public var end: MediaTime?
    /// From when on it does not move at all: a vehicle rests from a tenth of its width before.
    public var standsFrom: MediaTime
    /// Until when it does not move at all, or nil where it stays.
    public var standsUntil: MediaTime?
    /// What it covers while it stands, without its shadow.
    public var box: Box
    /// Whether its coming is part of the scene.
    public var arrivalSeen: Bool
    /// What it is, such as `van`; empty where that has no name.
    public var what: String
    /// The number of its vehicle in the script, where it is one.
    public var vehicle: Int?
    /// What must be found, where that does not follow from its length and place.
    public var expected: TruthFile.Expectation?

    /// Makes a truth.
    public init(
        since: MediaTime,
        end: MediaTime?,
        box: Box,
        arrivalSeen: Bool = true,
        what: String = ""
    ) {
        self.since = since
        self.end = end
        standsFrom = since
        standsUntil = end
        self.box = box
        self.arrivalSeen = arrivalSeen
        self.what = what
    }

    /// Where the object touches the ground, in a picture of `size`: the middle of its lower edge,
    /// or the picture's lower edge where that cuts it off.
    public func groundContact(in size: PixelSize) -> Point {
        Point(
            x: (Double(box.x) + Double(box.width) / 2) / Double(size.width),
            y: min(Double(box.maxY) / Double(size.height), 1 - 1e-6)
        )
    }
}
