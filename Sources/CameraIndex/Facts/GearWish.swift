/// How somebody wants footage to be sampled.
public enum GearWish: Hashable, Sendable {
    /// In the cheapest gear that keeps the promise of the rules.
    case auto
    /// In this gear, where that is possible.
    case fixed(Gear)

    /// The gear that was asked for, or nil for the cheapest that serves.
    public var gear: Gear? {
        if case .fixed(let gear) = self { gear } else { nil }
    }
}

extension GearWish: RawRepresentable, CaseIterable {
    private static let automatic = "auto"

    /// All wishes, the cheapest first.
    public static let allCases = [GearWish.auto] + Gear.allCases.map { .fixed($0) }

    /// Reads `auto` or the name of a gear.
    public init?(rawValue: String) {
        if rawValue == Self.automatic {
            self = .auto
        } else if let gear = Gear(rawValue: rawValue) {
            self = .fixed(gear)
        } else {
            return nil
        }
    }

    /// `auto`, or the name of the gear.
    public var rawValue: String { gear?.rawValue ?? Self.automatic }
}
