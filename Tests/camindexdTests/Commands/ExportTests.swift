import Foundation
import Testing

struct ExportTests {
    private let clips: TestClips

    init() throws {
        clips = try TestClips()
    }

    private var data: String { clips.folder + "/index" }

    /// Scans the clip, whose box stands for 20 s, with and without a time.
    private func scan(_ more: String...) throws -> String {
        let run = try CommandRun(
            arguments: ["scan", clips.clip, "--data", data, "--dwell", "10s", "--format", "jsonl"]
                + more
        )
        #expect(run.status == 0, "\(run.errors)")
        let id = try #require(run.output.firstMatch(of: /"id":"([0-9a-f]{16})"/))
        return String(id.output.1)
    }

    private func export(
        _ event: String,
        to name: String,
        environment: [String: String] = [:]
    ) throws -> CommandRun {
        try CommandRun(
            arguments: ["export", event, "--to", clips.folder + "/" + name, "--data", data],
            environment: environment
        )
    }

    private func keyShow() throws -> CommandRun {
        try CommandRun("key", "show", "--data", data)
    }

    private func value(_ name: String, in text: String) throws -> String {
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
        return String(try #require(line.split(separator: " ").dropFirst().first))
    }

    @Test func `an event is exported, verified, and told from what was changed`() throws {
        let event = try scan()
        let zip = clips.folder + "/case.zip"
        let exported = try export(String(event.prefix(6)), to: "case.zip")
        #expect(exported.status == 0, "\(exported.errors)")
        let key = try value("key", in: exported.output)
        let head = try value("head", in: exported.output)
        #expect(
            exported.output.hasPrefix("\(zip): evidence of 1 event, 12 files, ")
                && exported.output.hasSuffix("key   \(key)\nhead  \(head) (1 manifest)\n")
        )
        let verified = try CommandRun("verify", zip)
        #expect(verified.status == 0)
        #expect(
            verified.output == """
                \(zip): unchanged since it was signed by key \(key); who that is was not checked
                1 event, 12 files; the chain has 1 manifest and ends with \(head)

                """
        )
        var bytes = try Data(contentsOf: URL(filePath: zip))
        bytes[bytes.count / 2] ^= 1
        let changed = try clips.add("changed.zip", bytes)
        let refused = try CommandRun("verify", changed)
        #expect(refused.status == 1)
        #expect(refused.errors == "")
        #expect(
            refused.output.hasSuffix("\(changed): NOT as it was signed: 1 finding\n")
        )
    }

    @Test func `key show prints what verify takes, and nothing secret`() throws {
        let event = try scan()
        let shown = try keyShow()
        #expect(shown.status == 0)
        #expect(shown.output.hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
        #expect(!shown.output.contains("PRIVATE"))
        let file = try clips.add("office.pem", shown.output.utf8)
        let head = try value("head", in: shown.output)
        let folder = clips.folder + "/case"
        _ = try export(event, to: "case")
        let verified = try CommandRun("verify", "--key", file, "--head", head, folder)
        #expect(verified.status == 0)
        let key = try value("key", in: shown.output)
        #expect(
            verified.output == """
                \(folder): unchanged since it was signed by key \(key), which you named
                1 event, 12 files; the chain has 1 manifest and ends with \(head)
                the head you know is the chain's end

                """
        )
        let unknown = String(repeating: "0", count: 64)
        let cut = try CommandRun("verify", "--head", unknown, folder)
        #expect(cut.status == 1)
        #expect(
            cut.output == """
                the chain does not hold the head \(unknown): it was cut off before it, or made anew
                \(folder): NOT as it was signed: 1 finding

                """
        )
    }

    @Test func `the same export has the same bytes in every time zone`() throws {
        let event = try scan("--camera", "gate-2", "--start", "2026-01-01T00:00:00Z")
        var exports: [Data] = []
        for (number, zone) in ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"].enumerated() {
            let run = try export(event, to: "\(number).zip", environment: ["TZ": zone])
            #expect(run.status == 0)
            let path = clips.folder + "/\(number).zip"
            exports.append(try Data(contentsOf: URL(filePath: path)))
            let check = try CommandRun(
                arguments: ["verify", path],
                environment: ["TZ": "Asia/Shanghai"]
            )
            #expect(check.status == 0)
        }
        #expect(Set(exports).count == 1)
    }

    @Test(arguments: ["manifests/0/1.json", "clips/clip/unknown", "stills/clip/unknown"])
    func `a scan that is killed while it makes evidence is gone on with`(step: String) throws {
        let arguments = ["scan", clips.clip, "--data", data, "--dwell", "10s"]
        _ = try CommandRun(arguments: arguments) { process in
            while process.isRunning, !FileManager.default.fileExists(atPath: data + "/" + step) {
                sched_yield()
            }
            kill(process.processIdentifier, SIGKILL)
        }
        let event = try scan()
        let run = try export(event, to: "case")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasSuffix("(1 manifest)\n"))
        #expect(try CommandRun("verify", clips.folder + "/case").status == 0)
    }

    @Test func `show lists the whole set`() throws {
        let event = try scan("--camera", "gate-2", "--start", "2026-01-01T00:00:00Z")
        let run = try CommandRun("show", event, "--data", data)
        let day = "gate-2/2026-01-01/\(event)"
        #expect(run.output.contains("  clip  \(data)/clips/\(day)-clip-1.mp4\n    SHA-256 "))
        #expect(
            run.output.contains("  signed as number 1 of the chain: \(data)/manifests/0/1.json\n")
        )
        let json = try CommandRun("show", event, "--data", data, "--format", "jsonl")
        #expect(json.output.contains("{\"kind\":\"clip\",\"at\":\"2026-01-01T00:00:2"))
        #expect(json.output.contains("{\"kind\":\"manifest\",\"at\":\""))
        #expect(json.output.contains("\"path\":\"\(data)/manifests/0/1.json\",\"sha256\":\""))
    }

    @Test func `clips can be turned off`() throws {
        let file = try clips.add("site.yaml", "evidence: {clip: false}\n".utf8)
        let event = try scan("--config", file)
        let run = try CommandRun("show", event, "--data", data)
        #expect(!run.output.contains("  clip  "))
        #expect(run.output.contains("evidence: whole\n"))
    }

    @Test func `mistakes are told`() throws {
        let event = try scan()
        #expect(try export(event, to: "case").status == 0)
        let again = try export(event, to: "case")
        #expect(again.status == 1)
        #expect(
            again.errors
                == "camindexd: \(clips.folder)/case is there already; nothing was exported. "
                + "Name another place with --to.\n"
        )
        let unknown = try export("ffff", to: "other")
        #expect(unknown.status == 1)
        #expect(unknown.errors.hasPrefix("camindexd: no event is named \"ffff\";"))
        let folder = clips.folder + "/case"
        let head = try CommandRun("verify", "--head", "5c1f", folder)
        #expect(head.status == 2)
        #expect(
            head.errors
                == "camindexd: --head \"5c1f\" is not the hash of a chain's end; write all of its "
                + "64 digits.\n"
        )
        let key = try CommandRun("verify", "--key", clips.clip + ".pem", folder)
        #expect(key.status == 2)
        #expect(
            key.errors
                == "camindexd: cannot read --key \(clips.clip).pem; name a file that `camindexd "
                + "key show` has written.\n"
        )
        let text = try clips.add("none.pem", "x".utf8)
        let none = try CommandRun("verify", "--key", text, folder)
        #expect(none.status == 2)
        #expect(
            none.errors
                == "camindexd: --key \(text) holds no Ed25519 public key in PEM; name a file that "
                + "`camindexd key show` has written.\n"
        )
        let missing = try CommandRun("verify", clips.folder + "/nothing")
        #expect(missing.status == 1)
        #expect(
            missing.errors
                == "camindexd: cannot verify \(clips.folder)/nothing: there is no such file or "
                + "folder. Name the folder or the ZIP of an export.\n"
        )
    }

    @Test func `a folder without an index has no key to show`() throws {
        let run = try keyShow()
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("camindexd: there is no index in \(data)"))
        #expect(!FileManager.default.fileExists(atPath: data))
    }

    @Test func `a key that others may read stops an export`() throws {
        let event = try scan()
        let path = data + "/keys/evidence.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
        let run = try export(event, to: "case")
        #expect(run.status == 1)
        #expect(
            run.errors == """
                camindexd: the signing key \(path) is open to others (mode 0604): anybody may have \
                signed with it.
                  If nobody did, run `chmod 600 \(path)`; else move it away, and a new one is made.

                """
        )
    }
}
