/// What the watch of a camera tells of itself, for its status.
package struct WatchProgress: Sendable {
    /// Things that seem to rest.
    let restingCount: Int
    /// Events that go on.
    let openEventCount: Int
    /// What is wrong with the camera, as kinds of event.
    let conditions: [Event.Kind]
    /// Whether the index could be written when that was last tried.
    let isWritable: Bool

    /// Makes a description.
    package init(
        restingCount: Int,
        openEventCount: Int,
        conditions: [Event.Kind] = [],
        isWritable: Bool
    ) {
        self.restingCount = restingCount
        self.openEventCount = openEventCount
        self.conditions = conditions
        self.isWritable = isWritable
    }
}
