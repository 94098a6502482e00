/// Which width and height a class of things has, in heights of a car of 1.5 m.
public struct SizeBounds: Hashable, Sendable {
    /// The widths.
    public var width: ClosedRange<Double>
    /// The heights.
    public var height: ClosedRange<Double>

    /// Makes bounds.
    public init(width: ClosedRange<Double>, height: ClosedRange<Double>) {
        self.width = width
        self.height = height
    }

    /// The bounds of a class where a rule has none of its own.
    ///
    /// From high above the roof lies behind the front: what is long looks high. So a vehicle may be
    /// as high as a lorry is long, and only a person's bounds are narrow.
    public static func usual(of kind: Event.SizeClass) -> SizeBounds {
        switch kind {
        case .vehicle: SizeBounds(width: 0.8...20, height: 0.5...10)
        case .person: SizeBounds(width: 0.15...0.8, height: 0.7...1.8)
        case .object: SizeBounds(width: 0...100, height: 0...100)
        }
    }

    /// Whether a thing of this width and height lies within the bounds.
    func hold(width: Double, height: Double) -> Bool {
        self.width.contains(width) && self.height.contains(height)
    }
}
