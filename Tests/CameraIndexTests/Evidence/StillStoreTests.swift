import CameraIndex
import Crypto
import Foundation
import Testing

struct StillStoreTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "stills-\(UUID().uuidString)").path
    private let shanghai = TimeZone(secondsFromGMT: 8 * 3_600)

    private func keep(
        _ event: Event,
        bytes: [UInt8] = [1, 2, 3],
        moment: Still.Moment = .rest
    ) throws -> Still {
        let zone = try #require(shanghai)
        return try StillStore(dataFolder: folder, timeZone: zone).keep(
            captioned: bytes,
            frame: bytes + [0],
            of: event,
            moment: moment,
            at: event.since
        )
    }

    private func clean() throws {
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `a still and its frame lie below camera and day, with their hashes`() throws {
        // 2026-01-01T23:30:00Z is the next morning in Shanghai.
        let clock = MediaClock(source: .given, uncertainty: .zero)
        let event = Event.sample(camera: "东门/2", since: 1_767_310_200, clock: clock)
        let still = try keep(event)
        #expect(still.path == "stills/东门%2f2/2026-01-02/\(event.id)-rest.jpg")
        #expect(still.framePath == "stills/东门%2f2/2026-01-02/\(event.id)-rest-frame.jpg")
        #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(still.path)")) == Data([1, 2, 3]))
        let digest = SHA256.hash(data: Data([1, 2, 3, 0])).map { String(format: "%02x", $0) }
        #expect(still.frameSHA256 == digest.joined())
        #expect(still.sha256.count == 64)
        try clean()
    }

    @Test func `without a clock the day is unknown`() throws {
        let event = Event.sample()
        #expect(
            try keep(event, moment: .limit).path == "stills/gate-2/unknown/\(event.id)-limit.jpg"
        )
        try clean()
    }

    @Test func `keeping again replaces, and no temporary file stays`() throws {
        let event = Event.sample()
        _ = try keep(event, bytes: [UInt8](repeating: 7, count: 100_000))
        let still = try keep(event, bytes: [9])
        let stored = "\(folder)/stills/gate-2/unknown"
        #expect(try FileManager.default.contentsOfDirectory(atPath: stored).count == 2)
        #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(still.path)")) == Data([9]))
        try clean()
    }

    @Test(arguments: [
        ("..", "%2e%2e"), (".hidden", "%2ehidden"), ("a/../b", "a%2f..%2fb"), ("", "%"),
        ("c:\\x", "c%3a%5cx"), ("50%", "50%25"), ("a\nb", "a%0ab"), ("\u{202E}x", "%e2%80%aex"),
        ("gate 2.", "gate 2%2e"), ("مدخل", "مدخل"), ("ถนน ९", "ถนน ९"),
    ])
    func `a camera's name becomes one safe folder`(camera: String, expected: String) throws {
        let still = try keep(.sample(camera: camera))
        #expect(still.path.hasPrefix("stills/\(expected)/unknown/"))
        #expect(FileManager.default.fileExists(atPath: "\(folder)/\(still.path)"))
        try clean()
    }

    @Test func `names of any length fit, and long names with one beginning stay apart`() throws {
        let long = String(repeating: "街道", count: 300)
        let first = try keep(.sample(camera: long + "1"))
        let second = try keep(.sample(camera: long + "2"))
        let names = [first, second].map { $0.path.split(separator: "/")[1] }
        #expect(names[0] != names[1])
        #expect(names.allSatisfy { $0.utf8.count <= 255 && $0.hasPrefix("街道街道") })
        try clean()
    }

    @Test func `a file where a folder belongs is named`() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(folder)/stills"))
        let error = #expect(throws: EvidenceError.self) { try keep(.sample()) }
        #expect(
            error?.description == """
                cannot write \(folder)/stills/gate-2/unknown: Not a directory.
                  Something that is not a folder of stills stands in the way; move it, then scan \
                again.
                """
        )
        try clean()
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func `a folder without the right to write is named`() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
        let error = #expect(throws: EvidenceError.self) { try keep(.sample()) }
        #expect(error == .cannotWrite(path: "\(folder)/stills", code: EACCES))
        try clean()
    }

    @Test func `refusals say what to do`() {
        func words(_ code: CInt) -> String {
            EvidenceError.cannotWrite(path: "/data/a.jpg", code: code).description
        }
        #expect(
            words(ENOSPC) == """
                cannot write /data/a.jpg: No space left on device.
                  Free space on that disk or choose another data folder, then scan again.
                """
        )
        #expect(
            words(EACCES) == """
                cannot write /data/a.jpg: Permission denied.
                  Give the user that runs camindexd the right to write there, then scan again.
                """
        )
        #expect(
            words(EIO) == """
                cannot write /data/a.jpg: Input/output error.
                  Check the data folder and its disk, then scan again.
                """
        )
    }
}
