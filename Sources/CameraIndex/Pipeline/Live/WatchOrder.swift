import Foundation

/// By what a camera is watched: its source, its rules, and how they are told.
struct WatchOrder: Sendable {
    let camera: WatchRequest.Camera
    /// The zone in which times are written on pictures.
    let timeZone: TimeZone
    let index: EventIndex
    /// Who records the cameras; nil where nobody does.
    var recordings: RecordingPool?
    /// Where recordings lie, and what of the camera is recorded; nil where nothing is.
    var recording: (place: RecordingPlace, terms: RecordingTerms)?
    /// Whether events of recorded cameras get clips.
    var keepsClips = false

    /// The exactness at which ends are told by keyframes: so many fit into the shortest limit.
    private static let keyframesPerStop: Int64 = 60
    /// Keyframes are looked at no farther apart than this: a still may wait as long.
    static let longestGap = MediaDuration.seconds(4)

    /// How far the keyframes that are looked at may lie apart.
    var keyframeGap: MediaDuration {
        let shortest = camera.rules.map(\.need.shortestStop).min() ?? .minutes(4)
        return min(Self.longestGap, shortest / Self.keyframesPerStop)
    }

    /// How far they may lie apart: a stop as short as the shortest limit may be missed else.
    var bound: MediaDuration {
        ScanSettings(rules: camera.rules, gear: .keyframes).need.longestGap
    }

    /// How far they may lie apart before what lies between is decoded; nil where that is never.
    var bearableGap: MediaDuration? { camera.gear == .automatic ? bound : nil }

    /// Whether another order asks for the same.
    func isSame(as other: WatchOrder) -> Bool {
        camera == other.camera && timeZone == other.timeZone && keepsClips == other.keepsClips
            && isRecorded(as: other)
    }

    /// Whether what is received by another order serves this one too.
    func isReceived(as other: WatchOrder) -> Bool {
        camera.source == other.camera.source
            && camera.detectSource == other.camera.detectSource
            && camera.gear == other.camera.gear && keyframeGap == other.keyframeGap
            && isRecorded(as: other)
    }

    /// Whether the same is recorded; how long it is kept does not matter.
    private func isRecorded(as other: WatchOrder) -> Bool {
        recording?.terms.isRecorded(as: other.recording?.terms ?? RecordingTerms())
            ?? (other.recording == nil)
    }

    /// What its status goes by, where it has stalled once nothing has come for `patience`.
    func terms(patience: MediaDuration) -> CameraMeter.Terms {
        CameraMeter.Terms(
            id: camera.id,
            source: camera.watchedSource.description,
            trust: trust?.word,
            bound: bound,
            patience: patience
        )
    }

    /// How the servers of its streams are known: what is not checked is told first.
    private var trust: StreamTrust? {
        let known = [camera.watchedSource.trust, camera.source.trust].compactMap(\.self)
        return known.first { $0 == .insecure } ?? known.first
    }

    /// What the status of its larger stream goes by.
    func largeTerms(patience: MediaDuration) -> CameraMeter.Terms {
        CameraMeter.Terms(
            id: camera.id,
            source: camera.source.description,
            trust: camera.source.trust?.word,
            bound: Self.longestGap,
            patience: patience
        )
    }

    /// What the camera is watched with.
    var context: CameraContext {
        let isRecorded = recording.map { $0.terms.mode != .off } ?? false
        var context = CameraContext(
            camera: camera.id,
            index: index,
            rules: camera.rules,
            settings: ScanSettings(rules: camera.rules, gear: .keyframes),
            again: false,
            keepsClips: keepsClips && isRecorded,
            timeZone: timeZone,
            commitInterval: .seconds(10),
            makesEvidence: true,
            seed: 0,
            storage: StorageMeter(),
            threads: 1,
            // Evidence that is due when the watch ends is still made.
            interrupt: Interrupt(),
            progress: nil
        )
        if isRecorded, let recording, let recordings {
            let name = camera.id
            context.recordings = recording.place
            context.recording = CameraRecording(judgedBy: camera.rules) {
                recordings.submit($0, ofCamera: name)
            }
        }
        return context
    }
}
