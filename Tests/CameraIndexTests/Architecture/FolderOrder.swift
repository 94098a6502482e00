/// The order of the library's folders: a folder may use those of the rows before its own.
struct FolderOrder {
    /// The rows, from what knows nothing of the others to what knows all of them.
    static let rows: [[String]] = [
        ["Time", "Image"],
        ["Facts"],
        ["Media", "Detection", "Events"],
        ["Rules"],
        ["Evidence", "Health"],
        ["Recording"],
        ["Pipeline", "Delivery"],
        ["Evaluation"],
        ["Config"],
    ]

    private let files: [SourceFile]
    /// For each folder the types that others can name.
    private var offered: [String: Set<String>] = [:]
    /// For each folder all names of types in it.
    private var declared: [String: Set<String>] = [:]

    /// Prepares to check `files` of the library against each other.
    init(_ files: [SourceFile]) {
        self.files = files
        for file in files {
            guard let folder = file.libraryFolder else { continue }
            offered[folder, default: []].formUnion(file.topLevelTypes)
            declared[folder, default: []].formUnion(file.declaredTypes)
        }
    }

    /// Each use of a type from a folder that may not be used, as `path:line: sentence`.
    ///
    /// A name that a folder or one before it declares itself, also inside of another type, is
    /// taken for that one.
    var violations: [String] {
        files.flatMap { file -> [String] in
            guard let folder = file.libraryFolder, let row = Self.row(of: folder) else {
                return ["\(file.path): the folder has no row in the order of folders"]
            }
            let known = Self.rows[..<row].joined().reduce(into: declared[folder] ?? []) {
                $0.formUnion(declared[$1] ?? [])
            }
            return file.usedTypes.filter { !known.contains($0.text) }.compactMap { use in
                guard let owner = offered.keys.sorted().first(where: { offers($0, use.text) })
                else { return nil }
                return "\(file.path):\(use.line): \(folder) may not use \(use.text) of \(owner)"
            }
        }
    }

    private func offers(_ folder: String, _ name: String) -> Bool {
        offered[folder]?.contains(name) ?? false
    }

    private static func row(of folder: String) -> Int? {
        rows.firstIndex { $0.contains(folder) }
    }
}
