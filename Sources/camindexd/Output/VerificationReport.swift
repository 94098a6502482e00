import CameraIndex

/// What a verification found, as text.
struct VerificationReport {
    private let verification: ExportVerification
    private let path: String
    private let isKeyKnown: Bool

    /// Tells what was found of the export at `path`; `isKeyKnown` says that its key was asked for.
    init(_ verification: ExportVerification, path: String, isKeyKnown: Bool) {
        self.verification = verification
        self.path = DisplayWidth.printable(path)
        self.isKeyKnown = isKeyKnown
    }

    /// The text.
    var text: String {
        verification.isUnchanged ? unchanged : changed
    }

    private var unchanged: String {
        let fingerprint = verification.key?.fingerprint ?? ""
        let who = isKeyKnown ? ", which you named" : "; who that is was not checked"
        let (events, files) = (verification.eventCount, verification.fileCount)
        let chain = verification.chain
        return "\(path): unchanged since it was signed by key \(fingerprint)\(who)\n"
            + "\(events) event\(events == 1 ? "" : "s"), \(files) files; the chain has "
            + "\(chain.length) manifest\(chain.length == 1 ? "" : "s") and ends with "
            + "\(chain.head ?? "none")\n" + others + known
    }

    private var others: String {
        verification.otherKeys.map { "manifests in it were signed by another key, \($0)\n" }
            .joined()
    }

    private var known: String {
        guard let sequence = verification.knownSequence else { return "" }
        return sequence == verification.chain.length
            ? "the head you know is the chain's end\n"
            : "the head you know is number \(sequence) of the chain: all up to it is as it was\n"
    }

    private var changed: String {
        let count = verification.findings.count
        let lines = verification.findings.map { DisplayWidth.printable($0.description) + "\n" }
        return lines.joined()
            + "\(path): NOT as it was signed: \(count) finding\(count == 1 ? "" : "s")\n"
    }
}
