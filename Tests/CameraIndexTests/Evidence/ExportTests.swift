import CameraIndex
import Foundation
import Testing

struct ExportTests {
    private let signed: SignedFolder

    init() throws {
        signed = try SignedFolder()
    }

    private func bytes(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path))
    }

    private func findings(
        _ path: String,
        keys: [PublicKey] = [],
        head: String? = nil
    ) throws -> [String] {
        try ExportVerification(of: path, keys: keys, head: head).findings.map(\.description)
    }

    private func files(in folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            if facts[.type] as? FileAttributeType == .typeRegular {
                files[name] = try bytes("\(folder)/\(name)")
            }
        }
        return files
    }

    // MARK: - Exporting

    @Test func `an export holds a folder for each event, and what verifies it`() throws {
        let id = signed.events[0]
        let path = try signed.export([id], to: "out")
        #expect(
            try files(in: path).keys.sorted()
                == [
                    "\(id)/\(id)-clip-1.mp4", "\(id)/\(id)-limit-frame.jpg",
                    "\(id)/\(id)-limit.jpg",
                    "\(id)/\(id)-midway-frame.jpg", "\(id)/\(id)-midway.jpg",
                    "\(id)/\(id)-rest-frame.jpg", "\(id)/\(id)-rest.jpg", "\(id)/manifest.json",
                    "\(id)/manifest.sig", "README.txt", "chain.json", "export.json", "export.sig",
                    "key.pem",
                ].sorted()
        )
        let check = try ExportVerification(of: path)
        #expect(check.isUnchanged)
        #expect(check.eventCount == 1)
        #expect(check.fileCount == 14)
        #expect(check.chain.length == 3)
        #expect(check.chain.head == (try signed.index.chainHead())?.link)
        #expect(check.key == signed.signer.publicKey)
        let parts = try FileManager.default.contentsOfDirectory(
            atPath: URL(filePath: path).deletingLastPathComponent().path
        )
        #expect(parts == ["out"])
    }

    @Test func `the same export twice has the same bytes, as folder and as ZIP`() throws {
        let first = try files(in: signed.export(to: "1"))
        #expect(try files(in: signed.export(to: "2")) == first)
        let zip = try bytes(signed.export(to: "1.zip"))
        #expect(try bytes(signed.export(to: "2.ZIP")) == zip)
        for (name, content) in first {
            #expect(zip.firstRange(of: content) != nil, "\(name) is not stored as it is")
        }
    }

    @Test func `a ZIP opens with other programs and has no time or owner in it`() throws {
        let path = try signed.export(to: "a.zip")
        let unzip = Process()
        unzip.executableURL = URL(filePath: "/usr/bin/env")
        unzip.arguments = ["python3", "-m", "zipfile", "-t", path]
        let output = Pipe()
        unzip.standardOutput = output
        try unzip.run()
        unzip.waitUntilExit()
        let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        // 127: no Python here to ask.
        #expect(unzip.terminationStatus == 127 || text == "Done testing\n")
    }

    @Test func `nothing is written over`() throws {
        for name in ["out", "out.zip"] {
            let path = try signed.export(to: name)
            let error = #expect(throws: EvidenceError.self) { try signed.export(to: name) }
            #expect(
                error?.description
                    == "\(path) is there already; nothing was exported. Name another place with "
                    + "--to."
            )
            #expect(try ExportVerification(of: path).isUnchanged)
        }
        let link = signed.exports.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
        #expect(throws: EvidenceError.exportExists(path: link)) { try signed.export(to: "link") }
    }

    @Test(arguments: ["out", "out.zip"])
    func `evidence that was changed since it was signed is not exported`(name: String) throws {
        let still = try #require(try signed.index.event("\(signed.events[1])").stills.first)
        let path = signed.data.path + "/" + still.path
        let before = try bytes(path)
        var changed = before
        changed[10] ^= 1
        try changed.write(to: URL(filePath: path))
        let error = #expect(throws: EvidenceError.self) { try signed.export(to: name) }
        #expect(
            error?.description == """
                \(path) is not what was recorded of it: somebody changed it, or the disk did.
                  Put it back from a copy, or scan its footage with --again to make it anew.
                """
        )
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: EvidenceError.evidenceMissing(path: path)) { try signed.export(to: name) }
        try (before + [0]).write(to: URL(filePath: path))
        #expect(throws: EvidenceError.evidenceChanged(path: path)) { try signed.export(to: name) }
        let folder = URL(filePath: signed.exports.path(name)).deletingLastPathComponent()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `what changed since it was signed is signed before it is exported`() throws {
        try signed.index.setReview(.confirmed, of: signed.events[0])
        let path = try signed.export([signed.events[0]], to: "out")
        let check = try ExportVerification(of: path)
        #expect(check.isUnchanged)
        #expect(check.chain.length == 4)
        let manifest = try bytes("\(path)/\(signed.events[0])/manifest.json")
        #expect(String(decoding: manifest, as: UTF8.self).contains("\"review\":\"confirmed\""))
    }

    @Test func `an event without evidence is not exported`() throws {
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: .given)
        let event = Event.sample(from: 8_000, to: 8_300)
        batch.events = [event]
        try signed.index.record(batch)
        let error = #expect(throws: EvidenceError.self) { try signed.export([event.id], to: "out") }
        #expect(
            error?.description
                == "the evidence of event \(event.id) is still to be made; scan its footage once "
                + "more."
        )
        try signed.index.setStills([], evidence: .incomplete(reason: "gone"), of: event.id)
        let other = #expect(throws: EvidenceError.self) { try signed.export([event.id], to: "out") }
        #expect(
            other?.description
                == "the evidence of event \(event.id) was never signed; scan its footage once "
                + "more: what is known is not decoded again."
        )
    }

    @Test func `a place that cannot be written is told`() throws {
        let missing = signed.exports.path("no/such/folder")
        let error = #expect(throws: EvidenceError.self) {
            try signed.export(to: "no/such/folder")
        }
        guard case .cannotExport(let path, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path.hasPrefix(missing))
        #expect(reason == "No such file or directory")
    }

    // MARK: - Verifying

    @Test func `a key that was named must have signed`() throws {
        let path = try signed.export([signed.events[0]], to: "out.zip")
        let own = signed.signer.publicKey
        let other = try SigningKey(of: IndexFolder().directory).publicKey
        #expect(try findings(path, keys: [own]) == [])
        #expect(try findings(path, keys: [other, own]) == [])
        #expect(
            try findings(path, keys: [other]) == [
                "\(signed.events[0])/manifest.json was signed by another key, \(own.fingerprint)",
                "export.json was signed by another key, \(own.fingerprint)",
            ]
        )
    }

    @Test func `an export that somebody signed anew is found out by the key`() throws {
        // A whole history made with a key of one's own.
        let forged = try SignedFolder()
        let path = try forged.export(to: "out")
        #expect(try findings(path) == [])
        #expect(try !findings(path, keys: [signed.signer.publicKey]).isEmpty)
    }

    @Test func `a chain that was cut off is noticed by who knows its head`() throws {
        let early = try #require(try signed.index.chainHead()).link
        try signed.index.setReview(.dismissed, of: signed.events[2])
        let grown = try signed.export(to: "grown")
        let check = try ExportVerification(of: grown, head: early)
        #expect(check.isUnchanged)
        #expect(check.knownSequence == 3)
        let late = try #require(check.chain.head)
        // The same machine, put back to a state before.
        let older = try SignedFolder()
        let cut = try older.export(to: "cut")
        #expect(
            try findings(cut, head: late) == [
                "the chain does not hold the head \(late): it was cut off before it, or made anew"
            ]
        )
    }

    @Test func `manifests of one chain do not fit another's`() throws {
        let path = try signed.export(to: "out")
        let other = try SignedFolder()
        let foreign = try other.export(to: "out")
        let chain = try bytes("\(foreign)/chain.json")
        try chain.write(to: URL(filePath: "\(path)/chain.json"))
        #expect(try findings(path).contains("chain.json was changed"))
    }

    /// What is found in an export of the first event once `change` was made to it.
    private func told(_ change: (_ path: String, _ id: EventID) throws -> Void) throws -> [String] {
        let path = signed.exports.path("told")
        if FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
        _ = try signed.export([signed.events[0]], to: "told")
        try change(path, signed.events[0])
        return try findings(path)
    }

    @Test func `each change of evidence is told in its own words`() throws {
        let id = signed.events[0]
        let rest = "\(id)/\(id)-rest.jpg"
        let frame = "\(id)/\(id)-rest-frame.jpg"
        #expect(try told { _, _ in } == [])
        #expect(
            try told { path, _ in try FileManager.default.removeItem(atPath: "\(path)/\(rest)") }
                == ["\(rest) is missing"]
        )
        #expect(
            try told { path, _ in try Data([1]).write(to: URL(filePath: "\(path)/\(rest)")) }
                == ["\(rest) was cut off: 1 of 400 bytes are there"]
        )
        #expect(
            try told { path, _ in try Data(count: 400).write(to: URL(filePath: "\(path)/\(rest)")) }
                == ["\(rest) was changed"]
        )
        #expect(
            try told { path, _ in
                try bytes("\(path)/\(frame)").write(to: URL(filePath: "\(path)/\(rest)"))
            } == ["\(rest) was exchanged: it holds what belongs under \(frame)"]
        )
        #expect(
            try told { path, _ in
                let manager = FileManager.default
                try manager.moveItem(atPath: "\(path)/\(rest)", toPath: "\(path)/x.jpg")
            } == [
                "\(rest) is missing", "x.jpg was exchanged: it holds what belongs under \(rest)",
            ]
        )
        #expect(
            try told { path, id in
                try FileManager.default.removeItem(atPath: "\(path)/\(id)")
            }.count == 9
        )
    }

    @Test func `what was put into an export is told`() throws {
        let manager = FileManager.default
        let limit = "\(signed.events[0])/\(signed.events[0])-limit.jpg"
        #expect(
            try told { path, _ in try Data([1]).write(to: URL(filePath: "\(path)/x.jpg")) }
                == ["x.jpg was added: nothing that is signed names it"]
        )
        #expect(
            try told { path, _ in
                try manager.removeItem(atPath: "\(path)/\(limit)")
                try manager.createSymbolicLink(
                    atPath: "\(path)/\(limit)",
                    withDestinationPath: "/etc/passwd"
                )
            } == ["\(limit) is a symbolic link", "\(limit) is missing"]
        )
        #expect(
            try told { path, _ in
                try manager.createDirectory(
                    atPath: "\(path)/more",
                    withIntermediateDirectories: true
                )
            } == ["more is an empty folder"]
        )
    }

    @Test func `what concerns the signature is told`() throws {
        #expect(
            try told { path, _ in
                try Data(count: 64).write(to: URL(filePath: "\(path)/export.sig"))
            } == ["export.sig was changed"]
        )
        #expect(
            try told { path, _ in try FileManager.default.removeItem(atPath: "\(path)/export.json")
            }
                == ["export.json is missing"]
        )
        #expect(
            try told { path, _ in
                try FileManager.default.removeItem(atPath: "\(path)/export.sig")
                try Data([1]).write(to: URL(filePath: "\(path)/key.pem"))
            } == ["export.sig is missing", "key.pem was cut off: 1 of 113 bytes are there"]
        )
    }

    @Test func `what is hidden in a ZIP is found`() throws {
        let path = try signed.export(to: "a.zip")
        let whole = try bytes(path)
        func told(_ zip: Data) throws -> [String] {
            try zip.write(to: URL(filePath: path))
            return try findings(path)
        }
        let size = whole.count
        let packed =
            "on; the files in it are unchanged. If somebody packed them anew, unpack the ZIP and "
            + "verify the folder"
        #expect(try told(whole) == [])
        // Behind the end, which other programs pass over.
        #expect(
            try told(whole + [0])
                == ["the ZIP around the files was changed from byte \(size) \(packed)"]
        )
        // Two bytes of the end tell the length of a comment.
        var comment = whole
        comment[size - 2] = 1
        #expect(try told(comment + [65]).count == 1)
        // In front of the first file.
        #expect(try !told([0] + whole).isEmpty)
        #expect(try told(whole.prefix(size / 2)).first?.hasPrefix("the ZIP was cut off") == true)
        #expect(try told(Data("no ZIP".utf8)).first?.hasPrefix("the ZIP was cut off") == true)
    }

    @Test func `where nothing is there is nothing to verify`() throws {
        let path = signed.exports.path("gone")
        let error = #expect(throws: EvidenceError.self) { try findings(path) }
        #expect(
            error?.description
                == "cannot verify \(path): there is no such file or folder. Name the folder or "
                + "the ZIP of an export."
        )
        let empty = signed.exports.path("empty")
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        #expect(try findings(empty) == ["export.json is missing", "export.sig is missing"])
    }
}
