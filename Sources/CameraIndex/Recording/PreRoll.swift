/// The newest packets of a camera, in memory, from keyframe to keyframe.
///
/// That something rests is known only after a while; what came before is recorded then.
struct PreRoll {
    /// How far back packets are kept, beside those to the keyframe before.
    var length = MediaDuration.zero
    private let mostBytes: Int
    private var packets: [RecordablePacket] = []
    private var bytes = 0

    /// Makes an empty one that takes so many bytes of memory at most.
    init(mostBytes: Int) {
        self.mostBytes = mostBytes
    }

    /// Adds a packet; those before the first keyframe are of no use.
    mutating func add(_ packet: RecordablePacket) {
        if let last = packets.last, !packet.continues(last) { clear() }
        guard packet.isKeyframe || !packets.isEmpty else { return }
        packets.append(packet)
        bytes += packet.memory
        guard packet.isKeyframe || bytes > mostBytes else { return }
        while let second = secondKeyframe,
            packets[second].moment <= packet.moment - length || bytes > mostBytes
        {
            removeFirst(second)
        }
        // A single group that is too large is none that can be kept.
        if bytes > mostBytes { clear() }
    }

    /// Takes out what came from the last keyframe at or before `moment` on, or all there is.
    mutating func take(from moment: MediaTime) -> [RecordablePacket] {
        let begin = packets.lastIndex { $0.isKeyframe && $0.moment <= moment } ?? 0
        defer { clear() }
        return Array(packets[begin...])
    }

    /// Forgets all.
    mutating func clear() {
        packets = []
        bytes = 0
    }

    private var secondKeyframe: Int? {
        packets.indices.dropFirst().first { packets[$0].isKeyframe }
    }

    private mutating func removeFirst(_ count: Int) {
        bytes -= packets[..<count].reduce(0) { $0 + $1.memory }
        packets.removeFirst(count)
    }
}
