/// Which events a destination is told of.
public struct OutboxFilter: Hashable, Sendable {
    /// Names or patterns of cameras, in which `*` stands for any text and `?` for one character;
    /// none for all.
    public var cameras: [String]
    /// Names of rules, or none for all.
    public var rules: [String]
    /// Kinds of events, or none for all.
    public var kinds: Set<Event.Kind>

    /// Makes a filter that lets everything pass that is not named otherwise.
    public init(cameras: [String] = [], rules: [String] = [], kinds: Set<Event.Kind> = []) {
        self.cameras = cameras
        self.rules = rules
        self.kinds = kinds
    }

    /// Whether a destination with this filter is told of `event`.
    public func passes(_ event: Event) -> Bool {
        passes(camera: event.camera)
            && (rules.isEmpty || rules.contains(event.rule))
            && (kinds.isEmpty || kinds.contains(event.kind))
    }

    /// Whether a destination with this filter is told of events of `camera`.
    public func passes(camera: String) -> Bool {
        cameras.isEmpty || cameras.contains { CameraPattern($0).matches(camera) }
    }
}

/// Somebody who is told of events, as the index knows them.
public struct OutboxDestination: Hashable, Sendable {
    /// By what the configuration calls it.
    public var name: String
    /// Of which events it is told.
    public var filter: OutboxFilter

    /// Makes a destination.
    public init(name: String, filter: OutboxFilter = OutboxFilter()) {
        self.name = name
        self.filter = filter
    }
}
