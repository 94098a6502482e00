extension CameraStatus {
    /// How the larger stream of a camera is, of which its stills are made, where another one is
    /// watched.
    public struct LargeStream: Hashable, Sendable, Codable {
        /// Where it comes from, with the names of its credentials.
        public var source: String
        /// Whether it is open and its packets come.
        public var isReceived: Bool
        /// Since how long that is so.
        public var stateSeconds: Double
        /// Why it is not received, in a sentence; nil where it is, or nothing is known.
        public var reason: String?
        /// What it holds, or held last; nil before the first connection.
        public var picture: Picture?
        /// How often it was lost.
        public var losses: Int
        /// Bytes of its pictures that came.
        public var bytes: Int
        /// Processor time of the thread that receives it.
        public var receivingProcessorSeconds: Double

        /// Makes a status.
        public init(source: String, isReceived: Bool, stateSeconds: Double) {
            self.source = source
            self.isReceived = isReceived
            self.stateSeconds = stateSeconds
            losses = 0
            bytes = 0
            receivingProcessorSeconds = 0
        }

        /// What the meter of its receiver tells.
        init(_ status: CameraStatus) {
            self.init(
                source: status.source,
                isReceived: [.learning, .watching].contains(status.state),
                stateSeconds: status.stateSeconds
            )
            reason = status.reason
            picture = status.picture
            losses = status.counts.losses
            bytes = status.counts.bytes
            receivingProcessorSeconds = status.receivingProcessorSeconds
        }
    }
}
