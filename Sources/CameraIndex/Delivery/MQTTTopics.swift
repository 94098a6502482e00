/// The topics under which an MQTT broker is told.
public struct MQTTTopics: Hashable, Sendable {
    private let root: String

    /// Topics that begin with `root`.
    public init(_ root: String) {
        self.root = root
    }

    /// Whether the program runs; retained.
    public var status: String { "\(root)/status" }

    /// How a camera is; retained.
    public func status(ofCamera camera: String) -> String {
        "\(root)/cameras/\(Self.level(camera))/status"
    }

    /// What happens before a camera.
    public func events(ofCamera camera: String) -> String {
        "\(root)/cameras/\(Self.level(camera))/events"
    }

    /// A name as one level of a topic: what has a meaning in topics is percent-encoded.
    static func level(_ name: String) -> String {
        var level = ""
        for scalar in name.unicodeScalars {
            guard "/+#%".unicodeScalars.contains(scalar) || scalar.value < 0x20 else {
                level.unicodeScalars.append(scalar)
                continue
            }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            level += (digits.count == 1 ? "%0" : "%") + digits
        }
        return level
    }
}
