import CameraIndex
import Crypto
import Foundation

/// A data folder with three events whose evidence is small and signed, and exports of it.
final class SignedFolder {
    let data: IndexFolder
    let index: EventIndex
    let signer: EvidenceSigner
    let events: [EventID]
    /// A folder for exports, gone with this.
    let exports: FootageFolder

    init() throws {
        let data = try IndexFolder()
        let index = try data.open()
        exports = try FootageFolder()
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: .given)
        batch.events = [0.0, 1_000, 2_000].map { .sample(from: $0, to: $0 + 300) }
        batch.coverage = [
            .watched(stretch(0, 3_000), longestGap: .seconds(1), floor: .seconds(20))
        ]
        try index.record(batch)
        for event in batch.events {
            try index.setStills(
                Self.stills(of: event, in: data),
                clips: [Self.clip(of: event, in: data)],
                evidence: .whole,
                of: event.id
            )
        }
        let rule = DwellRule(
            name: "no-stopping",
            zone: Zone(name: "north-lane", outline: .wholeFrame),
            limit: .seconds(240)
        )
        try index.noteJudgement(
            Judgement(rule).text,
            rule: rule.name,
            zone: rule.zone.name,
            camera: "gate-2",
            timeline: .utc
        )
        let signer = try EvidenceSigner(index, timeZone: .gmt) { utc(5_000) }
        for event in batch.events { try signer.sign(event.id) }
        events = batch.events.map(\.id)
        self.data = data
        self.index = index
        self.signer = signer
    }

    /// Exports events, all of them where none is named; gives the path.
    func export(_ events: [EventID]? = nil, to name: String) throws -> String {
        let path = exports.path(name)
        try EvidenceExport(
            of: (events ?? self.events).map(\.description),
            in: index,
            signer: signer
        ).write(to: path)
        return path
    }

    private static func stills(of event: Event, in data: IndexFolder) throws -> [Still] {
        let store = StillStore(dataFolder: data.path, timeZone: .gmt)
        return try Still.Moment.allCases.enumerated().map { number, moment in
            try store.keep(
                captioned: noise(400 + 10 * number, event, "\(moment)"),
                frame: noise(300, event, "\(moment) frame"),
                of: event,
                moment: moment,
                at: event.since + .seconds(120 * Double(number))
            )
        }
    }

    private static func clip(of event: Event, in data: IndexFolder) throws -> Clip {
        let path = "clips/\(event.id)-clip-1.mp4"
        let bytes = noise(2_000, event, "clip")
        try FileManager.default.createDirectory(
            atPath: data.path + "/clips",
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: URL(filePath: data.path + "/" + path))
        return Clip(
            range: MediaRange(event.since - .seconds(4), event.since + .seconds(242)),
            path: path,
            sha256: SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined(),
            sizeBytes: Int64(bytes.count),
            footage: FootageID(stored: "f1")
        )
    }

    /// Bytes that differ for each event and word.
    private static func noise(_ count: Int, _ event: Event, _ word: String) -> [UInt8] {
        var random = SeededGenerator(
            seed: "\(event.id) \(word)".utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }
        )
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
