public import CameraIndex

/// What happens in a `StreetScene`.
public struct SceneScript: Sendable {
    /// Columns and rows of the picture.
    public var size: PixelSize
    /// Frames a second.
    public var fps: Double
    /// How long it lasts.
    public var duration: MediaDuration
    /// Another number makes another street with other traffic and noise.
    public var seed: UInt64
    /// How the light changes.
    public var light: SceneLight
    /// Noise of the sensor in the dark, standard deviation in grey levels.
    public var readNoise: Double
    /// Noise that grows with the light, standard deviation in grey levels on white.
    public var shotNoise: Double
    /// How far the picture trembles, in pixels.
    public var shakePixels: Double
    /// What stops.
    public var stops: [ScriptedStop]
    /// Vehicles a minute that pass in each direction.
    public var vehiclesPerMinute: Double
    /// People a minute that walk along each pavement.
    public var pedestriansPerMinute: Double
    /// The time that the camera writes into its first picture, or nil where it writes none.
    public var clockStart: UTCTime?
    /// What is put down in the street.
    public var things: [ScriptedThing] = []
    /// How far vehicles differ from the road, as a share of what they do by nature.
    public var contrast = 1.0
    /// The hours of the day, or nil where it is noon all the time.
    public var sky: SceneSky?
    /// Rain, snow, fog and wind.
    public var weather = SceneWeather()
    /// What the camera does by itself.
    public var camera = CameraWork()
    /// What befalls the stream.
    public var faults = StreamFaults()
    /// How the traffic moves.
    public var flow = TrafficFlow.free
    /// Queues that crawl through the street besides.
    public var crawls: [TrafficCrawl] = []
    /// What share of the people stop on their way for a while, 0...1.
    public var lingering = 0.0

    /// Makes a script.
    public init(
        size: PixelSize = PixelSize(width: 640, height: 360),
        fps: Double = 6,
        duration: MediaDuration = .minutes(10),
        seed: UInt64 = 1,
        light: SceneLight = SceneLight(),
        readNoise: Double = 1.2,
        shotNoise: Double = 2,
        shakePixels: Double = 0,
        stops: [ScriptedStop] = [],
        vehiclesPerMinute: Double = 9,
        pedestriansPerMinute: Double = 3,
        clockStart: UTCTime? = nil
    ) {
        self.size = size
        self.fps = fps
        self.duration = duration
        self.seed = seed
        self.light = light
        self.readNoise = readNoise
        self.shotNoise = shotNoise
        self.shakePixels = shakePixels
        self.stops = stops
        self.vehiclesPerMinute = vehiclesPerMinute
        self.pedestriansPerMinute = pedestriansPerMinute
        self.clockStart = clockStart
    }

    /// Whether light or weather act on each pixel of the street by itself.
    var needsPlanes: Bool {
        sky != nil || weather.rain > 0 || weather.snow > 0 || weather.snowSettles != nil
            || weather.fog > 0 || weather.wet > 0
    }

    /// Frames in all.
    public var frameCount: Int { Int((duration.seconds * fps).rounded()) }

    /// When a frame is taken, from its number and never from the frame before.
    public func time(ofFrame index: Int) -> MediaTime {
        MediaTime(seconds: Double(index) / fps)
    }
}
