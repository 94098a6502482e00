import Foundation

/// Bytes between a line that begins and a line that ends them (RFC 7468).
enum PEMText {
    /// The bytes of the first block of this label, or nil where there is none.
    static func content(of label: String, in text: String) -> [UInt8]? {
        guard let begin = text.range(of: "-----BEGIN \(label)-----"),
            let end = text.range(
                of: "-----END \(label)-----",
                range: begin.upperBound..<text.endIndex
            )
        else { return nil }
        let lines = text[begin.upperBound..<end.lowerBound].filter { !$0.isWhitespace }
        return Data(base64Encoded: String(lines)).map(Array.init)
    }

    /// The bytes as a block of this label.
    static func text(of label: String, _ bytes: [UInt8]) -> String {
        let base64 = Data(bytes).base64EncodedString(options: [
            .lineLength64Characters, .endLineWithLineFeed,
        ])
        return "-----BEGIN \(label)-----\n\(base64)\n-----END \(label)-----\n"
    }
}
