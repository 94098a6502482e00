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
        eroded(2, forward: true).dilated(2, forward: false)
    }

    /// The mask with gaps of up to `reach` pixels filled.
    func closed(_ reach: Int) -> ForegroundMask {
        guard reach > 1 else { return self }
        return dilated(reach, forward: true).eroded(reach, forward: false)
    }

    /// A pixel stays where the `reach` pixels from it on, in both directions of its row and column,
    /// are all marked; outside of the plane nothing is missed.
    private func eroded(_ reach: Int, forward: Bool) -> ForegroundMask {
        inverted().dilated(reach, forward: forward).inverted()
    }

    private func inverted() -> ForegroundMask {
        ForegroundMask(size: size, bits: bits.map { 1 - $0 })
    }

    /// A pixel is marked where any of the `reach` pixels before it is, along rows, then columns.
    private func dilated(_ reach: Int, forward: Bool) -> ForegroundMask {
        var rows = bits
        spread(
            &rows,
            from: bits,
            count: size.width,
            step: 1,
            lines: size.height,
            lineStep: size.width,
            reach: reach,
            forward: forward
        )
        var all = rows
        spread(
            &all,
            from: rows,
            count: size.height,
            step: size.width,
            lines: size.width,
            lineStep: 1,
            reach: reach,
            forward: forward
        )
        return ForegroundMask(size: size, bits: all)
    }

    private func spread(
        _ target: inout [UInt8],
        from source: [UInt8],
        count: Int,
        step: Int,
        lines: Int,
        lineStep: Int,
        reach: Int,
        forward: Bool
    ) {
        for line in 0..<lines {
            var remaining = 0
            for place in 0..<count {
                let along = forward ? count - 1 - place : place
                let index = line * lineStep + along * step
                remaining = source[index] != 0 ? reach : max(0, remaining - 1)
                target[index] = remaining > 0 ? 1 : 0
            }
        }
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
