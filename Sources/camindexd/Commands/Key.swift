import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd key`: the key that signs evidence.
struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the key with which this data folder signs its evidence.",
        subcommands: [KeyShow.self]
    )
}

/// `camindexd key show`: the public key, its fingerprint, and the chain's head.
struct KeyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints the public key in PEM, its fingerprint, and the head of the chain.",
        discussion: """
            The private key stays where it is. Give the output to whoever verifies exports: it is \
            a file for `camindexd verify --key`. Written down elsewhere, the head shows later that \
            nothing signed up to now was taken away. The key is made where there is none yet.
            """
    )

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let index = try options.settings().openIndex()
        let key = try SigningKey(of: index.directory).publicKey
        let head = try index.chainHead()
        let report = ChainReport(key: key, length: Int(head?.sequence ?? 0), head: head?.link)
        try StandardStream.output.write(key.pem + report.text)
    }
}
