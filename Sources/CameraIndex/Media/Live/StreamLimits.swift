/// How long the parts of a stream are waited for.
public struct StreamLimits: Hashable, Sendable {
    /// Until the host's name is resolved and its server has answered.
    public var connect: MediaDuration
    /// Until the next packet comes.
    public var read: MediaDuration
    /// Until enough came to know what the stream holds.
    public var recognise: MediaDuration

    /// Makes limits; the defaults fit cameras in a local network.
    public init(
        connect: MediaDuration = .seconds(5),
        read: MediaDuration = .seconds(10),
        recognise: MediaDuration = .seconds(20)
    ) {
        self.connect = connect
        self.read = read
        self.recognise = recognise
    }
}
