import CameraIndex

/// What is left of a picture of which a part was lost on its way.
struct PictureDamage {
    /// The damaged picture.
    private(set) var frame: PaintedFrame

    /// Begins with a whole picture.
    init(_ frame: PaintedFrame) {
        self.frame = frame
    }

    /// The picture as a decoder shows it that never got its keyframe: grey with weak traces.
    mutating func turnGrey() {
        var luma = frame.luma.mutableSpan
        for index in 0..<luma.count {
            luma[index] = UInt8(truncatingIfNeeded: 126 + (Int32(luma[index]) - 126) / 10)
        }
        frame.chromaBlue = [UInt8](repeating: 128, count: frame.chromaBlue.count)
        frame.chromaRed = frame.chromaBlue
    }

    /// Moves blocks of the lower part to where they do not belong, with false colours.
    mutating func scatter(key: Int, seed: UInt64) {
        var random = Seed(seed, key &+ 520_000)
        let (width, height) = (frame.size.width, frame.size.height)
        let first = Int(random.number(in: 0.2...0.8) * Double(height / 16))
        let source = frame.luma
        for row in first..<max(first, height / 16) {
            let slide = Int(random.next() % UInt64(width))
            for column in 0..<width / 16 where random.unit() < 0.7 {
                let offset = Int32(random.number(in: -40...40))
                for y in row * 16..<row * 16 + 16 {
                    for x in column * 16..<column * 16 + 16 {
                        let level = Int32(source[y * width + (x + slide) % width]) + offset
                        frame.luma[y * width + x] = UInt8(min(max(level, 16), 235))
                    }
                }
            }
        }
        let half = (width + 1) / 2
        for index in first * 8 * half..<frame.chromaBlue.count {
            frame.chromaBlue[index] = 104
            frame.chromaRed[index] = 110
        }
    }
}
