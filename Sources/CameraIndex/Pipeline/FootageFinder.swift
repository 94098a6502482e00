import Foundation
import Glibc

/// Finds the files that paths, folders and globs name.
struct FootageFinder {
    /// Endings of files that are taken from a folder; a file that is named itself may have any.
    private static let endings: Set<String> = [
        "264", "265", "3gp", "asf", "avi", "dav", "flv", "h264", "h265", "hevc", "m2ts", "m4v",
        "mjpeg", "mjpg", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ps", "ts", "vob",
        "webm", "wmv",
    ]

    private var files: [String] = []
    private var problems: [ScanError] = []
    /// Folders that were looked into: links may lead back to them.
    private var folders: Set<String> = []

    /// The files, each once, in the order of their names.
    ///
    /// A path that leads nowhere, a glob without a match or a folder without video becomes a
    /// problem; the others are still found.
    static func files(in paths: [String]) -> (files: [String], problems: [ScanError]) {
        var finder = FootageFinder()
        for path in paths { finder.find(path) }
        var seen: Set<String> = []
        let files = finder.files.filter { seen.insert($0).inserted }
        return (files.sorted(by: precedes), finder.problems)
    }

    private mutating func find(_ path: String) {
        if FileManager.default.fileExists(atPath: path) { return take(path) }
        guard Self.isPattern(path) else {
            problems.append(.noSuchPath(path))
            return
        }
        let matches = Self.glob(path)
        if matches.isEmpty { problems.append(.noMatch(path)) }
        for match in matches { take(match) }
    }

    private mutating func take(_ path: String) {
        guard Self.isFolder(path) else {
            files.append(Self.absolute(path))
            return
        }
        let before = (files: files.count, problems: problems.count)
        takeFolder(path)
        if files.count == before.files, problems.count == before.problems {
            problems.append(.emptyFolder(path))
        }
    }

    /// Takes the video files in a folder and in those below it; hidden ones are left alone.
    private mutating func takeFolder(_ folder: String) {
        let url = URL(fileURLWithPath: folder)
        guard folders.insert(url.resolvingSymlinksInPath().path).inserted else { return }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            problems.append(.closedFolder(folder))
            return
        }
        for name in names where !name.hasPrefix(".") {
            let path = url.appendingPathComponent(name).path
            if Self.isFolder(path) {
                takeFolder(path)
            } else if Self.endings.contains(URL(fileURLWithPath: name).pathExtension.lowercased()) {
                files.append(Self.absolute(path))
            }
        }
    }

    /// Whether a path leads to a folder.
    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// Orders names as people do: `2.mp4` before `10.mp4`.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.compare(right, options: [.numeric]) == .orderedAscending
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// Whether a path may stand for several.
    static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

    /// The paths for which a pattern stands.
    static func glob(_ pattern: String) -> [String] {
        var found = unsafe glob_t()
        defer { unsafe globfree(&found) }
        guard unsafe Glibc.glob(pattern, GLOB_TILDE, nil, &found) == 0 else { return [] }
        var paths: [String] = []
        for index in 0..<Int(unsafe found.gl_pathc) {
            if let path = unsafe found.gl_pathv[index] {
                paths.append(unsafe String(cString: path))
            }
        }
        return paths
    }
}
