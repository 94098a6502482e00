/// Marked pixels of a plane, one byte each, with the shape operations that blobs need.
struct ForegroundMask: Sendable {
    let size: PixelSize
    /// Row-major: 1 is marked, 0 is not.
    var bits: [UInt8]

    init(size: PixelSize, bits: [UInt8]) {
        self.size = size
        self.bits = bits
    }

    /// The mask without anything narrower than two pixels.
    func opened() -> ForegroundMask {
        // Erosion looks right and down, dilation left and up: together they shift nothing.
        spread(0, by: 2, forward: true).spread(1, by: 2, forward: false)
    }

    /// The mask with gaps of up to `reach` pixels filled.
    func closed(_ reach: Int) -> ForegroundMask {
        guard reach > 1 else { return self }
        return spread(1, by: reach, forward: true).spread(0, by: reach, forward: false)
    }

    /// A pixel takes on `value` where any of `reach` pixels from it on has it, along rows, then
    /// columns.
    ///
    /// They lie behind it where that is `forward`, else before it; outside of the plane none has
    /// it.
    private func spread(_ value: UInt8, by reach: Int, forward: Bool) -> ForegroundMask {
        var mask = self
        for (step, line) in [(1, size.width), (size.width, bits.count)] {
            let source = mask.bits
            for shift in (1..<reach).map({ $0 * step }) where shift < line {
                for start in stride(from: 0, to: bits.count, by: line) {
                    mask.bits.take(
                        value,
                        in: start + (forward ? 0 : shift),
                        of: source,
                        in: start + (forward ? shift : 0),
                        count: line - shift
                    )
                }
            }
        }
        return mask
    }

    /// The connected parts (eight neighbours), each cut to its own box.
    func components() -> [RegionMask] {
        var rest = bits
        var found: [RegionMask] = []
        var stack: [Int] = []
        for seed in rest.indices where rest[seed] != 0 {
            rest[seed] = 0
            stack.append(seed)
            var members: [Int] = []
            while let index = stack.popLast() {
                members.append(index)
                pushNeighbours(of: index, in: &rest, onto: &stack)
            }
            found.append(region(of: members))
        }
        return found
    }

    private func pushNeighbours(of index: Int, in rest: inout [UInt8], onto stack: inout [Int]) {
        let column = index % size.width
        let row = index / size.width
        for y in max(0, row - 1)...min(size.height - 1, row + 1) {
            for x in max(0, column - 1)...min(size.width - 1, column + 1) {
                let neighbour = y * size.width + x
                if rest[neighbour] != 0 {
                    rest[neighbour] = 0
                    stack.append(neighbour)
                }
            }
        }
    }

    private func region(of members: [Int]) -> RegionMask {
        var left = size.width
        var right = 0
        var top = size.height
        var bottom = 0
        for index in members {
            left = min(left, index % size.width)
            right = max(right, index % size.width)
            top = min(top, index / size.width)
            bottom = max(bottom, index / size.width)
        }
        let box = Box(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
        var bits = [UInt8](repeating: 0, count: box.areaPixels)
        for index in members {
            bits[(index / size.width - top) * box.width + index % size.width - left] = 1
        }
        return RegionMask(box: box, planeWidth: size.width, bits: bits)
    }
}

extension [UInt8] {
    /// Takes on `value`, 0 or 1, in each of `count` places in which the others have it.
    fileprivate mutating func take(
        _ value: UInt8,
        in place: Int,
        of others: [UInt8],
        in otherPlace: Int,
        count: Int
    ) {
        // Turned around, so that one loop without branches does for both values.
        let turn = 1 - value
        var own = mutableSpan
        let other = others.span
        for index in 0..<count {
            let values = (own[place + index] ^ turn, other[otherPlace + index] ^ turn)
            own[place + index] = (values.0 | values.1) ^ turn
        }
    }
}
