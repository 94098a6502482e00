import GRDB

extension EventIndex {
    /// Notes by which rule and zone the events of a timeline, or of a stretch of it, were judged.
    ///
    /// - Parameters:
    ///   - judgement: Rule and zone as JSON, as a manifest tells them.
    ///   - rule: The name of the rule.
    ///   - zone: The name of the zone.
    ///   - camera: The camera.
    ///   - timeline: The timeline.
    ///   - range: Only events that were going on in it; all where it is nil.
    /// - Throws: `IndexError.busy` or `.diskFull`.
    public func noteJudgement(
        _ judgement: String,
        rule: String,
        zone: String,
        camera: String,
        timeline: Timeline,
        within range: MediaRange? = nil
    ) throws(IndexError) {
        try write { database in
            guard let id = try TimelineTable.id(of: camera, timeline, in: database) else { return }
            try SealTable.note(
                judgement,
                rule: rule,
                zone: zone,
                timeline: id,
                within: range,
                in: database
            )
        }
    }

    /// The events of a timeline whose evidence was made or has changed since it was signed.
    public func eventsToSign(
        camera: String,
        timeline: Timeline
    ) throws(IndexError) -> [EventID] {
        try read { database in
            guard let id = try TimelineTable.id(of: camera, timeline, in: database) else {
                return []
            }
            return try SealTable.due(timeline: id, in: database)
        }
    }

    /// Whether something of an event is not signed yet.
    public func isToSign(_ id: EventID) throws(IndexError) -> Bool {
        try read { database in
            guard let event = try EventTable.named(id.description, limit: 1, in: database).first,
                event.id == id
            else { return false }
            return try SealTable.entry(of: event.number, in: database)?.isDue ?? false
        }
    }

    /// Adds a manifest of an event at the end of the chain, where something of it is not signed.
    ///
    /// What it is made of is read, signed and written in one transaction, so that the chain has no
    /// fork and no gap however many processes write it and however they end.
    ///
    /// - Parameters:
    ///   - id: The event.
    ///   - sign: Makes the manifest; nil where all there is to say is signed already.
    /// - Returns: what was added, or nil where nothing was.
    /// - Throws: `IndexError`, of the index or of `sign`; then nothing has changed.
    @discardableResult
    public func chain(
        _ id: EventID,
        signing sign: (EvidenceRecord) throws(IndexError) -> SignedManifest?
    ) throws(IndexError) -> ChainedManifest? {
        try write { database in
            guard let event = try EventTable.named(id.description, limit: 1, in: database).first,
                event.id == id, let seal = try SealTable.entry(of: event.number, in: database),
                seal.isDue,
                let record = try record(of: event, judgement: seal.judgement, in: database)
            else { return nil }
            let signed = try sign(record)
            try SealTable.settle(event.number, in: database)
            guard let signed else { return nil }
            let chained = ChainedManifest(
                event: id,
                link: ChainLink(
                    sequence: record.sequence,
                    previous: record.head,
                    manifest: signed.sha256
                ),
                signed: signed
            )
            try ManifestTable.append(chained, in: database)
            return chained
        }
    }

    /// The newest manifest of an event, or nil where none was signed.
    public func manifest(of id: EventID) throws(IndexError) -> ChainedManifest? {
        try read { try ManifestTable.newest(of: id, in: $0) }
    }

    /// Number and hash of the chain's last link, or nil where nothing was signed.
    public func chainHead() throws(IndexError) -> (sequence: Int64, link: String)? {
        try read { try ManifestTable.head(in: $0) }
    }

    /// The whole chain, each link reckoned anew.
    ///
    /// - Throws: `IndexError.damaged` where a stored link is not what it must be.
    public func chain() throws(IndexError) -> [ChainLink] {
        let rows = try read { try ManifestTable.links(in: $0) }
        let chain = ChainLink.chain(of: rows.map(\.manifest))
        for (link, row) in zip(chain, rows) {
            guard row.sequence == link.sequence, row.link == link.hash else {
                throw .damaged(
                    path: directory.indexPath,
                    detail: "manifest \(link.sequence) of the chain is not what was signed"
                )
            }
        }
        return chain
    }

    private func record(
        of event: (number: Int64, id: EventID),
        judgement: String,
        in database: Database
    ) throws -> EvidenceRecord? {
        guard var indexed = try EventTable.event(numbered: event.number, in: database),
            indexed.evidence != .pending,
            let timeline = try TimelineTable.id(
                of: indexed.event.camera,
                indexed.timeline,
                in: database
            )
        else { return nil }
        let newest = try ManifestTable.newest(of: event.id, in: database)
        // A manifest says nothing of manifests but of the one before it in the chain.
        indexed.manifest = nil
        let shown = indexed.shownRange
        let head = try ManifestTable.head(in: database)
        return EvidenceRecord(
            event: indexed,
            judgement: judgement,
            coverage: try CoverageTable.overlapping(shown, timeline: timeline, in: database)
                .compactMap { span in
                    var span = span
                    guard let range = span.range.intersection(with: shown) else { return nil }
                    span.range = range
                    return span
                },
            footage: try FootageTable.of(indexed.event.camera, in: database).filter {
                $0.timeline == indexed.timeline && $0.range.intersection(with: shown) != nil
            },
            head: head?.link,
            sequence: (head?.sequence ?? 0) + 1,
            signedContent: newest?.signed.content
        )
    }
}

extension IndexedEvent {
    /// From where the thing stood, or the first clip began, to where it left, or the last ended.
    fileprivate var shownRange: MediaRange {
        let end = event.endedAt ?? event.since + event.dwell
        return MediaRange(
            clips.map(\.range.start).reduce(event.since, min),
            clips.map(\.range.end).reduce(end, max)
        )
    }
}
