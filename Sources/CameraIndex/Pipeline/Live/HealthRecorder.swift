/// Records how a live camera is, as events of its health.
struct HealthRecorder: Sendable {
    private let camera: String
    private let index: EventIndex
    private var health: CameraHealth
    /// When what the camera usually shows was written last.
    private var viewed: MediaTime?

    /// What the camera usually shows is written each so often.
    private static let viewStep = MediaDuration.minutes(10)

    /// Takes up what was so when the camera was watched last.
    ///
    /// - Throws: `IndexError` when the index cannot be read.
    init(camera: String, index: EventIndex) throws(IndexError) {
        self.camera = camera
        self.index = index
        health = CameraHealth(
            camera: camera,
            open: try index.openHealthEvents(of: camera),
            usual: Self.view(try index.usualView(of: camera))
        )
    }

    private static func view(_ state: [UInt8]?) -> UsualView {
        do throws(DetectionError) {
            return try state.map { state throws(DetectionError) in
                try UsualView(archived: state)
            } ?? UsualView()
        } catch {
            // Another version wrote it: it is learned anew.
            return UsualView()
        }
    }

    /// What is wrong now, for long enough.
    var conditions: [Event.Kind] { health.conditions }

    /// Takes note that the stream cannot be opened or read.
    mutating func noteAbsence(_ reason: String, at time: MediaTime) {
        health.noteAbsence(reason, at: time)
    }

    /// Takes note that the larger stream cannot be opened or read.
    mutating func noteLargeStream(absent reason: String, at time: MediaTime) {
        health.noteLargeStream(absent: reason, at: time)
    }

    /// Takes note that the larger stream is received, or that there is none any more.
    mutating func noteLargeStreamReceived() { health.noteLargeStreamReceived() }

    /// Takes note of what came of the stream within some seconds.
    mutating func note(_ reading: StreamGauge.Reading, at time: MediaTime) {
        health.noteStream(
            bitsPerSecond: reading.bitsPerSecond,
            clockLead: reading.clockLead,
            at: time
        )
    }

    /// Takes note of a keyframe; a nil picture is one that could not be decoded.
    mutating func note(_ picture: ReducedPicture?, frozenSince: MediaTime?, at time: MediaTime) {
        let measure = picture.map { picture in
            PictureMeasure(
                picture.plane,
                size: AnalysisGeometry(frame: picture.size, turn: picture.turn).plane
            )
        }
        health.note(measure, frozenSince: frozenSince, at: time)
    }

    /// The camera is let go of for good.
    mutating func leave() { health.leave() }

    /// Writes what has changed.
    ///
    /// - Parameters:
    ///   - time: the present.
    ///   - isLast: whether the camera is left for now.
    /// - Throws: `IndexError` when the index cannot be written; it is written the next time.
    mutating func write(at time: MediaTime, isLast: Bool = false) throws(IndexError) {
        let changes = health.takeChanges()
        let isViewDue = isLast || viewed.map { time - $0 >= Self.viewStep } ?? health.usual.isKnown
        guard !changes.isEmpty || isViewDue && health.usual.isKnown else { return }
        let view = isViewDue && health.usual.isKnown ? health.usual.archived : nil
        do throws(IndexError) {
            try index.recordHealth(changes, of: camera, view: view)
        } catch {
            health.giveBack(changes)
            throw error
        }
        if view != nil { viewed = time }
    }
}
