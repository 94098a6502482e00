/// How a live camera is, at one moment.
///
/// Lengths of time are in seconds and sizes in bytes, as the JSON and the metrics have them.
public struct CameraStatus: Hashable, Sendable, Codable, Identifiable {
    /// What is being done for a camera.
    public enum State: String, CaseIterable, Hashable, Sendable, Codable {
        /// Its keyframes are looked at.
        case watching
        /// Its stream is open; how far its keyframes lie apart is not known yet.
        case learning
        /// It is connected to for the first time.
        case connecting
        /// Its stream is open, and nothing has come for long.
        case stalled
        /// It could not be connected to, or its stream broke off; it is tried again.
        case lost
        /// The index cannot be written: nothing of the camera is watched.
        case unwritable
    }

    /// What its stream holds.
    public struct Picture: Hashable, Sendable, Codable {
        /// FFmpeg's name of the codec, such as `h264`.
        public var codec: String
        /// Width of the coded frame in pixels.
        public var width: Int
        /// Height of the coded frame in pixels.
        public var height: Int

        /// Makes a description.
        public init(codec: String, width: Int, height: Int) {
            self.codec = codec
            self.width = width
            self.height = height
        }
    }

    /// How far the camera's own clock is off, as its sender reports tell.
    public struct ClockOffset: Hashable, Sendable, Codable {
        /// By how much it is ahead of this machine's: the median of the newest keyframes.
        ///
        /// It includes the way through the network.
        public var seconds: Double
        /// By how much four of five keyframes differ from each other.
        public var spreadSeconds: Double

        /// Makes an offset.
        public init(seconds: Double, spreadSeconds: Double) {
            self.seconds = seconds
            self.spreadSeconds = spreadSeconds
        }
    }

    /// By what commands and events call it.
    public var id: String
    /// Where its pictures come from, with the names of its credentials.
    public var source: String
    /// What is being done for it.
    public var state: State
    /// Since how long that is so.
    public var stateSeconds: Double
    /// Why it is lost or the index cannot be written, in a sentence; nil where neither is so.
    public var reason: String?
    /// What its stream holds, or held last; nil before the first connection.
    public var picture: Picture?
    /// How it is sampled, by the name of the gear.
    public var gear: String

    /// How far the keyframes that are looked at lie apart in its stream; nil before that is known.
    public var gapSeconds: Double?
    /// How far two keyframes that were looked at lay apart at most in the last five to ten minutes,
    /// without breaks of the stream; nil where there were none.
    public var longestGapSeconds: Double?
    /// How far they may lie apart for its rules: with wider gaps a stop as short as the shortest
    /// limit may be missed.
    public var boundSeconds: Double
    /// Whether they lie farther apart than that.
    public var isPastBound: Bool
    /// How long after it was taken the newest keyframe was looked at; nil before the first.
    public var lagSeconds: Double?
    /// For how long what it sent waits to be looked at.
    public var waitSeconds: Double
    /// How long ago the newest packet came, to a second; nil where none came yet.
    public var packetAgeSeconds: Double?

    /// What was counted since the watch began.
    public var counts: Counts
    /// Processor time of the thread that receives it.
    public var receivingProcessorSeconds: Double
    /// Processor time for decoding its keyframes and looking at them.
    public var watchingProcessorSeconds: Double
    /// How far its clock is off; nil where nothing tells it.
    public var clockOffset: ClockOffset?
    /// Things that seem to rest in its picture now.
    public var restingCount: Int
    /// Events that go on now.
    public var openEventCount: Int
    /// What is wrong with it now, as kinds of event, such as `covered`.
    public var conditions: [String]
    /// How the server of its encrypted stream is known: `verify`, `pin` or `insecure`, which is not
    /// at all; nil where the stream is not encrypted.
    public var tls: String?
    /// How the larger stream is, of which its stills are made; nil where the same is watched.
    public var large: LargeStream?
}

extension CameraStatus {
    /// Makes the status of a camera of which nothing else is known yet.
    ///
    /// - Parameters:
    ///   - id: by what commands and events call it.
    ///   - source: where its pictures come from, with the names of its credentials.
    ///   - state: what is being done for it.
    ///   - boundSeconds: how far its keyframes may lie apart.
    public init(id: String, source: String, state: State, boundSeconds: Double) {
        self.init(
            id: id,
            source: source,
            state: state,
            stateSeconds: 0,
            gear: LiveGear.keyframes.rawValue,
            boundSeconds: boundSeconds,
            isPastBound: false,
            waitSeconds: 0,
            counts: Counts(),
            receivingProcessorSeconds: 0,
            watchingProcessorSeconds: 0,
            restingCount: 0,
            openEventCount: 0,
            conditions: []
        )
    }

    /// What was counted of a camera since the watch of it began.
    public struct Counts: Hashable, Sendable, Codable {
        /// Connections whose stream was opened.
        public var connections = 0
        /// How often it was lost: each attempt to connect that failed, and each break.
        public var losses = 0
        /// Packets of its pictures that came.
        public var packets = 0
        /// Their bytes.
        public var bytes = 0
        /// Keyframes among them.
        public var keyframes = 0
        /// Keyframes, or pictures between them, that were decoded and looked at.
        public var looked = 0
        /// Those that were to be looked at and waited for too long.
        public var passedOver = 0
        /// Those that could not be decoded.
        public var undecodable = 0
        /// How often its stream's clock jumped or stood still.
        public var clockJumps = 0
        /// How often its times were corrected, as its clock ran slower or faster.
        public var clockCorrections = 0
        /// How often the index could not be written.
        public var unwritten = 0
        /// How often something was wrong with the evidence.
        public var evidenceTroubles = 0
        /// How often something was wrong with the recording.
        public var recordingTroubles = 0

        /// Makes counts of nothing.
        public init() {}
    }
}
