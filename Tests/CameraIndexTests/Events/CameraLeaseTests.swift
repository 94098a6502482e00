import CameraIndex
import Foundation
import Testing

struct CameraLeaseTests {
    private let folder: IndexFolder

    init() throws {
        folder = try IndexFolder()
    }

    private let holder = LeaseHolder(
        process: 4711,
        command: "camindexd scan",
        host: ProcessInfo.processInfo.hostName,
        since: utc(0)
    )
    private var since: String { utc(0).rfc3339(in: .current) }

    @Test func `a second writer of a camera is refused and told who holds it`() throws {
        let lease = try CameraLease(camera: "gate-2", in: folder.directory, holder: holder)
        let error = #expect(throws: IndexError.self) {
            try CameraLease(
                camera: "gate-2",
                in: folder.directory,
                holder: .thisProcess("camindexd scan")
            )
        }
        #expect(
            error?.description == """
                camera "gate-2" is being written by camindexd scan (process 4711) since \(since); \
                wait for it or stop it.
                """
        )
        lease.release()
    }

    @Test func `a holder on another machine is named with it`() throws {
        var remote = holder
        remote.host = "recorder-7.example"
        let lease = try CameraLease(camera: "gate-2", in: folder.directory, holder: remote)
        let error = #expect(throws: IndexError.self) {
            try CameraLease(camera: "gate-2", in: folder.directory, holder: holder)
        }
        #expect(
            error?.description == """
                camera "gate-2" is being written by camindexd scan \
                (process 4711 on recorder-7.example) since \(since); wait for it or stop it.
                """
        )
        lease.release()
    }

    @Test func `another camera can be written at the same time`() throws {
        let first = try CameraLease(camera: "gate-2", in: folder.directory, holder: holder)
        let second = try CameraLease(camera: "gate-3", in: folder.directory, holder: holder)
        #expect(first.camera != second.camera)
        first.release()
        second.release()
    }

    @Test func `a released lease can be taken again`() throws {
        let first = try CameraLease(camera: "gate-2", in: folder.directory, holder: holder)
        first.release()
        let second = try CameraLease(camera: "gate-2", in: folder.directory, holder: holder)
        second.release()
    }

    @Test func `a lease ends with the last reference`() throws {
        func takeAndForget() throws {
            _ = try CameraLease(camera: "gate-2", in: folder.directory, holder: holder)
        }
        try takeAndForget()
        try takeAndForget()
    }

    @Test func `a folder has one daemon`() throws {
        var daemon = holder
        daemon.command = "camindexd run"
        let lease = try DaemonLease(of: folder.directory, holder: daemon)
        let error = #expect(throws: IndexError.self) {
            try DaemonLease(of: folder.directory, holder: daemon)
        }
        #expect(
            error?.description == """
                the data folder \(folder.path) is run by camindexd run (process 4711) since \
                \(since); stop it, or give this daemon another folder with --data.
                """
        )
        let scan = try CameraLease(camera: "gate-2", in: folder.directory, holder: holder)
        scan.release()
        lease.release()
    }

    @Test func `others learn who runs on a folder, and that nobody does`() throws {
        #expect(try DaemonLease.holder(of: folder.directory) == nil)
        var daemon = holder
        daemon.command = "camindexd run"
        let lease = try DaemonLease(of: folder.directory, holder: daemon)
        #expect(try DaemonLease.holder(of: folder.directory) == daemon)
        lease.release()
        #expect(try DaemonLease.holder(of: folder.directory) == nil)
        // To ask keeps nobody away.
        let next = try DaemonLease(of: folder.directory, holder: daemon)
        next.release()
    }

    @Test func `a camera named like the daemon's lock has a lock of its own`() throws {
        let daemon = try DaemonLease(of: folder.directory, holder: holder)
        let camera = try CameraLease(camera: ".daemon", in: folder.directory, holder: holder)
        camera.release()
        daemon.release()
    }

    @Test func `a holder that has not written its name yet is another process`() {
        #expect(
            IndexError.cameraHeld(camera: "gate-2", by: nil).description
                == "camera \"gate-2\" is being written by another process; wait for it or stop it."
        )
    }
}
