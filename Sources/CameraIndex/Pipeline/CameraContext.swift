import Foundation

/// What the scan of one camera works with.
struct CameraContext: Sendable {
    let camera: String
    let index: EventIndex
    let rules: [DwellRule]
    var settings: ScanSettings
    /// The files of which a survey reads all, as their pictures cannot be found one by one.
    var readThrough: Set<FootageID> = []
    /// Whether what is known is forgotten and watched again.
    let again: Bool
    /// Whether events get clips beside their stills.
    let keepsClips: Bool
    /// The zone in which times are written on pictures.
    let timeZone: TimeZone
    /// The time between two steps to the disk.
    let commitInterval: Duration
    /// Whether stills are made of the events.
    let makesEvidence: Bool
    /// What the moments of a survey are drawn from, beside the camera.
    let seed: UInt64
    /// Where a survey notes its pictures, or nil.
    var pictureLog: PictureLog?
    /// Takes what is to be recorded of a live camera; nil where it is not recorded.
    var recording: CameraRecording?
    /// Where recordings of live cameras lie; nil where evidence is not cut of them.
    var recordings: RecordingPlace?
    /// Knows how fast the footage is read.
    let storage: StorageMeter
    /// Threads that may work for the camera at a time.
    let threads: Int
    let interrupt: Interrupt
    /// Is told how far the work has come, or nil.
    let progress: ScanProgress?

    /// The rules of the camera, which judge together.
    var book: RuleBook { RuleBook(camera: camera, rules: rules) }

    /// The names of the rules.
    var ruleNames: Set<String> { Set(rules.map(\.name)) }

    /// The events of a timeline by the rules of now that were going on in one of `stretches`.
    func events(
        on timeline: Timeline,
        within stretches: [MediaRange]
    ) throws(IndexError) -> [IndexedEvent] {
        guard let start = stretches.map(\.start).min(), let end = stretches.map(\.end).max() else {
            return []
        }
        return try index.events(
            of: camera,
            on: timeline,
            within: MediaRange(start, end),
            by: ruleNames
        ).filter { indexed in stretches.contains { indexed.event.overlaps($0) } }
    }
}
