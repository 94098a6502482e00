import Crypto
import Foundation

/// The name of a camera's folder: the camera's name with what file systems cannot bear escaped.
///
/// Different cameras never share a folder. Letters of all scripts stay as they are, so that a
/// person finds the folder by the camera's name.
struct CameraFolder: Hashable, Sendable, CustomStringConvertible {
    /// File systems allow 255 bytes; what is left over serves temporary names.
    private static let longestBytes = 200
    /// Refused by Windows, which is where evidence is copied to; `%` marks escapes, `~` a cut name.
    private static let forbidden = Set<Unicode.Scalar>([
        "/", "\\", ":", "*", "?", "\"", "<", ">", "|", "%", "~",
    ])

    /// The name.
    let description: String

    /// Makes the folder name of `camera`.
    init(camera: String) {
        // No other name can yield a lone %, so a camera without a name keeps to itself.
        guard !camera.isEmpty else {
            description = "%"
            return
        }
        var name = ""
        let scalars = Array(camera.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            // Dots and spaces at the ends: hidden folders, "..", and what Windows strips.
            let isEnd = index == 0 || index == scalars.count - 1
            let isLoose = scalar == "." || scalar == " "
            if (isEnd && isLoose) || Self.mustEscape(scalar) {
                name += Self.escaped(scalar)
            } else {
                name.unicodeScalars.append(scalar)
            }
        }
        description = name.utf8.count <= Self.longestBytes ? name : Self.shortened(name, camera)
    }

    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: forbidden.contains(scalar)
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf8.map { "%" + hexadecimal($0) }.joined()
    }

    /// Cuts a name at whole letters and appends what tells it from others with the same beginning.
    private static func shortened(_ name: String, _ camera: String) -> String {
        let hash = SHA256.hash(data: Data(camera.utf8)).prefix(8).map(hexadecimal).joined()
        var kept = String.UnicodeScalarView()
        var bytes = hash.utf8.count + 1
        for scalar in name.unicodeScalars {
            bytes += String(scalar).utf8.count
            guard bytes <= longestBytes else { break }
            kept.append(scalar)
        }
        return String(kept) + "~" + hash
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
