import CameraIndex
import Foundation
import Glibc
import Testing

struct DataDirectoryTests {
    private let folder: IndexFolder

    init() throws {
        folder = try IndexFolder()
    }

    @Test func `a data folder is made with all it needs`() throws {
        for part in ["stills", "state", "locks"] {
            #expect(FileManager.default.fileExists(atPath: folder.path + "/" + part))
        }
        #expect(folder.directory.indexPath == folder.path + "/index.sqlite")
    }

    @Test func `a folder without an index is not opened for reading`() throws {
        let error = #expect(throws: IndexError.self) {
            try DataDirectory(openingAt: folder.path)
        }
        #expect(
            error?.description == """
                there is no index in \(folder.path): scan footage first \
                (`camindexd scan PATH`), or name the right folder with --data.
                """
        )
    }

    @Test func `a folder below a file cannot be made`() throws {
        let file = folder.path + "/file"
        #expect(FileManager.default.createFile(atPath: file, contents: Data()))
        let error = #expect(throws: IndexError.self) {
            try DataDirectory(creatingAt: file + "/data")
        }
        #expect(
            error?.description == """
                cannot write in the data folder \(file)/data: Not a directory. \
                Give this user the right to write there, or name another folder with --data.
                """
        )
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a folder without the right to write is refused`() throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o555],
            ofItemAtPath: folder.path
        )
        #expect(throws: IndexError.notWritable(path: folder.path, reason: "no permission")) {
            try DataDirectory(creatingAt: folder.path)
        }
    }

    @Test(arguments: ["nfs4", "cifs", "9p", "ceph", "afs", "fuse.sshfs"])
    func `a folder on a network file system is refused`(kind: String) throws {
        let expected = """
            the data folder \(folder.path) lies on a network file system (\(kind)), where locks \
            and shared memory cannot be trusted and an index would be damaged. \
            Name a folder on a local disk with --data; footage may stay on the network.
            """
        let error = #expect(throws: IndexError.self) {
            try DataDirectory(creatingAt: folder.path) { _ in FileSystem(type: kind) }
        }
        #expect(error?.description == expected)
        _ = try folder.open()
        let readingError = #expect(throws: IndexError.self) {
            try DataDirectory(openingAt: folder.path) { _ in FileSystem(type: kind) }
        }
        #expect(readingError?.description == expected)
    }

    @Test(arguments: ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "fuseblk", nil])
    func `a folder on a local file system is taken`(kind: String?) throws {
        let again = try DataDirectory(creatingAt: folder.path) { _ in FileSystem(type: kind) }
        #expect(again == folder.directory)
    }

    @Test func `the kernel says which file system holds a folder`() throws {
        let answer = try FileSystem.holding(folder.path)
        #expect(answer.type != nil)
        #expect(answer.freeBytes > 0)
    }

    @Test(arguments: [
        ("/data/index", "fuse.sshfs"), ("/data", "fuse.sshfs"), ("/database", "ext4"),
        ("/home/a b/x", "nfs4"), ("/home/a", "ext4"), ("/twice/x", "xfs"),
    ])
    func `the innermost mount counts`(path: String, type: String) {
        let table = """
            22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
            40 22 0:40 / /data rw shared:7 master:2 - fuse.sshfs host:/x rw
            41 22 0:41 / /home/a\\040b rw - nfs4 host:/y rw
            42 22 0:42 / /twice rw - tmpfs tmpfs rw
            43 22 0:43 / /twice rw - xfs /dev/sdb rw
            not a line of a mount table
            """
        #expect(FileSystem.type(of: path, inMountInfo: table) == type)
    }

    @Test(arguments: [
        ("gate-2", "gate-2"), ("东门", "东门"), ("a/b", "a%2fb"), ("..", "%2e."), ("%", "%25"),
        ("a\nb", "a%0ab"), ("", "%"),
    ])
    func `any camera has a file name`(camera: String, name: String) {
        #expect(DataDirectory.fileName(for: camera) == name)
    }

    @Test func `a very long name of a camera becomes a digest`() {
        let long = String(repeating: "东", count: 100)
        #expect(DataDirectory.fileName(for: long).utf8.count == 64)
        #expect(DataDirectory.fileName(for: long) != DataDirectory.fileName(for: long + "门"))
    }
}
