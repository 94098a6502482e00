/// A text that nobody may read: printed, dumped or mirrored it is three stars.
public struct Secret: Hashable, Sendable {
    private let text: String

    /// Hides a text.
    public init(_ text: String) {
        self.text = text
    }

    /// The text, for whoever it is meant for.
    public func revealed() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// No part of the text.
    public var description: String { "***" }
    /// No part of the text.
    public var debugDescription: String { "***" }
    /// No part of the text.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
