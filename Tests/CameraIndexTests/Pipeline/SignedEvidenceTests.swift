import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct SignedEvidenceTests {
    private let recorder: Recorder

    init() throws {
        recorder = try Recorder()
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: recorder.data.path + "/" + path, encoding: .utf8)
    }

    private func events() throws -> [IndexedEvent] {
        try recorder.data.open().events(EventQuery()).events
    }

    @Test func `an event gets a clip from before its arrival to after the limit`() throws {
        let summary = try recorder.scan(recorder.file(0, 110))
        let event = try #require(summary.cameras.first?.events.first)
        #expect(event.evidence == .whole)
        let clip = try #require(event.clips.first)
        #expect(event.clips.count == 1)
        // Keyframes are 2 s apart; 3 s before the rest and 2 s after the limit are asked for.
        #expect(clip.range.start <= event.event.since - .seconds(3))
        #expect(clip.range.start > event.event.since - .seconds(5.1))
        #expect(clip.range.end > event.event.since + .seconds(12))
        #expect(clip.range.end < event.event.since + .seconds(13))
        var reader = try VideoReader(path: recorder.data.path + "/" + clip.path)
        var count = 0
        while case .frame? = try reader.next() { count += 1 }
        #expect(Double(count) == clip.range.duration.seconds * 5)
    }

    @Test func `a stop across files has a clip of each`() throws {
        let files = [
            try recorder.file(0, 38), try recorder.file(38, 45), try recorder.file(45, 110),
        ]
        let summary = try recorder.scan(files[0], files[1], files[2]) {
            $0.rules = { _ in [DwellRule(limit: .seconds(20))] }
        }
        let event = try #require(summary.cameras.first?.events.first)
        #expect(event.evidence == .whole)
        #expect(event.clips.map(\.path.last) == ["4", "4", "4"])
        #expect(
            event.clips.map { ($0.range.end - Recorder.moment(0)).seconds.rounded() } == [
                38, 45, 52,
            ]
        )
        #expect(Set(event.clips.map(\.footage)).count == 3)
    }

    @Test func `without clips evidence is whole with its stills`() throws {
        let summary = try recorder.scan(recorder.file(0, 110)) { $0.keepsClips = false }
        let event = try #require(summary.cameras.first?.events.first)
        #expect(event.evidence == .whole)
        #expect(event.clips == [])
        #expect(event.manifest != nil)
    }

    @Test func `each event is signed, and each manifest names the one before it`() throws {
        let summary = try recorder.scan(recorder.file(0, 110))
        let events = try #require(summary.cameras.first?.events)
        #expect(events.map(\.manifest?.sequence) == [1, 2])
        let index = try recorder.data.open()
        let key = try SigningKey(of: recorder.data.directory).publicKey
        let chain = try index.chain()
        for (event, link) in zip(events, chain) {
            let chained = try #require(try index.manifest(of: event.event.id))
            #expect(chained.link == link)
            #expect(key.isValid(chained.signed.signature, over: chained.signed.text))
            let reference = try #require(event.manifest)
            #expect(try Array(text(reference.path).utf8) == chained.signed.text)
            let previous = link.previous.map { "\"\($0)\"" } ?? "null"
            #expect(
                try text(reference.path).contains(
                    "\"chain\":{\"previous\":\(previous),\"sequence\":\(link.sequence)}"
                )
            )
        }
        #expect(try index.chainHead()?.link == chain.last?.hash)
    }

    @Test func `a manifest says what was judged, by what clock, and how it was watched`() throws {
        let outline = try Polygon(text: "0,0.1 1,0.1 1,0.99 0,0.99")
        let summary = try recorder.scan(recorder.file(0, 80)) {
            $0.rules = { _ in
                [
                    DwellRule(
                        name: "no-stopping",
                        zone: Zone(name: "lane", outline: outline),
                        limit: .seconds(10)
                    )
                ]
            }
        }
        let event = try #require(summary.cameras.first?.events.first)
        let manifest = try text(#require(event.manifest).path)
        #expect(
            manifest.contains(
                "\"judgement\":{\"rule\":{\"classes\":null,\"graceSeconds\":2.5,\"hours\":null,"
                    + "\"kind\":\"dwell\",\"limitSeconds\":10,\"name\":\"no-stopping\","
                    + "\"rearmSeconds\":5,\"severity\":\"medium\",\"sizes\":{},"
                    + "\"violationCode\":null},\"zone\":{\"name\":\"lane\","
                    + "\"outline\":[[0,0.1],[1,0.1],[1,0.99],[0,0.99]],\"sizeReference\":null}}"
            )
        )
        #expect(
            manifest.contains(
                "\"clock\":{\"source\":\"name\",\"statement\":\"When the footage begins was read "
                    + "from its file's name, within 1 s. The recorder's clock itself was not "
                    + "checked against standard time.\",\"uncertaintySeconds\":1}"
            )
        )
        // At a limit of 10 s the stills are that far apart, a picture more or less.
        #expect(manifest.contains("\"leastSecondsBetweenStills\":10"))
        #expect(manifest.contains("\"format\":\"camindexd evidence manifest 1\""))
        let still = try #require(event.stills.first)
        #expect(
            manifest.contains("\"path\":\"\(event.event.id)-rest.jpg\",\"role\":\"captioned\",")
        )
        #expect(manifest.contains("\"sha256\":\"\(still.sha256)\""))
        let object = try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any]
        #expect((object?["coverage"] as? [[String: Any]])?.first?["state"] as? String == "watched")
        #expect((object?["event"] as? [String: Any])?["id"] as? String == "\(event.event.id)")
        #expect((object?["footage"] as? [[String: Any]])?.count == 1)
    }

    @Test func `scanning again signs nothing anew`() throws {
        let file = try recorder.file(0, 110)
        try recorder.scan(file)
        let before = try recorder.data.open().chain()
        try recorder.scan(file)
        try recorder.scan(file) { $0.again = true }
        #expect(try recorder.data.open().chain() == before)
    }

    @Test func `what changes of an event is signed as a further manifest`() throws {
        // The second event stands when the first file ends.
        let first = try recorder.file(0, 100)
        try recorder.scan(first)
        let open = try events()[1]
        #expect(open.event.state == .open)
        #expect(open.manifest?.sequence == 2)
        try recorder.scan(recorder.file(100, 110))
        let gone = try events()[1]
        #expect(gone.event.dwell > open.event.dwell)
        #expect(gone.manifest?.sequence == 3)
        // A review is signed by the next scan.
        let index = try recorder.data.open()
        try index.setReview(.confirmed, of: gone.event.id)
        #expect(try index.isToSign(gone.event.id))
        try recorder.scan(first)
        #expect(try events()[1].manifest?.sequence == 4)
        #expect(try !index.isToSign(gone.event.id))
        let manifest = try text(#require(try events()[1].manifest).path)
        #expect(manifest.contains("\"review\":\"confirmed\""))
        // What was signed before is there as it was.
        #expect(try text(#require(open.manifest).path).contains("\"review\":\"pending\""))
    }

    @Test func `a zone that changed is signed though nothing else did`() throws {
        let file = try recorder.file(0, 110)
        func scan(_ outline: String) throws {
            let zone = Zone(name: "all", outline: try Polygon(text: outline))
            try recorder.scan(file) {
                $0.rules = { _ in [DwellRule(zone: zone, limit: .seconds(10))] }
            }
        }
        try scan("0,0 1,0 1,1 0,1")
        try scan("0,0 0.99,0 1,1 0,1")
        #expect(try recorder.data.open().chain().count == 4)
        let manifest = try text(#require(try events()[0].manifest).path)
        #expect(manifest.contains("\"outline\":[[0,0],[0.99,0],[1,1],[0,1]]"))
    }

    @Test func `what was signed outlives its event`() throws {
        let file = try recorder.file(0, 110)
        try recorder.scan(file)
        let clip = try #require(try events()[0].clips.first)
        try recorder.scan(file) { $0.rules = { _ in [DwellRule(limit: .minutes(4))] } }
        #expect(try events() == [])
        #expect(!FileManager.default.fileExists(atPath: recorder.data.path + "/" + clip.path))
        #expect(try recorder.data.open().chain().count == 2)
        #expect(FileManager.default.fileExists(atPath: recorder.data.path + "/manifests/0/1.json"))
    }

    @Test func `with a key that cannot be used nothing is signed, and the scan says so`() throws {
        _ = try SigningKey(of: recorder.data.directory)
        let path = recorder.data.path + "/keys/evidence.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let file = try recorder.file(0, 110)
        let summary = try recorder.scan(file)
        #expect(
            summary.cameras.first?.problems.map(\.description) == [
                """
                the evidence of camera gate-2 is not signed yet: the signing key \(path) is open \
                to others (mode 0640): anybody may have signed with it.
                  If nobody did, run `chmod 600 \(path)`; else move it away, and a new one is made.
                """
            ]
        )
        #expect(try events().map(\.manifest) == [nil, nil])
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try recorder.scan(file)
        #expect(try events().map(\.manifest?.sequence) == [1, 2])
    }

    @Test func `a row of the chain cannot be changed or removed`() throws {
        try recorder.scan(recorder.file(0, 110))
        let index = try recorder.data.open()
        let first = try #require(try events().first)
        // The same event, seen again: whatever is recorded, the chain only grows.
        try index.setStills([], evidence: .incomplete(reason: "gone"), of: first.event.id)
        let signer = try EvidenceSigner(index, timeZone: .gmt)
        #expect(try signer.sign(first.event.id)?.link.sequence == 3)
        #expect(try signer.sign(first.event.id) == nil)
        #expect(try index.chain().count == 3)
    }

    @Test func `what a killed process left behind does no harm`() throws {
        let file = try recorder.file(0, 80)
        let summary = try recorder.scan(file) { $0.rules = { _ in [] } }
        #expect(summary.cameras.first?.events == [])
        // Killed between writing files and recording them: nothing names these.
        for (folder, name) in [("manifests/0", "1.json"), ("manifests/0", "1.json.sig")] {
            let path = recorder.data.path + "/" + folder
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
            try Data("half".utf8).write(to: URL(filePath: path + "/" + name))
        }
        try recorder.scan(file)
        let event = try #require(try events().first)
        let chained = try #require(try recorder.data.open().manifest(of: event.event.id))
        #expect(try Array(text("manifests/0/1.json").utf8) == chained.signed.text)
        // And half a clip.
        let clip = try #require(event.clips.first)
        let part = recorder.data.path + "/" + clip.path.replacing(".mp4", with: ".99.part")
        try Data("half".utf8).write(to: URL(filePath: part))
        try recorder.data.open().setStills([], evidence: .pending, of: event.event.id)
        try recorder.scan(file)
        #expect(!FileManager.default.fileExists(atPath: part))
        #expect(try events().first?.evidence == .whole)
        #expect(try recorder.data.open().chain().count == 1)
    }

    @Test func `clips that are there stay when clips are turned off`() throws {
        let file = try recorder.file(0, 80)
        try recorder.scan(file)
        let clips = try events().map(\.clips)
        try recorder.data.open().setStills(
            [],
            clips: clips[0],
            evidence: .incomplete(reason: "no still"),
            of: events()[0].event.id
        )
        try recorder.scan(file) { $0.keepsClips = false }
        #expect(try events().map(\.clips) == clips)
        #expect(try events().map(\.evidence) == [.whole])
    }

    @Test func `two that sign at once make one chain`() async throws {
        try recorder.scan(recorder.file(0, 110))
        let index = try recorder.data.open()
        let ids = try events().map(\.event.id)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                let other = try recorder.data.open()
                group.addTask {
                    let signer = try EvidenceSigner(other, timeZone: .gmt)
                    let review: Event.Review = number % 2 == 0 ? .confirmed : .dismissed
                    for id in ids {
                        try other.setReview(review, of: id)
                        try signer.sign(id)
                    }
                }
            }
            try await group.waitForAll()
        }
        let chain = try index.chain()
        #expect(chain.map(\.sequence) == (1...Int64(chain.count)).map { $0 })
        #expect(chain.count >= 4)
    }

    @Test func `a file that was taken away cannot be signed, and is named`() throws {
        try recorder.scan(recorder.file(0, 110))
        let event = try #require(try events().first)
        let path = recorder.data.path + "/" + (try #require(event.stills.first).path)
        try FileManager.default.removeItem(atPath: path)
        let index = try recorder.data.open()
        try index.setReview(.confirmed, of: event.event.id)
        let signer = try EvidenceSigner(index, timeZone: .gmt)
        #expect(throws: EvidenceError.evidenceMissing(path: path)) {
            try signer.sign(event.event.id)
        }
        #expect(try index.chain().count == 2)
    }
}
