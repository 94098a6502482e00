/// What is counted and known of a live camera while it is watched.
struct CameraTally: Sendable {
    var counts = CameraStatus.Counts()
    var format: FootageFormat?
    /// Whether its stream is open.
    var isConnected = false
    /// Whether keyframes of the connection are looked at.
    var isWatching = false
    /// Why it was lost last, while it is.
    var loss: String?
    /// Why the index cannot be written, while it cannot.
    var failure: String?
    /// Since when it is in its state, on the steady clock.
    var since: MediaTime
    /// How far the keyframes that are looked at lie apart in the stream.
    var gap: MediaDuration?
    var gear = LiveGear.keyframes
    var gaps = GapRecord()
    /// Since when no keyframe of the connection was looked at, on the steady clock; nil where none
    /// is to be.
    var unseenSince: MediaTime?
    var lag: MediaDuration?
    /// When the newest packet came, or the stream was opened, on the steady clock.
    var heard: MediaTime?
    var hasPackets = false
    var receiving = MediaDuration.zero
    var watching = MediaDuration.zero
    var leads = ClockLeads()
    var restingCount = 0
    var conditions: [Event.Kind] = []
    var openEventCount = 0

    /// What is being done for the camera, as far as news tell.
    var state: CameraStatus.State {
        if failure != nil { return .unwritable }
        guard isConnected else { return loss == nil ? .connecting : .lost }
        return isWatching ? .watching : .learning
    }

    /// Takes note of what happened to the camera.
    mutating func note(_ news: CameraNews, at time: MediaTime) {
        let before = state
        switch news {
        case .connected(let format):
            counts.connections += 1
            self.format = format
            (isConnected, isWatching, loss) = (true, false, nil)
            heard = time
        case .watching(let gap, let gear):
            isWatching = true
            self.gear = gear
            self.gap = gap
            unseenSince = time
        case .ended: lose("the other side ended the stream")
        case .lost(let error): lose("\(error)")
        case .clock(.jumped): counts.clockJumps += 1
        case .clock(.corrected): counts.clockCorrections += 1
        case .overloaded(let count): counts.passedOver += count
        case .unwritten(let error):
            counts.unwritten += 1
            failure = error.fact
        case .evidence: counts.evidenceTroubles += 1
        case .recording: counts.recordingTroubles += 1
        // A keyframe of which nothing was seen is counted when it is worked on.
        case .undecoded, .ahead, .stateLost, .large: break
        }
        if state != before { since = time }
    }

    private mutating func lose(_ reason: String) {
        counts.losses += 1
        isConnected = false
        unseenSince = nil
        loss = reason
    }
}
