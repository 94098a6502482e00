import Foundation
import Testing

/// The project's own files, found from where this file lies.
struct ProjectFiles {
    /// The root of the project.
    let root: URL
    /// All Swift files of sources, tests and benchmarks, in the order of their paths.
    let swift: [SourceFile]

    /// Reads the files.
    ///
    /// - Throws: what the system says where they cannot be read.
    init() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        self.root = root
        var files: [SourceFile] = []
        for folder in ["Sources", "Tests", "Benchmarks"] {
            let names = FileManager.default.enumerator(
                atPath: root.appending(path: folder).path(percentEncoded: false)
            )
            while let name = names?.nextObject() as? String {
                guard name.hasSuffix(".swift") else { continue }
                let path = "\(folder)/\(name)"
                files.append(
                    SourceFile(
                        path: path,
                        source: try String(contentsOf: root.appending(path: path), encoding: .utf8)
                    )
                )
            }
        }
        swift = files.sorted { $0.path < $1.path }
        // A checker that finds nothing to check must not call that good.
        try #require(swift.count > 100, "the sources do not lie where the tests were built")
    }

    /// The files of the library.
    var library: [SourceFile] { swift.filter { $0.libraryFolder != nil } }
}
