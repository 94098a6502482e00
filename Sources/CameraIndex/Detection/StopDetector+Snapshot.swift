/// What a detector sees and thinks at one moment, for whoever wants to look at it.
///
/// Planes are of the analysis plane's size, one byte a pixel, row-major, without padding; boxes are
/// in pixels of the coded frame.
public struct DetectorSnapshot: Sendable {
    /// A stop that is being watched, whatever it may turn out to be.
    public struct Track: Sendable {
        /// What is known of its nature.
        public enum Nature: Sendable, Hashable {
            /// Something keeps still; it is too young to be judged.
            case pending
            /// Something came and stands.
            case thing
            /// A shadow or a patch of light.
            case shadow
            /// A leftover of a larger stop.
            case part
        }

        /// Its nature.
        public var nature: Nature
        /// What it covers.
        public var box: Box
        /// The first moment at rest.
        public var since: MediaTime
        /// The true first moment lies within `since` ± this.
        public var sinceUncertainty: MediaDuration
        /// The last moment at which it was surely seen.
        public var lastSeen: MediaTime
        /// Whether it was seen to come.
        public var arrivalSeen: Bool
        /// Share of the watched time in which it was seen, 0...1.
        public var seenRatio: Double
        /// Share of the watched time in which something hid it, 0...1.
        public var hiddenRatio: Double
        /// For how long its empty place has been seen.
        public var absence: MediaDuration
        /// For how long it has been hidden without a break.
        public var hiding: MediaDuration
        /// Whether it counts as a stop by now.
        public var isFact: Bool
    }

    /// How the planes lie to the coded frame.
    public let geometry: AnalysisGeometry
    /// The sample in the light of the reference.
    public let sample: [UInt8]
    /// The scene without anything standing in it; black while it is being learned.
    public let reference: [UInt8]
    /// 255 where the sample differs from the reference.
    public let foreground: [UInt8]
    /// How long each pixel has kept a value that is not the reference's: 255 is as long as counts.
    public let credit: [UInt8]
    /// The number in `tracks`, plus one, of what claims each pixel; 0 for nothing.
    public let claims: [UInt8]
    /// What is being watched.
    public let tracks: [Track]
    /// Whether the scene is still being learned: what stands now becomes a part of it.
    public let isLearning: Bool
    /// Since when the pictures could not be compared with the scene, or nil where they can.
    public let unreadableSince: MediaTime?
    /// How much brighter the sample is than the reference, as a factor.
    public let lightGain: Double
    /// Noise of the picture, standard deviation in grey levels.
    public let noise: Double
}

extension StopDetector {
    /// What it sees and thinks now; costs a pass over the plane.
    public var snapshot: DetectorSnapshot {
        var awake = self
        awake.wake()
        return awake.shownNow
    }

    private var shownNow: DetectorSnapshot {
        let level = model?.level ?? []
        var foreground = [UInt8](repeating: 0, count: size.areaPixels)
        if let model {
            for index in level.indices {
                let differs = abs(normalised[index] - level[index]) > model.threshold[index]
                foreground[index] = differs ? 255 : 0
            }
        }
        return DetectorSnapshot(
            geometry: geometry,
            sample: plane(of: model == nil ? latest : normalised),
            reference: plane(of: level),
            foreground: foreground,
            credit: plane(
                of: (candidates?.credit ?? []).map { 255 * $0 / parameters.creditCapSeconds }
            ),
            claims: claims,
            tracks: shown.map(track),
            isLearning: model == nil,
            unreadableSince: unreadableSince,
            lightGain: Double(light.gain),
            noise: Double(model?.noise ?? 0)
        )
    }

    private var shown: [StopTrack] { tracks.filter { !$0.isDropped } }

    /// The newest sample as it was seen.
    private var latest: [Float] { (learning.last?.pixels.levels ?? []).map { Float($0) } }

    private var claims: [UInt8] {
        var claims = [UInt8](repeating: 0, count: size.areaPixels)
        for (number, track) in shown.enumerated() {
            let mark = UInt8(clamping: number + 1)
            track.template.mask.forEachPixel { _, index in claims[index] = mark }
        }
        return claims
    }

    private func plane(of levels: [Float]) -> [UInt8] {
        guard levels.count == size.areaPixels else {
            return [UInt8](repeating: 0, count: size.areaPixels)
        }
        return levels.map { UInt8(min(255, max(0, $0.rounded()))) }
    }

    private func track(_ track: StopTrack) -> DetectorSnapshot.Track {
        DetectorSnapshot.Track(
            nature: DetectorSnapshot.Track.Nature(track.verdict),
            box: geometry.coded(track.template.box),
            since: track.since,
            sinceUncertainty: track.sinceUncertainty,
            lastSeen: track.lastSeen,
            arrivalSeen: track.arrivalSeen,
            seenRatio: Double(track.seenRatio),
            hiddenRatio: Double(track.hiddenRatio),
            absence: .seconds(Double(track.absenceSeconds)),
            hiding: .seconds(Double(track.hiddenSeconds)),
            isFact: report(track, nil) != nil
        )
    }
}

extension DetectorSnapshot.Track.Nature {
    /// What a verdict means to whoever looks at it.
    fileprivate init(_ verdict: StopTrack.Verdict) {
        switch verdict {
        case .pending: self = .pending
        case .thing: self = .thing
        case .shadow: self = .shadow
        case .part, .member, .companion: self = .part
        }
    }
}
