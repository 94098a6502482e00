import Foundation

/// The file system that holds a path.
public struct FileSystem: Hashable, Sendable {
    /// Its kind as the mount table names it, such as `ext4`, `nfs4` or `fuse.sshfs`; nil where the
    /// table does not say.
    public var type: String?
    /// Bytes that this user may still write.
    public var freeBytes: Int64

    /// Makes an answer.
    public init(type: String?, freeBytes: Int64 = .max) {
        self.type = type
        self.freeBytes = freeBytes
    }

    /// Asks the kernel for the file system that holds `path`.
    ///
    /// The mount table and not `statfs`, because only the table tells a disk behind FUSE (NTFS)
    /// from a network behind FUSE (SSHFS).
    public static func holding(_ path: String) throws(IndexError) -> FileSystem {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
        } catch {
            throw .failed(path: path, reason: "cannot ask for its file system")
        }
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let table = FileManager.default.contents(atPath: "/proc/self/mountinfo") ?? Data()
        return FileSystem(
            type: type(of: resolved, inMountInfo: String(decoding: table, as: UTF8.self)),
            freeBytes: (attributes[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        )
    }

    /// The kind of the innermost mount that holds `path`, by the text of a mountinfo file.
    ///
    /// A line is `36 35 98:0 /root /mount/point rw,noatime master:1 - ext3 /dev/root rw` (proc(5)).
    public static func type(of path: String, inMountInfo table: String) -> String? {
        var best: (point: String, type: String)?
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash > 4, dash + 1 < fields.count else {
                continue
            }
            let point = unescaped(fields[4])
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            // Of two mounts in one place the later one covers the earlier.
            if isAbove, point.count >= (best?.point.count ?? 0) {
                best = (point, String(fields[dash + 1]))
            }
        }
        return best?.type
    }

    /// Whether it lies on other machines, where locks and shared memory cannot be trusted.
    ///
    /// SQLite: "WAL does not work over a network filesystem" (https://www.sqlite.org/wal.html).
    public var isRemote: Bool {
        type.map(Self.remoteTypes.contains) ?? false
    }

    private static let remoteTypes: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "coda", "afs", "9p", "ceph", "lustre",
        "gpfs", "beegfs", "ocfs2", "gfs2", "panfs", "orangefs", "vboxsf", "prl_fs",
        "fuse.sshfs", "fuse.glusterfs", "fuse.ceph-fuse", "fuse.ceph", "fuse.rclone", "fuse.s3fs",
        "fuse.goofys", "fuse.gcsfuse", "fuse.davfs", "fuse.curlftpfs", "fuse.gvfsd-fuse",
        "fuse.smbnetfs", "fuse.juicefs", "fuse.JuiceFS", "fuse.mfs", "fuse.seaweedfs",
        "fuse.vmhgfs-fuse", "fuse.fuse-nfs", "fuse.afpfs",
    ]

    /// The kernel writes blanks and backslashes of a path as octal numbers.
    private static func unescaped(_ field: Substring) -> String {
        String(field).replacing("\\040", with: " ").replacing("\\011", with: "\t")
            .replacing("\\012", with: "\n").replacing("\\134", with: "\\")
    }
}

extension IndexError {
    /// The error of a disk without room, with what is free on it now.
    public static func diskFull(path: String) -> IndexError {
        do {
            return .diskFull(path: path, freeBytes: try FileSystem.holding(path).freeBytes)
        } catch {
            return .diskFull(path: path, freeBytes: 0)
        }
    }
}
