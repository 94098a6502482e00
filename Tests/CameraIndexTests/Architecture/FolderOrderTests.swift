import Testing

struct FolderOrderTests {
    private func violations(_ sources: (path: String, source: String)...) -> [String] {
        FolderOrder(
            sources.map { SourceFile(path: "Sources/CameraIndex/" + $0.path, source: $0.source) }
        )
        .violations
    }

    @Test func `no folder of the library uses one after it or beside it`() throws {
        #expect(FolderOrder(try ProjectFiles().library).violations == [])
    }

    @Test func `a type of a later folder is found out`() {
        let found = violations(
            ("Rules/DwellRule.swift", "public struct DwellRule {}"),
            ("Facts/Stop.swift", "struct Stop {\n    var rule: [DwellRule?]\n}")
        )
        #expect(
            found == [
                "Sources/CameraIndex/Facts/Stop.swift:2: Facts may not use DwellRule of Rules"
            ]
        )
    }

    @Test func `a type of a folder in the same row is found out`() {
        let found = violations(
            ("Media/Packet.swift", "struct Packet {}"),
            ("Events/Event.swift", "extension Packet { }")
        )
        #expect(
            found == [
                "Sources/CameraIndex/Events/Event.swift:1: Events may not use Packet of Media"
            ]
        )
    }

    @Test func `earlier folders may be used`() {
        let found = violations(
            ("Time/MediaTime.swift", "struct MediaTime {}"),
            ("Config/Site.swift", "struct Site { var start: MediaTime }")
        )
        #expect(found == [])
    }

    @Test(arguments: [
        "// Packet\n/* Packet */", "let text = \"Packet \\\"Packet\\\"\"", "let packet = 1",
        "let text = \"\"\"\n    Packet\n    \"\"\"", "let kind = Kind.Packet",
        "enum Kind { struct Packet {}; case one(Packet) }", "func put<Packet>(_ one: Packet) {}",
        "struct PacketCount {}",
    ])
    func `what only looks like a type of another folder is let pass`(source: String) {
        #expect(
            violations(("Media/Packet.swift", "struct Packet {}"), ("Facts/Stop.swift", source))
                == []
        )
    }

    @Test func `code inside of a string is code`() {
        let found = violations(
            ("Media/Packet.swift", "struct Packet {}"),
            ("Facts/Stop.swift", "let text = \"a \\(Packet(\"(\")) b\"")
        )
        #expect(found.count == 1)
    }

    @Test func `what a file keeps to itself is offered to nobody`() {
        let found = violations(
            ("Pipeline/Scan.swift", "private struct Row {}"),
            ("Events/Table.swift", "func read(_ row: Row) {}")
        )
        #expect(found == [])
    }

    @Test func `a folder without a row is found out`() {
        let found = violations(("Cloud/Upload.swift", "struct Upload {}"))
        #expect(
            found == [
                "Sources/CameraIndex/Cloud/Upload.swift: "
                    + "the folder has no row in the order of folders"
            ]
        )
    }
}
