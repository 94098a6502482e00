/// What happened to a live camera, for a log.
public indirect enum CameraNews: Sendable {
    /// Its stream is open and holds this.
    case connected(FootageFormat)
    /// Its pictures are looked at, so far apart.
    case watching(every: MediaDuration, by: LiveGear = .keyframes)
    /// The other side ended the stream; it is opened again.
    case ended
    /// The stream cannot be opened or read; it is tried again.
    case lost(MediaError)
    /// A keyframe cannot be decoded.
    case undecoded(MediaError)
    /// The stream's clock is no good.
    case clock(StreamClock.Change)
    /// This machine's clock is behind what was watched before by so much; times go on from there.
    case ahead(MediaDuration)
    /// Pictures were passed over because this machine is too slow: how many.
    case overloaded(Int)
    /// The index cannot be written; what was not written yet is lost, and it is tried again.
    case unwritten(IndexError)
    /// It cannot be gone on with from where it was left.
    case stateLost(LostState)
    /// Something is wrong with its recording.
    case recording(RecordingNews)
    /// Something is wrong with the evidence, in a sentence.
    case evidence(String)
    /// What happened to its larger stream, where another one is watched.
    case large(CameraNews)
}
