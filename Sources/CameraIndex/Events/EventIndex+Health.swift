extension EventIndex {
    /// The events of a camera's health that go on.
    public func openHealthEvents(of camera: String) throws(IndexError) -> [Event] {
        var query = EventQuery(cameras: [camera])
        query.kinds = Event.Kind.health
        query.states = [.open]
        query.includesUnknownClock = false
        query.includesCoverage = false
        query.limit = 1_000
        // A name with a wildcard in it finds its likes too.
        return try events(query).events.map(\.event).filter { $0.camera == camera }
    }

    /// What was learned of the pictures of a camera, as its health is judged by them; nil where
    /// nothing is known.
    func usualView(of camera: String) throws(IndexError) -> [UInt8]? {
        try read { try ViewTable.state(of: camera, in: $0) }
    }

    /// Records how a camera is.
    ///
    /// - Parameters:
    ///   - events: those that are new or changed.
    ///   - camera: the camera.
    ///   - view: what it usually shows; nil leaves what is known.
    /// - Throws: `IndexError` where the index cannot be written.
    func recordHealth(
        _ events: [Event],
        of camera: String,
        view: [UInt8]? = nil
    ) throws(IndexError) {
        try write { database in
            let known = try TimelineTable.id(of: camera, .utc, in: database)
            let timeline =
                try known
                ?? TimelineTable.idMaking(
                    camera,
                    .utc,
                    clock: events.first?.clock ?? .unknown,
                    in: database
                )
            try EventTable.put(events, timeline: timeline, in: database)
            try telling?.note(events.lazy.map(\.id), in: database)
            if let view { try ViewTable.put(view, of: camera, in: database) }
        }
    }
}
