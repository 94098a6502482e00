/// Why a moment cannot be searched.
public enum MomentSearchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No footage shows the moment.
    case noFootage
    /// The file shows no picture near the moment that can be decoded.
    case noPicture(path: String)
    /// What the box shows at the moment passes.
    case unsteady
    /// The box does not lie within the picture, or is too small to be recognised.
    case outside(Box, PixelSize)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .noFootage:
            "no footage shows that moment. `camindexd cameras` tells what is in the index."
        case .noPicture(let path):
            "\(path) has no picture near that moment that can be decoded."
        case .unsteady:
            "what the box shows at that moment is in motion, or something passes in front of it. "
                + "Name a moment at which it stands in plain view."
        case .outside(let box, let frame):
            "the box \(box.x),\(box.y),\(box.width),\(box.height) does not fit: the picture has "
                + "\(frame.width) × \(frame.height) pixels, and a box needs 16 × 16 of them."
        }
    }
}
