import Testing

struct ImportTests {
    /// Where each library may be imported: folders of the project.
    private static let places: [String: [String]] = [
        "CArchive": ["Sources/CameraIndex/Evidence/"],
        "CFFmpeg": ["Sources/CameraIndex/Media/"],
        "CGnuTLS": ["Sources/CameraIndex/Media/", "Tests/CameraIndexTests/Media/"],
        "CMalloc": ["Sources/camindexd/Commands/"],
        "CMosquitto": ["Sources/camindexd/Delivery/"],
        "CPango": ["Sources/CameraIndex/Evidence/"],
        "CTimex": ["Sources/CameraIndex/Time/"],
        "GRDB": ["Sources/CameraIndex/Events/", "Tests/CameraIndexTests/Events/"],
        "GRDBSQLite": ["Sources/CameraIndex/Events/"],
        "Yams": ["Sources/CameraIndex/Config/"],
        "ArgumentParser": ["Sources/camindexd/", "Tests/PaintScene/"],
        "AsyncHTTPClient": ["Sources/camindexd/Delivery/"],
        "HTTPTypes": ["Sources/camindexd/Server/", "Tests/camindexdTests/Delivery/"],
        "HummingbirdCore": ["Sources/camindexd/Server/", "Tests/camindexdTests/Delivery/"],
        "NIOCore": [
            "Sources/camindexd/Server/", "Sources/camindexd/Delivery/",
            "Tests/camindexdTests/Delivery/",
        ],
        "NIOHTTP1": ["Sources/camindexd/Server/", "Sources/camindexd/Delivery/"],
        "NIOPosix": [
            "Sources/camindexd/Server/", "Sources/camindexd/Delivery/",
            "Tests/camindexdTests/Delivery/",
        ],
        "NIOSSL": ["Sources/camindexd/Delivery/"],
    ]

    /// Folders of the library whose files import nothing: no files, clocks, loggers, C.
    private static let pure: Set<String> = ["Image", "Facts", "Detection", "Rules"]

    /// What is in the language without an import and has no place in a pure folder.
    private static let impureWords: Set<String> = [
        "async", "await", "actor", "Task", "ContinuousClock", "SuspendingClock", "print",
        "CommandLine", "readLine",
    ]

    @Test func `each library is imported in its own place only`() throws {
        let found = try ProjectFiles().swift.flatMap { file in
            file.imports.filter { module in
                guard let places = Self.places[module.text] else { return false }
                return !places.contains { file.path.hasPrefix($0) }
            }
            .map { "\(file.path):\($0.line): \($0.text)" }
        }
        #expect(found == [])
    }

    @Test func `facts, detection and rules know no files, clocks, loggers, async or C`() throws {
        let files = try ProjectFiles().library.filter {
            Self.pure.contains($0.libraryFolder ?? "")
        }
        let found = files.flatMap { file in
            (file.imports + file.tokens.filter { Self.impureWords.contains($0.text) })
                .map { "\(file.path):\($0.line): \($0.text)" }
        }
        #expect(found == [])
    }

    @Test(arguments: [
        "import GRDB", "public import GRDB", "@testable import GRDB", "import struct GRDB.Row",
        "    internal import GRDB // why",
    ])
    func `an import is seen however it is written`(line: String) {
        let file = SourceFile(path: "Sources/CameraIndex/Rules/Rule.swift", source: line)
        #expect(file.imports.map(\.text) == ["GRDB"])
    }

    @Test func `the word import in a comment is no import`() {
        let file = SourceFile(path: "A.swift", source: "// import GRDB\nlet a = \"import GRDB\"")
        #expect(file.imports == [])
    }
}
