import Foundation
import Testing

struct UnsafeCodeTests {
    /// The files outside of Media whose business is to call C; another one is a decision.
    private static let wrappers: Set<String> = [
        "Sources/CameraIndex/Events/EventIndex.swift",
        "Sources/CameraIndex/Events/FilePlace.swift",
        "Sources/CameraIndex/Events/OpenFile.swift",
        "Sources/CameraIndex/Evidence/DurableFile.swift",
        "Sources/CameraIndex/Evidence/EvidenceError.swift",
        "Sources/CameraIndex/Evidence/ExportPlace.swift",
        "Sources/CameraIndex/Evidence/ExportTarget.swift",
        "Sources/CameraIndex/Evidence/FontCatalogue.swift",
        "Sources/CameraIndex/Evidence/KeyFile.swift",
        "Sources/CameraIndex/Evidence/TextLayout.swift",
        "Sources/CameraIndex/Evidence/TextPainter.swift",
        "Sources/CameraIndex/Evidence/ZipReader.swift",
        "Sources/CameraIndex/Evidence/ZipWriter.swift",
        "Sources/CameraIndex/Pipeline/FootageFinder.swift",
        "Sources/CameraIndex/Time/ClockSynchronisation.swift",
        "Sources/CameraIndex/Time/ProcessorTime.swift",
        "Sources/camindexd/Commands/OpenFileLimit.swift",
        "Sources/camindexd/Delivery/MosquittoSession.swift",
        "Sources/camindexd/Output/Systemd.swift",
        "Sources/camindexd/Output/TerminalSize.swift",
    ]

    @Test func `unsafe code stands in the wrappers of C only`() throws {
        let users = try ProjectFiles().swift
            .filter { !$0.path.hasPrefix("Tests/") && $0.libraryFolder != "Media" }
            .filter { $0.tokens.contains { $0.text == "unsafe" } }
        #expect(Set(users.map(\.path)) == Self.wrappers)
    }

    @Test func `nothing is called sendable unchecked`() throws {
        let found = try ProjectFiles().swift.flatMap { file in
            file.tokens.filter { $0.text == "unchecked" }.map { "\(file.path):\($0.line)" }
        }
        #expect(found == [])
    }

    @Test func `the shim of FFmpeg stays short and names what it adds`() throws {
        let url = try ProjectFiles().root.appending(path: "Sources/CFFmpeg/shim.h")
        let lines = try String(contentsOf: url, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.count < 120)
        let unnamed = lines.filter { $0.hasPrefix("static") && !$0.contains(" cffmpeg_") }
        #expect(unnamed == [])
    }
}
