import CameraIndex
import Dispatch
import Foundation
import Synchronization
import Testing

struct SigningKeyTests {
    private let folder: IndexFolder

    init() throws {
        folder = try IndexFolder()
    }

    private var path: String { folder.path + "/keys/evidence.key" }

    private func mode(_ path: String) throws -> Int? {
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        return (facts[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func `the key is made on first use, for its owner alone, and stays`() throws {
        #expect(!FileManager.default.fileExists(atPath: path))
        let key = try SigningKey(of: folder.directory)
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.path + "/keys") == 0o700)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/keys")
        #expect(names == ["evidence.key"])
        #expect(try SigningKey(of: folder.directory).publicKey == key.publicKey)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI"))
    }

    @Test func `a signature holds for its text and key only`() throws {
        let key = try SigningKey(of: folder.directory)
        let text = Array("evidence".utf8)
        let signature = try key.signature(over: text)
        #expect(signature.count == 64)
        #expect(key.publicKey.isValid(signature, over: text))
        #expect(!key.publicKey.isValid(signature, over: text + [0]))
        let other = try IndexFolder()
        #expect(try !SigningKey(of: other.directory).publicKey.isValid(signature, over: text))
    }

    @Test func `of many that make the key at once all get the same`() throws {
        let keys = Mutex<Set<String>>([])
        let directory = folder.directory
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            do throws(EvidenceError) {
                let fingerprint = try SigningKey(of: directory).publicKey.fingerprint
                keys.withLock { _ = $0.insert(fingerprint) }
            } catch {
                keys.withLock { _ = $0.insert("\(error)") }
            }
        }
        #expect(keys.withLock(\.count) == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/keys")
        #expect(names == ["evidence.key"])
    }

    @Test func `a public key reads back as it was written, with what stands around it`() throws {
        let key = try SigningKey(of: folder.directory).publicKey
        #expect(key.pem.hasPrefix("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"))
        #expect(PublicKey(pem: "Key of gate 2\r\n" + key.pem + "fingerprint\n") == key)
        #expect(PublicKey(pem: key.pem.replacing("MCow", with: "MCox")) == nil)
        #expect(PublicKey(pem: "") == nil)
        #expect(key.fingerprint.hasPrefix("SHA256:"))
        #expect(key.fingerprint.count == 50)
    }

    @Test func `the fingerprint is that of the well-known form`() throws {
        // Key of RFC 8410, section 10.1; the digest is OpenSSL's over its DER.
        let pem = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----

            """
        let key = try #require(PublicKey(pem: pem))
        #expect(key.pem == pem)
        #expect(key.fingerprint == "SHA256:oekVYFTgT6yJmunydRMs3Ael28TqLCrTof/G4NJTaB8")
    }

    @Test func `a key that others may read is refused`() throws {
        _ = try SigningKey(of: folder.directory)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let error = #expect(throws: EvidenceError.self) { try SigningKey(of: folder.directory) }
        #expect(
            error?.description == """
                the signing key \(path) is open to others (mode 0644): anybody may have signed \
                with it.
                  If nobody did, run `chmod 600 \(path)`; else move it away, and a new one is made.
                """
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        _ = try SigningKey(of: folder.directory)
    }

    @Test(arguments: ["", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func `what is no key is told and stays as it is`(text: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/keys",
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let error = #expect(throws: EvidenceError.self) { try SigningKey(of: folder.directory) }
        #expect(
            error?.description == """
                \(path) is not an Ed25519 private key in PEM.
                  Put it back from a copy, or move it away, and a new one is made.
                """
        )
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test func `a key behind a link is refused`() throws {
        _ = try SigningKey(of: folder.directory)
        let elsewhere = folder.path + "/elsewhere"
        try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
        try FileManager.default.createSymbolicLink(
            atPath: path,
            withDestinationPath: elsewhere
        )
        let error = #expect(throws: EvidenceError.self) { try SigningKey(of: folder.directory) }
        #expect(error == .keyUnreadable(path: path, code: ELOOP))
        #expect(
            error?.description == """
                cannot read the signing key \(path): Too many levels of symbolic links.
                  Run camindexd as the user that made it.
                """
        )
    }
}
