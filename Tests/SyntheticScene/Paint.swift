/// A colour of things in a scene, in red, green and blue of 0...255.
public struct Paint: Hashable, Sendable {
    /// Share of red, 0...255.
    public var red: Double
    /// Share of green, 0...255.
    public var green: Double
    /// Share of blue, 0...255.
    public var blue: Double

    /// Mixes a paint.
    public init(_ red: Double, _ green: Double, _ blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// White.
    public static let white = Paint(226, 228, 230)
    /// Silver.
    public static let silver = Paint(176, 181, 187)
    /// Black.
    public static let black = Paint(26, 27, 30)
    /// Red.
    public static let red = Paint(172, 26, 30)
    /// Blue.
    public static let blue = Paint(34, 62, 140)
    /// Yellow, as of taxis.
    public static let yellow = Paint(236, 184, 34)
    /// Green, as of delivery vans.
    public static let green = Paint(22, 74, 46)

    /// The paints of passing traffic, common ones more than once.
    static let traffic: [Paint] = [
        .white, .white, .silver, .black, .black, .red, .blue, .yellow, .green,
    ]

    /// The same paint in another light.
    func shaded(_ factor: Double) -> Paint {
        Paint(min(255, red * factor), min(255, green * factor), min(255, blue * factor))
    }

    /// Both paints, `share` of the other.
    func mixed(with other: Paint, _ share: Double) -> Paint {
        Paint(
            red + (other.red - red) * share,
            green + (other.green - green) * share,
            blue + (other.blue - blue) * share
        )
    }

    /// Brightness, 0...255 (BT.601).
    var luma: Double { 0.299 * red + 0.587 * green + 0.114 * blue }
    /// Blue against brightness in limited range (BT.601).
    var chromaBlue: Double { 128 + (blue - luma) / 1.772 * 224 / 255 }
    /// Red against brightness in limited range (BT.601).
    var chromaRed: Double { 128 + (red - luma) / 1.402 * 224 / 255 }
}
