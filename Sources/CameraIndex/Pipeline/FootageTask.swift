/// What a scan has to do with a file.
enum FootageTask: Sendable {
    /// It is known to its end.
    case passOver(Footage)
    /// All of its time was watched in another file.
    case cover(Footage)
    /// It is new, or known in part.
    case goOn(Footage?)
    /// What is known of it does not serve: it is watched anew.
    case replace

    /// What the watching of the file before found, as far as it matters to the next one.
    struct News: Sendable {
        /// The file.
        var file: FootageID
        /// The newest moment that was seen.
        var reached: MediaTime
        /// When the oldest of what stands there came to rest.
        var openSince: MediaTime?
        /// Where the file began, if it was watched before.
        var start: MediaTime?

        /// Whether more may be told of a file now than when it was watched: it follows on
        /// something new, or on what stands since before a file that was known.
        func changes(_ next: PlannedFootage, _ parameters: DetectorParameters) -> Bool {
            guard next.follows(reached, parameters) else { return false }
            guard let start else { return true }
            return openSince.map { $0 < start } ?? false
        }
    }

    /// Decides for one file.
    ///
    /// - Parameters:
    ///   - planned: the file.
    ///   - known: what is known of the camera's files.
    ///   - context: what was asked for.
    ///   - news: what the watching that it may follow has found, if something was watched.
    init(
        for planned: PlannedFootage,
        known: KnownFootage,
        context: CameraContext,
        news: News?
    ) {
        if !context.again, let other = known.covering(planned),
            planned.footage.range.end <= other.watchedUntil + ScanPlan.clockRounding
        {
            self = .cover(other)
            return
        }
        guard let file = known.file(like: planned) else {
            self = .goOn(nil)
            return
        }
        let isOtherSize = planned.footage.sizeBytes != file.sizeBytes
        if context.again || context.settings.serving(file.settings) == nil {
            self = .replace
        } else if isOtherSize, !Self.isContinued(file, by: planned) {
            self = .replace
        } else if !file.isComplete || isOtherSize && Self.hasMore(planned, than: file) {
            self = .goOn(file)
        } else if let news, news.changes(planned, context.settings.parameters) {
            // What stood at the end of the file before may stand on here.
            self = .replace
        } else {
            self = .passOver(file)
        }
    }

    /// Whether a file goes on behind what was watched of it.
    private static func hasMore(_ planned: PlannedFootage, than known: Footage) -> Bool {
        let interval = planned.frameInterval ?? FootageReading.usualInterval
        return planned.footage.range.end - known.watchedUntil > interval
    }

    /// Whether a file of another size still holds what was watched of it.
    private static func isContinued(_ known: Footage, by planned: PlannedFootage) -> Bool {
        guard let tail = known.tail else { return false }
        do throws(MediaError) {
            let digest = try FootageFingerprint.keyframe(
                of: planned.footage.path,
                atOrBefore: tail.at
            )
            return digest?.at == tail.at && digest?.sha256 == tail.sha256
        } catch {
            return false
        }
    }
}
