import Foundation
import Testing

@Suite(.timeLimit(.minutes(20)))
struct ReloadTests {
    private let clips: TestClips

    init() throws {
        clips = try TestClips()
    }

    @Test func `cameras come and go on a signal, and the others stay connected`() throws {
        let log = try run("cameras: {a: {source: clip.mp4}, b: {source: clip.mp4}}") { run in
            try run.wait(for: "a: connected")
            try run.wait(for: "b: connected")
            try run.reload("cameras: {a: {source: clip.mp4}, c: {source: clip.mp4}}")
            try run.wait(
                for: " info the configuration was read anew: 1 added (c), 1 removed (b), "
                    + "1 unchanged\n"
            )
            try run.wait(for: "c: connected")
        }
        #expect(log.count(of: " a: connected") == 1)
        #expect(log.count(of: " b: connected") == 1)
        #expect(log.hasSuffix(" info stopped; what was learned is kept\n"))
    }

    @Test func `a mistake is told with its place, and everything goes on as it was`() throws {
        let log = try run("cameras: {a: {source: clip.mp4}}") { run in
            try run.wait(for: "a: connected")
            try run.reload("cameras:\n  b: {sorce: clip.mp4}\n  c: {source: [clip.mp4]}")
            try run.wait(for: "everything goes on as it was. Correct it and reload again.\n")
            try run.reload("cameras: {a: {source: clip.mp4}}")
            try run.wait(for: "the configuration was read anew: 1 unchanged\n")
        }
        #expect(log.contains("c.yaml:2:7: cameras.b.sorce is not a known key; did you mean "))
        #expect(log.contains("c.yaml:3:15: cameras.c.source is a list; "))
        #expect(log.count(of: " a: connected") == 1)
    }

    @Test func `who is told of events follows the configuration`() throws {
        func text(_ name: String, secret: String = "HOOK") -> String {
            let webhook = "{url: 'http://127.0.0.1:1/', secret: '${\(secret)}'}"
            return "cameras: {a: {source: clip.mp4}}\nnotify:\n"
                + "  - {name: \(name), webhook: \(webhook)}"
        }
        let log = try run(text("room"), environment: ["HOOK": "sesame"]) { run in
            try run.wait(for: " info room: is told of events: http://127.0.0.1:1/\n")
            try run.wait(for: "a: connected")
            try run.reload(text("room", secret: "NONE"))
            try run.wait(for: "Correct it and reload again.\n")
            try run.reload(text("yard"))
            try run.wait(
                for: " notice room: is not told of events any more: 0 messages that waited and 0 "
                    + "that it would not take are dropped\n"
            )
            try run.wait(for: " info yard: is told of events: http://127.0.0.1:1/\n")
        }
        #expect(log.contains("c.yaml:3:64: notify[0].webhook.secret names ${NONE}, which is "))
        #expect(!log.contains("sesame"))
        #expect(log.count(of: " a: connected") == 1)
    }

    @Test func `what needs a restart is told`() throws {
        let log = try run("data: one\ntime_zone: UTC\ncameras: {a: {source: clip.mp4}}") { run in
            try run.wait(for: "a: connected")
            try run.reload("data: two\ntime_zone: UTC\ncameras: {a: {source: clip.mp4}}")
            try run.wait(for: "the configuration was read anew: 1 unchanged\n")
        }
        #expect(log.contains(" warning data has changed, which needs a restart; the old holds "))
        #expect(!log.contains("time_zone"))
    }

    @Test func `systemd is told when the configuration is read anew`() throws {
        let systemd = try ToldSystemd(at: clips.folder + "/notify")
        let environment = ["NOTIFY_SOCKET": systemd.path]
        _ = try run("cameras: {a: {source: clip.mp4}}", environment: environment) { run in
            try run.wait(for: "a: connected")
            try run.reload("cameras: {}")
            try run.wait(for: "Correct it and reload again.\n")
        }
        let messages = systemd.messages()
        #expect(messages.first == "READY=1")
        #expect(messages.suffix(2) == ["READY=1", "STOPPING=1"])
        try #require(messages.count == 4)
        let lines = messages[1].split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let told = try #require(lines.last?.split(separator: "=").last.flatMap { Double($0) })
        let now = ProcessInfo.processInfo.systemUptime
        #expect(told / 1_000_000 > now - 600 && told / 1_000_000 < now)
        #expect(lines.last?.hasPrefix("MONOTONIC_USEC=") == true)
    }

    /// Runs with a configuration until `body` is done, then ends the run.
    ///
    /// - Returns: the whole log.
    private func run(
        _ configuration: String,
        environment: [String: String] = [:],
        _ body: (ReloadedRun) throws -> Void
    ) throws -> String {
        let file = try clips.add("c.yaml", Array((configuration + ReloadedRun.silent).utf8))
        var options = ["--config", file]
        if !configuration.hasPrefix("data:") { options += ["--data", clips.folder + "/data"] }
        let (end, log) = try LoggedRun.run(options, in: clips, environment: environment) { run in
            try body(ReloadedRun(run: run, configuration: file))
        }
        #expect(end.status == 0)
        return log
    }
}

/// A run whose configuration changes.
private struct ReloadedRun {
    /// Other runs answer at the usual port.
    static let silent = "\nhttp: {listen: off}"

    let run: LoggedRun
    let configuration: String

    /// Waits until the log says something.
    func wait(for text: String) throws { try run.wait(for: text) }

    /// Puts a text in the place of the configuration and has it read.
    func reload(_ text: String) throws {
        try (text + Self.silent).write(toFile: configuration, atomically: true, encoding: .utf8)
        run.send(SIGHUP)
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
