import CameraIndex

/// Pictures for tests.
enum Pictures {
    /// A picture in which every pixel differs from its neighbours.
    static func gradient(_ size: PixelSize) -> ColourPicture {
        ColourPicture(
            size: size,
            bytes: (0..<3 * size.areaPixels).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        )
    }
}
