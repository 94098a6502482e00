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

    /// The files, each once, in the order of their names.
    ///
    /// A path that leads nowhere, a glob without a match or a folder without video becomes a
    /// problem; the others are still found.
    static func files(in paths: [String]) -> (files: [String], problems: [ScanError]) {
        var files: [String] = []
        var problems: [ScanError] = []
        for path in paths {
            do throws(ScanError) {
                files += try self.files(at: path)
            } catch {
                problems.append(error)
            }
        }
        var seen: Set<String> = []
        return (files.filter { seen.insert($0).inserted }, problems)
    }

    private static func files(at path: String) throws(ScanError) -> [String] {
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            return isFolder.boolValue ? try files(below: path) : [absolute(path)]
        }
        guard path.contains(where: { "*?[".contains($0) }) else { throw .noSuchPath(path) }
        let matches = glob(path)
        guard !matches.isEmpty else { throw .noMatch(path) }
        var files: [String] = []
        for match in matches { files += try self.files(at: match) }
        return files
    }

    private static func files(below folder: String) throws(ScanError) -> [String] {
        var files: [String] = []
        let names = FileManager.default.enumerator(atPath: folder)
        while let name = names?.nextObject() as? String {
            let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
            if endings.contains(url.pathExtension.lowercased()),
                !url.lastPathComponent.hasPrefix(".")
            {
                files.append(absolute(url.path))
            }
        }
        guard !files.isEmpty else { throw .emptyFolder(folder) }
        return files.sorted(by: precedes)
    }

    /// Orders names as people do: `2.mp4` before `10.mp4`.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.compare(right, options: [.numeric]) == .orderedAscending
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    private static func glob(_ pattern: String) -> [String] {
        var found = unsafe glob_t()
        defer { unsafe globfree(&found) }
        guard unsafe Glibc.glob(pattern, GLOB_TILDE, nil, &found) == 0 else { return [] }
        var paths: [String] = []
        for index in 0..<Int(unsafe found.gl_pathc) {
            if let path = unsafe found.gl_pathv[index] {
                paths.append(unsafe String(cString: path))
            }
        }
        return paths.sorted(by: precedes)
    }
}
