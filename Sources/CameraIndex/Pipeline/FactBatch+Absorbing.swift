extension FactBatch {
    /// Adds what a later batch of the same timeline says.
    ///
    /// What it says anew of a stop or a file holds; events are judged when all is known.
    mutating func absorb(_ later: FactBatch) {
        let stopIDs = Set(later.stops.map(\.id))
        let gone = Set(later.removedStops)
        stops = stops.filter { !stopIDs.contains($0.id) && !gone.contains($0.id) } + later.stops
        removedStops += later.removedStops
        let files = Set(later.footage.map(\.id))
        footage = footage.filter { !files.contains($0.id) } + later.footage
        coverage += later.coverage
        activity += later.activity
        observability += later.observability
        checkpoint = later.checkpoint ?? checkpoint
    }
}
