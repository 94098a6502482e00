/// How long something must be wrong with a camera before it is an event, and right before it ends.
enum HealthTimes {
    /// How long it must be so.
    static func shortest(_ kind: Event.Kind) -> MediaDuration {
        switch kind {
        // A stream that was frozen is known to have been.
        case .dwell, .frozen: .zero
        case .offline, .noSignal: .seconds(10)
        case .black: .seconds(30)
        // A lorry at a red light hides the scene for a while.
        case .covered, .moved, .overExposed, .clockOff: .seconds(60)
        case .outOfFocus, .bitRateCollapsed: .minutes(2)
        case .lowLight: .minutes(5)
        }
    }

    /// How long it must not be so.
    static func release(_ kind: Event.Kind) -> MediaDuration {
        switch kind {
        case .dwell, .offline, .frozen: .zero
        case .noSignal, .black, .covered, .moved, .outOfFocus: .seconds(10)
        case .overExposed, .clockOff, .bitRateCollapsed: .seconds(60)
        case .lowLight: .minutes(5)
        }
    }

    /// After so long another view is the usual one.
    static let longestMoved = MediaDuration.minutes(30)

    /// How much it matters: what makes a camera blind is likely to be somebody's doing.
    static func severity(_ kind: Event.Kind) -> Event.Severity {
        switch kind {
        case .covered, .moved, .noSignal, .offline, .frozen: .high
        case .dwell, .black, .outOfFocus, .overExposed, .clockOff: .medium
        case .lowLight, .bitRateCollapsed: .low
        }
    }
}
