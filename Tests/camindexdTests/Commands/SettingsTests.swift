import Foundation
import Testing
import camindexd

struct SettingsTests {
    @Test func `the data folder is the first that somebody names`() throws {
        var environment = ["HOME": "/home/a"]
        func path(_ option: String?, _ configured: String?) throws -> String {
            try DataFolder.path(option: option, configured: configured, environment: environment)
        }
        #expect(try path(nil, nil) == "/home/a/.local/share/camindexd")
        environment["XDG_DATA_HOME"] = "relative"
        #expect(try path(nil, nil) == "/home/a/.local/share/camindexd")
        environment["XDG_DATA_HOME"] = "/data"
        #expect(try path(nil, nil) == "/data/camindexd")
        environment["CAMINDEXD_DATA"] = "/index"
        #expect(try path(nil, nil) == "/index")
        #expect(try path(nil, "/configured") == "/configured")
        #expect(try path("/option", "/configured") == "/option")
    }

    @Test func `without a home the folder must be named`() {
        let error = #expect(throws: UsageError.self) {
            try DataFolder.path(option: nil, configured: nil, environment: [:])
        }
        #expect(
            error?.description
                == "cannot tell where the index lies: $HOME is not set. Name a folder with --data."
        )
    }

    @Test func `a bad configuration is told line by line and ends with 78`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "c-\(UUID()).yaml")
            .path(percentEncoded: false)
        try "dtaa: /a\ntime_zone: Mars\n".write(toFile: file, atomically: true, encoding: .utf8)
        let run = try CommandRun("query", "--config", file)
        #expect(run.status == 78)
        #expect(run.output == "")
        #expect(
            run.errors == """
                \(file):1:1: dtaa is not a known key; did you mean "data"?
                \(file):2:12: time_zone is "Mars"; write a time zone such as "Asia/Shanghai", \
                "UTC" or "+08:00".

                """
        )
        try FileManager.default.removeItem(atPath: file)
    }

    @Test func `a configuration that is not there ends with 78`() throws {
        let run = try CommandRun("query", "--config", "/nowhere/c.yaml")
        #expect(run.status == 78)
        #expect(run.errors == "/nowhere/c.yaml: cannot be read: The file doesn’t exist.\n")
    }

    @Test func `the configuration's data folder and time zone hold`() throws {
        let index = try SeededIndex()
        let file = index.folder + "/c.yaml"
        try "data: .\ntime_zone: UTC\n".write(toFile: file, atomically: true, encoding: .utf8)
        let run = try CommandRun("query", "--config", file, "--camera", "gate-2")
        #expect(run.output.contains("2026-01-01 00:02:03"))
    }
}
