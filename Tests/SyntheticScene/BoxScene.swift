public import CameraIndex

/// The simplest scene: textured boxes on a textured ground, cheap enough for unit tests.
///
/// A pure function of time. Boxes lie on whole pixels, later ones before earlier ones, and what
/// passes lies before all that rests.
public struct BoxScene: Sendable {
    /// A box that comes, stands and leaves.
    public struct Resting: Sendable {
        /// Where it stands.
        public var box: Box
        /// The first moment at which it stands there.
        public var since: MediaTime
        /// The first moment at which it does not, or nil where it stays.
        public var end: MediaTime?
        /// Its mean grey level.
        public var level: UInt8
        /// How fast it comes and leaves sideways, in pixels a second; 0 where it appears at once.
        public var speed: Double

        /// Makes a box.
        public init(
            _ box: Box,
            since: MediaTime,
            end: MediaTime?,
            level: UInt8 = 190,
            speed: Double = 0
        ) {
            self.box = box
            self.since = since
            self.end = end
            self.level = level
            self.speed = speed
        }
    }

    /// A box that crosses the picture without a halt.
    public struct Passing: Sendable {
        /// Where it is at the start.
        public var first: Box
        /// When it is there; it shows from this moment on.
        public var start: MediaTime
        /// Pixels a second to the right.
        public var speedX: Double
        /// Pixels a second down.
        public var speedY: Double
        /// Its mean grey level.
        public var level: UInt8
        /// The place, among what rests, of that which it looks like; nil where it has its own look.
        public var twin: Int?
        /// Whether it looks like the ground wherever it is, so that what rests seems to be gone.
        public var isLikeGround: Bool

        /// Makes a box.
        public init(
            _ first: Box,
            start: MediaTime,
            speedX: Double,
            speedY: Double = 0,
            level: UInt8 = 60,
            twin: Int? = nil,
            isLikeGround: Bool = false
        ) {
            self.first = first
            self.start = start
            self.speedX = speedX
            self.speedY = speedY
            self.level = level
            self.twin = twin
            self.isLikeGround = isLikeGround
        }
    }

    /// What the light does to every grey level at one moment.
    public struct Light: Hashable, Sendable {
        /// Factor.
        public var gain: Double
        /// Grey levels added afterwards.
        public var offset: Double

        /// Makes a light.
        public init(gain: Double = 1, offset: Double = 0) {
            self.gain = gain
            self.offset = offset
        }
    }

    /// Columns and rows.
    public let size: PixelSize
    /// What comes, stands and leaves.
    public let resting: [Resting]
    /// What crosses.
    public let passing: [Passing]

    private let light: @Sendable (MediaTime) -> Light
    private let noiseDeviation: Double
    private let noise: SensorNoise
    private let ground: [UInt8]
    private let restingTextures: [[UInt8]]
    private let passingTextures: [[UInt8]]

    /// Makes a scene.
    ///
    /// - Parameters:
    ///   - size: Columns and rows.
    ///   - resting: What comes, stands and leaves.
    ///   - passing: What crosses.
    ///   - noiseDeviation: Standard deviation of the sensor's noise, in grey levels.
    ///   - seed: Another number makes other textures and another noise.
    ///   - light: What the light does at each moment.
    public init(
        size: PixelSize = PixelSize(width: 320, height: 180),
        resting: [Resting] = [],
        passing: [Passing] = [],
        noiseDeviation: Double = 2,
        seed: UInt64 = 1,
        light: @escaping @Sendable (MediaTime) -> Light = { _ in Light() }
    ) {
        self.size = size
        self.resting = resting
        self.passing = passing
        self.light = light
        self.noiseDeviation = noiseDeviation
        noise = SensorNoise(seed: seed)
        let whole = Box(x: 0, y: 0, width: size.width, height: size.height)
        ground = Self.texture(whole, level: 110, swing: 30, seed: seed)
        let looks = resting.enumerated().map { index, item in
            Self.texture(item.box, level: item.level, swing: 24, seed: seed &+ UInt64(index) + 1)
        }
        restingTextures = looks
        passingTextures = passing.enumerated().map { index, item in
            if let twin = item.twin { return looks[twin] }
            return Self.texture(
                item.first,
                level: item.level,
                swing: 24,
                seed: seed &+ UInt64(index) + 900
            )
        }
    }

