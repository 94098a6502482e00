import GRDB

extension EventIndex {
    /// Takes the lease of `camera` and removes the states that no checkpoint of it names.
    ///
    /// Such states are left where a process ended between writing a state and recording it; none
    /// can be on its way while nobody held the lease.
    ///
    /// - Throws: `IndexError.cameraHeld` where another process has the lease.
    public func lease(
        _ camera: String,
        holder: LeaseHolder
    ) throws(IndexError) -> CameraLease {
        let lease = try CameraLease(camera: camera, in: directory, holder: holder)
        let named = try read { try CheckpointTable.statePaths(of: camera, in: $0) }
        try StateFile.sweep(camera: camera, keeping: named, in: directory)
        return lease
    }

    /// Records a batch, whole or not at all.
    ///
    /// With `replacing`, what began in that stretch is forgotten first: stops, events, coverage,
    /// activity, and a checkpoint within. A new stop that matches a forgotten one keeps its name
    /// (`StopMatching`), and an event that is judged again keeps its review and stills.
    ///
    /// A file that lay elsewhere before, because its clock was not known or was corrected, leaves
    /// no facts behind there.
    @discardableResult
    public func record(_ batch: FactBatch) throws(IndexError) -> RecordOutcome {
        let (outcome, abandoned) = try write { database in
            var recording = try BatchRecording(batch, telling: telling, in: database)
            return try recording.run()
        }
        StateFile.discard(abandoned, in: directory)
        return outcome
    }

    /// Puts `stills` and `clips` in the place of an event's, and says how far its evidence has
    /// come.
    ///
    /// - Throws: `IndexError.unknownEvent` where there is no such event.
    public func setStills(
        _ stills: [Still],
        clips: [Clip] = [],
        evidence: EvidenceState,
        of id: EventID
    ) throws(IndexError) {
        try write { database in
            guard try StillTable.put(stills, evidence, of: id, in: database) else {
                throw IndexError.unknownEvent(id.description)
            }
            try ClipTable.put(clips, of: id, in: database)
            try telling?.note([id], in: database)
        }
    }
}
