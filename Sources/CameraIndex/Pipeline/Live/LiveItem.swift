/// What a camera's receiver hands to whoever watches it, in this order of time.
enum LiveItem: Sendable {
    /// A stream begins at a moment of the timeline; its keyframes that are looked at lie so far
    /// apart.
    case began(PictureStream, keyframeGap: MediaDuration, by: LiveGear, at: MediaTime)
    /// A keyframe that is to be looked at.
    case keyframe(TimedKeyframe)
    /// A stretch whose last picture is to be looked at.
    case stretch(StreamStretch)
    /// The stream broke off; what was learned is to be written.
    case broke
    /// The stream could not be opened or read, and why in a few words.
    case absent(String, at: MediaTime)
    /// The larger stream could not be opened or read, and why in a few words.
    case largeAbsent(String, at: MediaTime)
    /// The larger stream is received again.
    case largeReceived
    /// What was measured of the stream within some seconds.
    case gauge(StreamGauge.Reading, at: MediaTime)
    /// From now on the camera is watched by this.
    case follows(WatchOrder)
    /// The camera is let go of; who waits for that is told once all is written.
    case leaves(@Sendable () -> Void)

    /// Whether a picture is looked at for it.
    var isLook: Bool {
        switch self {
        case .keyframe, .stretch: true
        default: false
        }
    }

    /// What a receiver of the larger stream tells whoever watches the small one by it; nil where
    /// that is nothing.
    var ofLargeStream: LiveItem? {
        switch self {
        case .began: .largeReceived
        case .absent(let reason, let moment): .largeAbsent(reason, at: moment)
        default: nil
        }
    }

    /// The keyframe that it is; else nil.
    var keyframe: TimedKeyframe? {
        if case .keyframe(let keyframe) = self { keyframe } else { nil }
    }
}
