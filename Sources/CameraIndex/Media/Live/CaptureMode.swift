/// The size of pictures and how many of them a capture device is asked for, such as `1280x720@15`.
///
/// A device gives what it can that comes nearest.
public struct CaptureMode: Hashable, Sendable, CustomStringConvertible {
    /// Width and height in pixels.
    public let size: PixelSize
    /// Pictures in a second; nil where it is left to the device.
    public let rate: Int?

    /// How a mode is written, for messages.
    public static let example = "write a size and, where it matters, a rate, such as 1280x720@15"

    /// Reads a mode, `WIDTHxHEIGHT` or `WIDTHxHEIGHT@RATE`; nil where it is none.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{2,5})x(\d{2,5})(?:@(\d{1,3}))?/),
            let width = Int(match.1), let height = Int(match.2)
        else { return nil }
        let rate = match.3.flatMap { Int($0) }
        guard width > 0, height > 0, rate != 0 else { return nil }
        size = PixelSize(width: width, height: height)
        self.rate = rate
    }

    /// It as it is written.
    public var description: String {
        "\(size.width)x\(size.height)" + (rate.map { "@\($0)" } ?? "")
    }
}
