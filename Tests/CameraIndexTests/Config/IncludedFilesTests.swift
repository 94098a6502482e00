import CameraIndex
import Foundation
import Testing

struct IncludedFilesTests {
    private let folder: FootageFolder

    init() throws {
        folder = try FootageFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("conf.d"),
            withIntermediateDirectories: false
        )
    }

    @Test func `cameras of included files come behind those of the file, by name`() throws {
        try write("c.yaml", "include: conf.d/*.yaml\ncameras: {z: {}, y: {}}\n")
        try write("conf.d/10.yaml", "cameras: {b: {}}\n")
        try write("conf.d/9.yaml", "cameras: {a: {}}\n")
        try write("conf.d/notes.txt", "no: yaml: [\n")
        let read = try read()
        #expect(read.cameras.map(\.id) == ["z", "y", "a", "b"])
        let files = ["conf.d/9.yaml", "conf.d/10.yaml"]
        #expect(read.includedFiles == files.map { folder.path($0) })
    }

    @Test func `templates and cameras may stand in any of the files`() throws {
        try write("c.yaml", "include: [conf.d/*.yaml, conf.d/a.yaml]\ntime_zone: UTC\n")
        try write("conf.d/a.yaml", "cameras: {gate-2: {template: dome}}\n")
        try write("conf.d/b.yaml", "templates: {dome: {rules: [\(rule)]}}\n")
        let read = try read()
        #expect(read.camera("gate-2")?.rules?.map(\.name) == ["no-stopping"])
        // Each file once.
        #expect(read.includedFiles.count == 2)
    }

    @Test func `a pattern without a file is no mistake, a path without one is`() throws {
        try write("c.yaml", "include: conf.d/*.yaml\n")
        #expect(try read().cameras == [])
        try write("c.yaml", "include:\n  - conf.d/*.yaml\n  - conf.d/a.yaml\n")
        #expect(
            errors() == """
                \(path):3:5: include[1] is "conf.d/a.yaml", and there is no such file; correct \
                the path, or write a pattern such as conf.d/*.yaml.
                """
        )
    }

    @Test func `a folder is not a file`() throws {
        try write("c.yaml", "include: conf.d\n")
        #expect(
            errors() == """
                \(path):1:10: include is "conf.d", a folder; name its files, such as conf.d/*.yaml.
                """
        )
    }

    @Test func `a file that its own pattern names is read once`() throws {
        try write("c.yaml", "include: '*.yaml'\ncameras: {a: {}}\n")
        #expect(try read().cameras.map(\.id) == ["a"])
    }

    @Test func `mistakes are told with the file in which they stand`() throws {
        try write("c.yaml", "include: conf.d/*\ncolour: red\n")
        try write("conf.d/a.yaml", "cameras:\n  gate-2: {zone: 1}\n")
        try write("conf.d/b.yaml", "cameras: [\n")
        let lines = errors().split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("\(path):2:1: colour is not a known key; "))
        let first = "\(folder.path("conf.d/a.yaml")):2:12: cameras.gate-2.zone is not a known key; "
        #expect(lines[1].hasPrefix(first))
        #expect(lines[2].hasPrefix("\(folder.path("conf.d/b.yaml")):2:1: is not valid YAML here: "))
    }

    @Test func `a camera in two files is told with both places`() throws {
        try write("c.yaml", "include: conf.d/*\ncameras:\n  a: {}\n")
        try write("conf.d/a.yaml", "cameras:\n\n  a: {}\n  b: {}\n")
        try write("conf.d/b.yaml", "cameras: {b: {}}\n")
        let a = folder.path("conf.d/a.yaml")
        #expect(
            errors() == """
                \(a):3:3: cameras.a stands here again; \(path):3:3 has it first.
                \(folder.path("conf.d/b.yaml")):1:11: cameras.b stands here again; \(a):4:3 has it \
                first.
                """
        )
    }

    @Test func `an included file says nothing of the whole site and includes no other`() throws {
        try write("c.yaml", "include: conf.d/a.yaml\n")
        try write("conf.d/a.yaml", "include: b.yaml\ndata: /a\nlens: 5\n")
        let a = folder.path("conf.d/a.yaml")
        #expect(
            errors() == """
                \(a):1:1: include can only stand in \(path), which includes this file.
                \(a):2:1: data can only stand in \(path), which includes this file.
                \(a):3:1: lens is not a known key; the keys here are templates, cameras.
                """
        )
    }

    @Test func `a relative source starts from the file in which it stands`() throws {
        try write("c.yaml", "include: conf.d/*\ncameras: {a: {template: local}}\n")
        try write("conf.d/a.yaml", "cameras: {b: {source: b.mp4}}\n")
        try write("conf.d/b.yaml", "templates: {local: {source: '{camera}.mp4'}}\n")
        let watched = try read().watchedCameras(secrets: StreamSecrets(environment: [:]))
        #expect(
            watched.map(\.source) == [
                .file(path: folder.path("conf.d/a.mp4")), .file(path: folder.path("conf.d/b.mp4")),
            ]
        )
    }

    private let rule = "{name: no-stopping, kind: dwell, dwell: 4m}"

    private var path: String { folder.path("c.yaml") }

    private func write(_ name: String, _ text: String) throws {
        _ = try folder.write(Array(text.utf8), to: name)
    }

    private func read() throws -> SiteConfiguration { try SiteConfiguration(contentsOf: path) }

    private func errors() -> String {
        do {
            _ = try read()
            return ""
        } catch {
            return "\(error)"
        }
    }
}
