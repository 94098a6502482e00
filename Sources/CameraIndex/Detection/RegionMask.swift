/// The pixels of one region: a box on the analysis plane and which of its pixels belong.
struct RegionMask: Sendable {
    /// The box, on the analysis plane.
    let box: Box
    /// Width of the analysis plane.
    let planeWidth: Int
    /// One byte a pixel of the box, row-major: 1 belongs, 0 does not.
    var bits: [UInt8]

    init(box: Box, planeWidth: Int, bits: [UInt8]) {
        self.box = box
        self.planeWidth = planeWidth
        self.bits = bits
    }

    /// Pixels that belong.
    var count: Int {
        var count = 0
        for bit in bits { count += Int(bit) }
        return count
    }

    /// Index in the plane of the pixel in column `x` of row `y` of the box.
    func planeIndex(_ x: Int, _ y: Int) -> Int {
        (box.y + y) * planeWidth + box.x + x
    }

    /// Index in the box of the pixel of the plane at `index`, which lies inside of the box.
    func place(of index: Int) -> Int {
        (index / planeWidth - box.y) * box.width + index % planeWidth - box.x
    }

    /// Visits the pixels that belong: their index in the box and in the plane.
    func forEachPixel(_ body: (_ inside: Int, _ plane: Int) -> Void) {
        for y in 0..<box.height {
            let row = y * box.width
            let start = planeIndex(0, y)
            for x in 0..<box.width where bits[row + x] != 0 {
                body(row + x, start + x)
            }
        }
    }

    /// Whether the pixel in column `x` of row `y` of the plane belongs.
    func contains(x: Int, y: Int) -> Bool {
        guard x >= box.x, y >= box.y, x < box.maxX, y < box.maxY else { return false }
        return bits[(y - box.y) * box.width + x - box.x] != 0
    }

    /// Pixels that belong to both.
    func sharedCount(with other: RegionMask) -> Int {
        guard let shared = box.intersection(with: other.box) else { return 0 }
        var count = 0
        for y in shared.y..<shared.maxY {
            for x in shared.x..<shared.maxX where contains(x: x, y: y) && other.contains(x: x, y: y)
            {
                count += 1
            }
        }
        return count
    }

    /// Whether any pixel that belongs is marked in a plane.
    func containsAny(of plane: [UInt8]) -> Bool {
        var isFound = false
        forEachPixel { _, index in isFound = isFound || plane[index] != 0 }
        return isFound
    }

    /// The same pixels over another box of the same plane; what lies outside is cut off.
    func recut(to box: Box) -> RegionMask {
        var bits = [UInt8](repeating: 0, count: box.areaPixels)
        if let shared = self.box.intersection(with: box) {
            for y in shared.y..<shared.maxY {
                for x in shared.x..<shared.maxX where contains(x: x, y: y) {
                    bits[(y - box.y) * box.width + x - box.x] = 1
                }
            }
        }
        return RegionMask(box: box, planeWidth: planeWidth, bits: bits)
    }

    /// The smallest box around the pixels that belong, or nil where none does.
    var tightBox: Box? {
        var left = Int.max
        var right = -1
        var top = Int.max
        var bottom = -1
        for y in 0..<box.height {
            for x in 0..<box.width where bits[y * box.width + x] != 0 {
                left = min(left, x)
                right = max(right, x)
                top = min(top, y)
                bottom = max(bottom, y)
            }
        }
        guard right >= left else { return nil }
        return Box(
            x: box.x + left,
            y: box.y + top,
            width: right - left + 1,
            height: bottom - top + 1
        )
    }
}
