import CameraIndex

/// Says how many events there are.
enum EventCountText {
    /// "no events", "1 event", "2 events"; none at all speaks of what could be observed alone.
    static func text(_ count: Int, of zones: [ZoneObservability]) -> String {
        switch count {
        case 0 where !zones.allSatisfy(\.isObservable):
            "no events in what could be observed"
        case 0: "no events"
        case 1: "1 event"
        default: "\(count) events"
        }
    }
}
