public import Foundation

/// What a watch of live cameras is asked to do.
public struct WatchRequest: Sendable {
    /// A camera that is to be watched.
    public struct Camera: Hashable, Sendable {
        /// By what commands and events call it.
        public var id: String
        /// Where its pictures come from: those that are evidence, and what is recorded.
        public var source: CameraSource
        /// A smaller stream of the same view, in which stops are looked for; nil where that is done
        /// in `source`.
        public var detectSource: CameraSource?
        /// How its stream may be sampled.
        public var gear = LiveGearChoice.automatic
        /// The rules by which it is judged.
        public var rules: [DwellRule]

        /// Makes a camera.
        public init(id: String, source: CameraSource, rules: [DwellRule]) {
            self.id = id
            self.source = source
            self.rules = rules
        }

        /// The stream that is watched.
        public var watchedSource: CameraSource { detectSource ?? source }
    }

    /// The cameras.
    public var cameras: [Camera]
    /// The zone in which times are written on pictures.
    public var timeZone: TimeZone
    /// Threads that decode.
    public var jobs: Int
    /// How long the parts of a stream are waited for.
    public var limits = StreamLimits()
    /// What is recorded, or nil where nothing is.
    public var recording: RecordingRequest?
    /// Whether events of recorded cameras get clips beside their stills.
    public var keepsClips = true
    /// Tells the time.
    public var clock: any HostClock = SystemClock()
    /// So many keyframes of a camera wait at most to be looked at; then the oldest are passed over.
    public var mostWaiting = 4
    /// So long after the stop what came is still looked at and what was learned is written, by the
    /// clock; what is left is as it was some seconds before.
    public var farewell = MediaDuration.seconds(1.4)
    /// Whether it ends once each stream has ended; else they are opened again.
    public var isOnce = false
    /// The command as the holder of the cameras is named to others.
    public var command = "camindexd run"

    /// Makes a request.
    public init(cameras: [Camera], timeZone: TimeZone = .gmt, jobs: Int = 1) {
        self.cameras = cameras
        self.timeZone = timeZone
        self.jobs = max(1, jobs)
    }
}