    /// The stops of the scene.
    public var truth: [SceneTruth] {
        resting.map { SceneTruth(since: $0.since, end: $0.end, box: $0.box) }
    }

    /// The scene's brightness at a moment, 0...255.
    public func luma(at time: MediaTime) -> LumaPlane {
        LumaPlane(size: size, pixels: developed(at: time, tone: { $0 }, range: 0...255))
    }

    /// The scene at a moment as a frame of video without colour.
    public func frame(at time: MediaTime) -> PaintedFrame {
        let luma = developed(at: time, tone: { 16 + $0 * 219 / 255 }, range: 16...235)
        let chromaCount = ((size.width + 1) / 2) * ((size.height + 1) / 2)
        let chroma = [UInt8](repeating: 128, count: chromaCount)
        return PaintedFrame(size: size, luma: luma, chromaBlue: chroma, chromaRed: chroma)
    }

    private func developed(
        at time: MediaTime,
        tone: (Double) -> Double,
        range: ClosedRange<Int32>
    ) -> [UInt8] {
        let light = light(time)
        let curve = SensorNoise.Curve(
            tone: { tone(min(max($0 * light.gain + light.offset, 0), 255)) },
            deviation: { _ in noiseDeviation }
        )
        return noise.developed(
            composed(at: time),
            width: size.width,
            curve: curve,
            frame: UInt64(bitPattern: time.microseconds),
            range: range
        )
    }

    private func composed(at time: MediaTime) -> [UInt8] {
        var plane = ground
        for (item, texture) in zip(resting, restingTextures) {
            if let shift = shift(of: item, at: time) {
                lay(texture, item.box, dx: shift, dy: 0, on: &plane)
            }
        }
        for (item, texture) in zip(passing, passingTextures) where time >= item.start {
            let passed = (time - item.start).seconds
            let dx = Int((item.speedX * passed).rounded())
            let dy = Int((item.speedY * passed).rounded())
            if item.isLikeGround {
                bare(item.first, dx: dx, dy: dy, on: &plane)
            } else {
                lay(texture, item.first, dx: dx, dy: dy, on: &plane)
            }
        }
        return plane
    }

    /// How far a box is from its place, or nil where it is not there at all.
    private func shift(of item: Resting, at time: MediaTime) -> Int? {
        if time < item.since {
            guard item.speed > 0 else { return nil }
            return -Int(((item.since - time).seconds * item.speed).rounded(.up))
        }
        guard let end = item.end, time >= end else { return 0 }
        guard item.speed > 0 else { return nil }
        // From the first moment on, so that the end is as exact as the beginning.
        return Int(((time - end).seconds * item.speed).rounded(.down)) + 1
    }

    /// A box elsewhere.
    private func moved(_ box: Box, dx: Int, dy: Int) -> Box {
        Box(x: box.x + dx, y: box.y + dy, width: box.width, height: box.height)
    }

    /// What the picture shows of a place, or nil where it shows nothing of it.
    private func shown(_ place: Box) -> Box? {
        place.intersection(with: Box(x: 0, y: 0, width: size.width, height: size.height))
    }

    private func lay(_ texture: [UInt8], _ box: Box, dx: Int, dy: Int, on plane: inout [UInt8]) {
        let place = moved(box, dx: dx, dy: dy)
        guard let shown = shown(place) else { return }
        for y in shown.y..<shown.maxY {
            let from = (y - place.y) * box.width + shown.x - place.x
            let to = y * size.width + shown.x
            plane.replaceSubrange(to..<to + shown.width, with: texture[from..<from + shown.width])
        }
    }

    /// Shows the ground in a box.
    private func bare(_ box: Box, dx: Int, dy: Int, on plane: inout [UInt8]) {
        guard let shown = shown(moved(box, dx: dx, dy: dy)) else { return }
        for y in shown.y..<shown.maxY {
            let row = y * size.width + shown.x..<y * size.width + shown.maxX
            plane.replaceSubrange(row, with: ground[row])
        }
    }

    private static func texture(_ box: Box, level: UInt8, swing: Double, seed: UInt64) -> [UInt8] {
        let noise = ValueNoise(seed: seed)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(box.areaPixels)
        for y in 0..<max(0, box.height) {
            for x in 0..<max(0, box.width) {
                let value = noise.octaves(3, Double(x) / 9, Double(y) / 9)
                pixels.append(UInt8(min(max(Double(level) + swing * value, 0), 255)))
            }
        }
        return pixels
    }
}
