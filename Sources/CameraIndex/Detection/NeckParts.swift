/// Takes a region apart where it is narrow: objects that touch in the picture are joined by less
/// than they are wide.
struct NeckParts {
    /// The whole region.
    let mask: RegionMask
    /// Fewer pixels are no part.
    let smallestPart: Int

    /// A neck wider than this share of the narrower part is none.
    private static let widestNeck: Float = 0.85
    /// Regions are not taken into more parts.
    private static let mostParts = 12
    /// Depths are counted in these parts of a pixel, so that diagonals count as they should.
    private static let unit = 3
    private static let diagonal = 4

    /// The parts, largest first; the whole alone where it has no neck.
    func parts() -> [RegionMask] {
        var done: [RegionMask] = []
        var open = [mask]
        while let next = open.popLast() {
            guard done.count + open.count < Self.mostParts - 1,
                let (first, second) = NeckParts(mask: next, smallestPart: smallestPart).cut()
            else {
                done.append(next)
                continue
            }
            open += [first, second]
        }
        return done.sorted { $0.count > $1.count }
    }

    /// The parts on both sides of the narrowest neck, each over its own box, or nil without a neck.
    private func cut() -> (RegionMask, RegionMask)? {
        let depth = depths()
        let deepest = depth.max() ?? 0
        guard deepest >= 2 * Self.unit else { return nil }
        for neck in Self.unit..<deepest {
            let cores = cores(depth, below: neck).filter { core in
                Float(neck) <= Self.widestNeck * Float(core.reduce(0) { max($0, depth[$1]) })
            }
            guard cores.count >= 2, let cut = cut(grown(cores)) else { continue }
            return cut
        }
        return nil
    }

    /// The largest part against the largest of what hangs on its necks; small change stays with
    /// the first.
    private func cut(_ parts: [RegionMask]) -> (RegionMask, RegionMask)? {
        guard let largest = parts.max(by: { $0.count < $1.count }) else { return nil }
        var rest = mask.bits
        for index in rest.indices where largest.bits[index] != 0 { rest[index] = 0 }
        let hanging = ForegroundMask(size: boxSize, bits: rest).components()
        guard let other = hanging.max(by: { $0.count < $1.count }) else { return nil }
        let second = RegionMask(
            box: Box(
                x: mask.box.x + other.box.x,
                y: mask.box.y + other.box.y,
                width: other.box.width,
                height: other.box.height
            ),
            planeWidth: mask.planeWidth,
            bits: other.bits
        )
        var first = mask
        second.forEachPixel { _, index in first.bits[mask.place(of: index)] = 0 }
        guard first.count >= smallestPart, second.count >= smallestPart, let box = first.tightBox
        else { return nil }
        return (first.recut(to: box), second)
    }

    private var boxSize: PixelSize {
        PixelSize(width: mask.box.width, height: mask.box.height)
    }

    /// For each pixel of the box how far it lies inside (chamfer distance); 0 outside.
    private func depths() -> [Int] {
        let (width, height) = (mask.box.width, mask.box.height)
        var depth = mask.bits.map { $0 == 0 ? 0 : Self.diagonal * (width + height) }
        func at(_ x: Int, _ y: Int) -> Int {
            x < 0 || y < 0 || x >= width || y >= height ? 0 : depth[y * width + x]
        }
        func lower(_ x: Int, _ y: Int, from step: Int) {
            let along = min(at(x - step, y), at(x, y - step)) + Self.unit
            let across = min(at(x - 1, y - step), at(x + 1, y - step)) + Self.diagonal
            depth[y * width + x] = min(depth[y * width + x], along, across)
        }
        for y in 0..<height {
            for x in 0..<width where depth[y * width + x] > 0 { lower(x, y, from: 1) }
        }
        for y in (0..<height).reversed() {
            for x in (0..<width).reversed() where depth[y * width + x] > 0 {
                lower(x, y, from: -1)
            }
        }
        return depth
    }

    /// The connected pixels that lie deeper than `neck`, as indices into the box.
    private func cores(_ depth: [Int], below neck: Int) -> [[Int]] {
        let deep = ForegroundMask(size: boxSize, bits: depth.map { $0 > neck ? 1 : 0 })
        return deep.components().map { core in
            var members: [Int] = []
            for y in 0..<core.box.height {
                for x in 0..<core.box.width where core.bits[y * core.box.width + x] != 0 {
                    members.append((core.box.y + y) * mask.box.width + core.box.x + x)
                }
            }
            return members
        }
    }

    /// For each core the pixels that are nearest to it inside of the region.
    private func grown(_ cores: [[Int]]) -> [RegionMask] {
        let (width, height) = (mask.box.width, mask.box.height)
        var part = [Int](repeating: -1, count: mask.bits.count)
        for (number, core) in cores.enumerated() {
            for index in core { part[index] = number }
        }
        var front = cores.flatMap { $0 }
        while !front.isEmpty {
            var next: [Int] = []
            for index in front {
                let (x, y) = (index % width, index / width)
                for row in max(0, y - 1)...min(height - 1, y + 1) {
                    for column in max(0, x - 1)...min(width - 1, x + 1) {
                        let place = row * width + column
                        guard mask.bits[place] != 0, part[place] < 0 else { continue }
                        part[place] = part[index]
                        next.append(place)
                    }
                }
            }
            front = next
        }
        return cores.indices.map { number in
            var own = mask
            for index in own.bits.indices { own.bits[index] = part[index] == number ? 1 : 0 }
            return own
        }
    }
}
