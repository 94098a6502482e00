import Foundation
import Glibc

/// The folder in which camindexd keeps what it knows: the index, the stills, states and locks.
public struct DataDirectory: Hashable, Sendable {
    /// Absolute path of the folder.
    public let path: String

    /// Opens the folder for writing, and makes what it lacks.
    ///
    /// - Parameters:
    ///   - path: Where the folder is or shall be.
    ///   - fileSystem: Says which file system holds a path.
    /// - Throws: `IndexError.notWritable`, `.networkFileSystem` or `.diskFull`.
    public init(
        creatingAt path: String,
        fileSystem: (String) throws(IndexError) -> FileSystem = FileSystem.holding
    ) throws(IndexError) {
        self.path = Self.absolute(path)
        try Self.make(self.path, in: self.path)
        try refuseNetwork(fileSystem)
        guard FileManager.default.isWritableFile(atPath: self.path) else {
            throw .notWritable(path: self.path, reason: "no permission")
        }
        for folder in [stillsPath, statePath, locksPath] {
            try Self.make(folder, in: self.path)
        }
    }

    /// Opens a folder that holds an index, for reading; changes nothing.
    ///
    /// - Parameters:
    ///   - path: Where the folder is.
    ///   - fileSystem: Says which file system holds a path.
    /// - Throws: `IndexError.missing`, `.notReadable` or `.networkFileSystem`.
    public init(
        openingAt path: String,
        fileSystem: (String) throws(IndexError) -> FileSystem = FileSystem.holding
    ) throws(IndexError) {
        self.path = Self.absolute(path)
        guard FileManager.default.fileExists(atPath: indexPath) else {
            let isHidden =
                FileManager.default.fileExists(atPath: self.path)
                && !FileManager.default.isExecutableFile(atPath: self.path)
            throw isHidden
                ? .notReadable(path: self.path, reason: "no permission")
                : .missing(path: self.path)
        }
        guard FileManager.default.isReadableFile(atPath: indexPath) else {
            throw .notReadable(path: indexPath, reason: "no permission")
        }
        try refuseNetwork(fileSystem)
    }

    /// The index: an SQLite file.
    public var indexPath: String { path + "/index.sqlite" }
    /// The folder of pictures.
    public var stillsPath: String { path + "/stills" }
    /// The folder of detector states.
    public var statePath: String { path + "/state" }
    /// The folder of locks.
    public var locksPath: String { path + "/locks" }

    /// A name for files of `camera` that any file system takes.
    ///
    /// Letters of any script stay as they are; what has a meaning in a path is escaped with `%`.
    public static func fileName(for camera: String) -> String {
        var name = ""
        for (index, scalar) in camera.unicodeScalars.enumerated() {
            let isSpecial =
                scalar.value < 0x20 || scalar.value == 0x7f || "/%".unicodeScalars.contains(scalar)
                || (scalar == "." && index == 0)
            if isSpecial {
                let digits = String(scalar.value, radix: 16)
                name += "%" + (digits.count < 2 ? "0" : "") + digits
            } else {
                name.unicodeScalars.append(scalar)
            }
        }
        // Names of files have at most 255 bytes; leave room for what is put behind.
        guard name.utf8.count > 150 else { return name.isEmpty ? "%" : name }
        return ContentDigest.hexadecimal(of: Array(camera.utf8))
    }

    private func refuseNetwork(
        _ fileSystem: (String) throws(IndexError) -> FileSystem
    ) throws(IndexError) {
        let holding = try fileSystem(path)
        if holding.isRemote, let kind = holding.type {
            throw .networkFileSystem(path: path, kind: kind)
        }
    }

    private static func absolute(_ path: String) -> String {
        let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        return absolute.count > 1 && absolute.hasSuffix("/")
            ? String(absolute.dropLast()) : absolute
    }

    /// Makes a folder below or at `directory`, with those above it.
    static func make(_ folder: String, in directory: String) throws(IndexError) {
        do throws(OpenFile.Failure) {
            try OpenFile.makeFolder(folder)
        } catch {
            let isFull = error.code == ENOSPC || error.code == EDQUOT
            throw isFull
                ? .diskFull(path: URL(fileURLWithPath: directory).deletingLastPathComponent().path)
                : .notWritable(path: directory, reason: error.reason)
        }
    }
}
