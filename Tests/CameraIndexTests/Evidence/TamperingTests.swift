import CameraIndex
import Foundation
import Testing

/// A thousand changes of a folder and of a ZIP, chosen by a seed, each of which must be found.
struct TamperingTests {
    private let signed: SignedFolder

    init() throws {
        signed = try SignedFolder()
    }

    @Test func `every one of 1,000 changes of a folder is found and named`() throws {
        let path = try signed.export(to: "export")
        let folder = TamperedFolder(path)
        let files = try folder.files()
        #expect(files.count == 5 + 3 * 9)
        var random = SeededGenerator(seed: 2_026)
        for number in 0..<1_000 {
            let change = TamperedFolder.Change(number, files: files, using: &random)
            try folder.apply(change)
            let check = try ExportVerification(of: path)
            #expect(!check.isUnchanged, "\(change) was not found")
            let named = Set(check.findings.compactMap(\.path))
            #expect(
                change.paths.isSubset(of: named),
                "\(change) was told as \(check.findings)"
            )
            try folder.undo()
        }
        #expect(try ExportVerification(of: path).isUnchanged)
    }

    @Test func `every one of 1,000 changes of a ZIP is found`() throws {
        let path = try signed.export(to: "export.zip")
        let url = URL(filePath: path)
        let whole = Array(try Data(contentsOf: url))
        let ranges = try ranges(in: whole)
        var random = SeededGenerator(seed: 832)
        for number in 0..<1_000 {
            var bytes = whole
            var place = Int.random(in: 0..<whole.count, using: &random)
            var inside: String?
            switch number % 5 {
            case 0, 1, 2:
                bytes[place] ^= UInt8.random(in: 1...255, using: &random)
                inside = ranges.first { $0.value.contains(place) }?.key
            case 3:
                place = Int.random(in: 0...whole.count, using: &random)
                bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            default:
                bytes.removeSubrange(place..<min(whole.count, place + 1 + number % 700))
            }
            try Data(bytes).write(to: url)
            let check = try ExportVerification(of: path)
            #expect(!check.isUnchanged, "change \(number) at \(place) was not found")
            if let inside {
                let named = check.findings.compactMap(\.path)
                #expect(named.contains(inside), "\(inside) was told as \(check.findings)")
            }
        }
        try Data(whole).write(to: url)
        #expect(try ExportVerification(of: path).isUnchanged)
    }

    /// Where the content of each file lies in the ZIP: nothing is compressed.
    private func ranges(in bytes: [UInt8]) throws -> [String: Range<Int>] {
        let folder = try signed.export(to: "beside")
        var ranges: [String: Range<Int>] = [:]
        for path in try TamperedFolder(folder).files() {
            let content = try Data(contentsOf: URL(filePath: folder + "/" + path))
            let range = try #require(Data(bytes).firstRange(of: content))
            ranges[path] = range
        }
        return ranges
    }
}

/// A folder in which one thing at a time is changed.
private final class TamperedFolder {
    enum Change {
        case byte(String, at: Int, by: UInt8)
        case cut(String, to: Int)
        case longer(String, by: [UInt8])
        case removed(String)
        case added(String, [UInt8])
        case addedFolder(String)
        case renamed(String, String)
        case exchanged(String, String)
        case linked(String)

        /// Chooses a change of one of the files.
        init(
            _ number: Int,
            files: [String],
            using random: inout SeededGenerator
        ) {
            let path = files.randomElement(using: &random) ?? ""
            let others = files.filter { $0 != path }
            let folder = path.contains("/") ? String(path.prefix { $0 != "/" }) + "/" : ""
            let noise = (0..<Int.random(in: 1...90, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let place = Int(random.next() >> 1)
            switch number % 9 {
            case 0: self = .cut(path, to: place)
            case 1: self = .longer(path, by: noise)
            case 2: self = .removed(path)
            case 3: self = .added("\(folder)note-\(number).txt", noise)
            case 4: self = .renamed(path, path + ".old")
            case 5: self = .exchanged(path, others.randomElement(using: &random) ?? "")
            case 6:
                self =
                    number % 2 == 0
                    ? .linked(path) : .addedFolder("\(folder)empty-\(number)")
            default: self = .byte(path, at: place, by: UInt8.random(in: 1...255, using: &random))
            }
        }

        /// What must be named.
        var paths: Set<String> {
            switch self {
            case .byte(let path, _, _), .cut(let path, _), .longer(let path, _),
                .removed(let path), .added(let path, _), .addedFolder(let path),
                .linked(let path), .renamed(let path, _):
                [path]
            case .exchanged(let one, let other): [one, other]
            }
        }
    }

    private let path: String
    private var undoing: [() throws -> Void] = []

    init(_ path: String) {
        self.path = path
    }

    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            let facts = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
            return facts[.type] as? FileAttributeType == .typeRegular
        }.sorted()
    }

    func apply(_ change: Change) throws {
        switch change {
        case .byte(let name, let place, let difference):
            try rewrite(name) { $0[place % $0.count] ^= difference }
        case .cut(let name, let place):
            try rewrite(name) { $0.removeSubrange((place % $0.count)...) }
        case .longer(let name, let noise): try rewrite(name) { $0 += noise }
        case .removed(let name):
            let before = try Data(contentsOf: url(name))
            try FileManager.default.removeItem(at: url(name))
            undoing = [{ try before.write(to: self.url(name)) }]
        case .added(let name, let noise):
            try Data(noise).write(to: url(name))
            undoing = [{ try FileManager.default.removeItem(at: self.url(name)) }]
        case .addedFolder(let name):
            try FileManager.default.createDirectory(
                at: url(name),
                withIntermediateDirectories: true
            )
            undoing = [{ try FileManager.default.removeItem(at: self.url(name)) }]
        case .renamed(let name, let other):
            try FileManager.default.moveItem(at: url(name), to: url(other))
            undoing = [
                { try FileManager.default.moveItem(at: self.url(other), to: self.url(name)) }
            ]
        case .exchanged(let one, let other):
            let (first, second) = (try Data(contentsOf: url(one)), try Data(contentsOf: url(other)))
            try rewrite(one) { $0 = Array(second) }
            let undo = undoing
            try rewrite(other) { $0 = Array(first) }
            undoing += undo
        case .linked(let name):
            let before = try Data(contentsOf: url(name))
            let copy = URL(filePath: path + ".copy")
            try before.write(to: copy)
            try FileManager.default.removeItem(at: url(name))
            try FileManager.default.createSymbolicLink(at: url(name), withDestinationURL: copy)
            undoing = [
                { try FileManager.default.removeItem(at: self.url(name)) },
                { try before.write(to: self.url(name)) },
            ]
        }
    }

    func undo() throws {
        for step in undoing { try step() }
        undoing = []
    }

    private func rewrite(_ name: String, _ body: (inout [UInt8]) -> Void) throws {
        let before = try Data(contentsOf: url(name))
        var bytes = Array(before)
        body(&bytes)
        try Data(bytes).write(to: url(name))
        undoing = [{ try before.write(to: self.url(name)) }]
    }

    private func url(_ name: String) -> URL { URL(filePath: path + "/" + name) }
}
