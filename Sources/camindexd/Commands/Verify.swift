import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd verify`: whether an export is as it was signed.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells whether exported evidence is as it was signed, and names what is not.",
        discussion: """
            Needs no index and changes nothing. Exit code 0: unchanged; 1: something was changed, \
            added, removed, exchanged or cut off, or another key has signed.

            Examples:
              camindexd verify case-17.zip
              camindexd verify --key gate-office.pem --head 5c1f… case-17
            """
    )

    @Argument(
        help: ArgumentHelp("The folder or the ZIP of an export.", valueName: "path"),
        completion: .file()
    )
    var path: String

    @Option(
        help: ArgumentHelp(
            "The public key that must have signed, as `camindexd key show` prints it. Repeatable.",
            valueName: "file"
        ),
        completion: .file()
    )
    var key: [String] = []

    @Option(
        help: ArgumentHelp(
            "An end of the chain that you know, as `key show` and `export` print it.",
            valueName: "hash"
        )
    )
    var head: String?

    func run() throws {
        if let head { try check(head) }
        let keys = try key.map(publicKey)
        let verification = try ExportVerification(of: path, keys: keys, head: head?.lowercased())
        let report = VerificationReport(verification, path: path, isKeyKnown: !keys.isEmpty)
        try StandardStream.output.write(report.text)
        guard verification.isUnchanged else { throw CommandEnd(status: .failed) }
    }

    private func check(_ head: String) throws(UsageError) {
        guard head.count == 64, head.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw UsageError(
                "--head \"\(DisplayWidth.printable(head))\" is not the hash of a chain's end; "
                    + "write all of its 64 digits."
            )
        }
    }

    private func publicKey(_ path: String) throws -> PublicKey {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw UsageError(
                "cannot read --key \(DisplayWidth.printable(path)); "
                    + "name a file that `camindexd key show` has written."
            )
        }
        guard let key = PublicKey(pem: text) else {
            throw UsageError(
                "--key \(DisplayWidth.printable(path)) holds no Ed25519 public key in PEM; "
                    + "name a file that `camindexd key show` has written."
            )
        }
        return key
    }
}
