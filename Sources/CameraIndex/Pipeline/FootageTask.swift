/// What a scan has to do with a file.
enum FootageTask: Sendable {
    /// It is known to its end.
    case passOver(Footage)
    /// It is new, or known in part.
    case goOn(Footage?)
    /// What is known of it does not serve: it is watched anew.
    case replace

    /// Decides for one file; `live` is the moment that the watching before it reached, if any.
    init(
        for planned: PlannedFootage,
        context: CameraContext,
        timeline: Timeline,
        live: MediaTime?
    ) throws(IndexError) {
        let known = try context.index.footage(of: context.camera).first {
            $0.id == planned.footage.id && $0.timeline == timeline
                && $0.offset == planned.footage.offset
        }
        guard let known else {
            self = .goOn(nil)
            return
        }
        let hasGrown = planned.footage.sizeBytes != known.sizeBytes
        if context.again || !context.settings.isServed(by: known.settings) {
            self = .replace
        } else if hasGrown, !Self.isContinued(known, by: planned) {
            self = .replace
        } else if known.isComplete, !hasGrown {
            // Where footage before it was watched just now,
            // what stood at its end may stand on here.
            let follows = live.map { planned.follows($0, context.settings.parameters) } ?? false
            self = follows ? .replace : .passOver(known)
        } else {
            self = .goOn(known)
        }
    }

    /// Whether a file that grew still holds what was watched of it.
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
