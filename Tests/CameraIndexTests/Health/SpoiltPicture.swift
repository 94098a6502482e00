import CameraIndex

/// Ways in which the pictures of `WatchedCamera` are spoilt.
enum SpoiltPicture {
    private static let width = WatchedCamera.size.width
    private static let height = WatchedCamera.size.height

    /// Nothing but the sensor's noise on black.
    static func black(_ plane: inout [UInt8]) {
        for place in plane.indices { plane[place] = 16 + UInt8(place * 7_919 % 11) }
    }

    /// A recorder's screen without a camera: one grey, and words on it.
    static func noSignal(_ plane: inout [UInt8]) {
        for place in plane.indices { plane[place] = 41 }
        for row in 120..<136 {
            for column in stride(from: 200, to: 280, by: 3) { plane[row * width + column] = 235 }
        }
    }

    /// A lens into which the sun shines.
    static func white(_ plane: inout [UInt8]) {
        for place in plane.indices { plane[place] = UInt8(min(235, Int(plane[place]) + 190)) }
    }

    /// A hand before the lens: grey that grows lighter to one side, with noise.
    static func covered(_ plane: inout [UInt8]) {
        for place in plane.indices {
            plane[place] = UInt8(80 + place % width / 16 + place * 7_919 % 5)
        }
    }

    /// A scene in which each pixel is the mean of 13 by 13.
    static func blurred(_ plane: inout [UInt8]) {
        let seen = plane
        let across = seen.indices.map { mean(of: seen, around: $0 % width, step: 1, at: $0, width) }
        plane = across.indices.map {
            mean(of: across, around: $0 / width, step: width, at: $0, height)
        }
    }

    private static func mean(
        of plane: [UInt8],
        around position: Int,
        step: Int,
        at place: Int,
        _ length: Int
    ) -> UInt8 {
        let reach = max(-6, -position)...min(6, length - 1 - position)
        return UInt8(reach.reduce(0) { $0 + Int(plane[place + $1 * step]) } / reach.count)
    }

    /// A camera that was knocked: the scene lies elsewhere, by a fifth of the width.
    static func moved(_ plane: inout [UInt8]) {
        let seen = plane
        for place in plane.indices {
            let (row, column) = (place / width, place % width)
            plane[place] = seen[(row + 40) % height * width + (column + width / 5) % width]
        }
    }

    /// A lorry that hides half of the scene.
    static func halfHidden(_ plane: inout [UInt8]) {
        for place in plane.indices where place % width < width / 2 {
            plane[place] = UInt8(150 + place / width % 40 / 4)
        }
    }

    /// A scene by a fifth of its light.
    static func dark(_ plane: inout [UInt8]) {
        for place in plane.indices { plane[place] = 16 + (max(16, plane[place]) - 16) / 5 }
    }
}
