import Foundation

/// What the manifest of an event says, as canonical JSON.
struct ManifestText {
    /// The first words of every manifest.
    static let format = "camindexd evidence manifest 1"

    private let record: EvidenceRecord
    private let files: [CanonicalJSON]
    private let timeZone: TimeZone

    /// Reads of the evidence files what the index does not know: their sizes.
    ///
    /// - Throws: `EvidenceError.evidenceMissing` where one is gone.
    init(
        of record: EvidenceRecord,
        dataFolder: String,
        timeZone: TimeZone
    ) throws(EvidenceError) {
        self.record = record
        self.timeZone = timeZone
        let event = record.event
        var files: [(path: String, value: CanonicalJSON)] = []
        for still in event.stills {
            for (path, hash, role) in [
                (still.path, still.sha256, "captioned"),
                (still.framePath, still.frameSHA256, "frame"),
            ] {
                let file = EvidenceFile(path: path, sha256: hash)
                let size = try file.sizeBytes(in: dataFolder)
                files.append(
                    (
                        file.name,
                        .object([
                            "at": .string(event.event.text(still.at, in: timeZone)),
                            "kind": .string("still"), "moment": .string(still.moment.rawValue),
                            "path": .string(file.name), "role": .string(role),
                            "sha256": .string(hash), "sizeBytes": .integer(size),
                        ])
                    )
                )
            }
        }
        for clip in event.clips {
            let name = EvidenceFile(path: clip.path, sha256: clip.sha256).name
            files.append(
                (
                    name,
                    .object([
                        "at": .string(event.event.text(clip.range.start, in: timeZone)),
                        "footage": .string(clip.footage.description), "kind": .string("clip"),
                        "path": .string(name), "sha256": .string(clip.sha256),
                        "sizeBytes": .integer(clip.sizeBytes),
                        "until": .string(event.event.text(clip.range.end, in: timeZone)),
                    ])
                )
            )
        }
        self.files = files.sorted { $0.path < $1.path }.map(\.value)
    }

    /// SHA-256 of all that is said of the event, whoever signs it where and when.
    var content: String {
        ContentDigest.hexadecimal(of: CanonicalJSON.object(statements).bytes)
    }

    /// The bytes to sign.
    func bytes(signedBy key: PublicKey, at now: UTCTime) -> [UInt8] {
        var members = statements
        members["chain"] = .object([
            "previous": .optional(record.head), "sequence": .integer(record.sequence),
        ])
        members["key"] = key.json
        members["signedAt"] = .string(now.rfc3339(in: .gmt))
        members["software"] = .string(Software.name)
        return CanonicalJSON.object(members).bytes
    }

    // MARK: - Statements

    private var statements: [String: CanonicalJSON] {
        let indexed = record.event
        let line = EventJSON(timeZone: timeZone).line(indexed)
        return [
            "clock": clock,
            "coverage": coverage,
            "event": CanonicalJSON(Array(line.utf8)) ?? .null,
            "files": .array(files),
            "footage": .array(record.footage.map(footage)),
            "format": .string(Self.format),
            "judgement": CanonicalJSON(Array(record.judgement.utf8)) ?? .null,
            "leastSecondsBetweenStills": leastStep.map { .seconds($0) } ?? .null,
        ]
    }

    private var clock: CanonicalJSON {
        let clock = record.event.event.clock
        let uncertainty = clock.uncertainty
        return .object([
            "source": .string(clock.source.rawValue),
            "statement": .string(clock.statement),
            "uncertaintySeconds": uncertainty.map { .seconds($0) } ?? .null,
        ])
    }

    private var coverage: CanonicalJSON {
        .array(
            record.coverage.map { span in
                .object([
                    "at": time(span.range.start),
                    "floorSeconds": span.floor.map { .seconds($0) } ?? .null,
                    "longestGapSeconds": span.longestGap.map { .seconds($0) } ?? .null,
                    "state": .string(span.state.rawValue),
                    "until": time(span.range.end),
                ])
            }
        )
    }

    private func footage(_ footage: Footage) -> CanonicalJSON {
        let (format, frame) = (footage.format, footage.format.frame)
        return .object([
            "at": time(footage.range.start),
            "codec": .string(format.codec),
            "fingerprint": .string(footage.id.description),
            "frame": .array([.integer(Int64(frame.width)), .integer(Int64(frame.height))]),
            "path": .string(footage.path),
            "sizeBytes": .integer(footage.sizeBytes),
            "turn": .integer(Int64(format.turn.rawValue)),
            "until": time(footage.range.end),
        ])
    }

    private func time(_ time: MediaTime) -> CanonicalJSON {
        .string(record.event.event.text(time, in: timeZone))
    }

    private var leastStep: MediaDuration? {
        let times = record.event.stills.map(\.at).sorted()
        return zip(times.dropFirst(), times).map { $0 - $1 }.min()
    }
}

extension Event {
    /// A moment of the event's timeline, as the event's JSON tells it.
    fileprivate func text(_ time: MediaTime, in timeZone: TimeZone) -> String {
        clock.utc(at: time)?.rfc3339(in: timeZone) ?? time.clockText
    }
}

extension MediaClock {
    /// What may be relied on of the times, for somebody who knows nothing of camindexd.
    fileprivate var statement: String {
        let origin =
            switch source {
            case .given: "The operator said when the footage begins"
            case .name: "When the footage begins was read from its file's name"
            case .container:
                "When the footage begins was read from the video file, which may be wrong"
            case .arrival:
                "The footage was watched as it came; times are those of the watching machine's "
                    + "clock when it came"
            case .unknown:
                "Nothing tells when the footage was taken; times count from its beginning"
            }
        let bound = uncertainty.map { ", within \($0.shortText)" } ?? ""
        return "\(origin)\(isKnown ? bound : ""). "
            + "The recorder's clock itself was not checked against standard time."
    }
}

extension PublicKey {
    /// The key as manifests tell it.
    var json: CanonicalJSON {
        .object([
            "ed25519": .string(Data(bytes).base64EncodedString()),
            "fingerprint": .string(fingerprint),
        ])
    }
}
