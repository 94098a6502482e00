/// Looks for a stopped object beside its place: how far from there a sample shows it.
///
/// An object that brakes fills its later place long before it rests, and one that leaves is still
/// in it for a while: levels alone do not tell, the shift of the picture does. What comes towards
/// the camera grows as well, so that a few sizes are tried.
struct ShiftSearch: Sendable {
    /// How far a sample shows the ground contact of the object from where it rests, in pixels of
    /// the plane.
    struct Shift: Sendable {
        var x: Float
        var y: Float
        /// Share of the compared pixels that look like the object there, 0...1.
        var matchRatio: Float
        /// Normalised cross-correlation with the object there, -1...1.
        var correlation: Float

        /// The distance.
        var pixels: Float { (x * x + y * y).squareRoot() }
    }

    /// One pixel of the object, as seen from its ground contact.
    private struct Point {
        var x: Float
        var y: Float
        var level: Float
        var limit: Float
    }

    /// Where each pixel lies at one size, from the ground contact.
    private struct Offsets {
        let columns: [Int]
        let rows: [Int]
        /// The same as steps through the plane.
        let steps: [Int]
        let columnRange: ClosedRange<Int>
        let rowRange: ClosedRange<Int>

        init(of points: [Point], scale: Float, planeWidth: Int) {
            columns = points.map { Int(($0.x * scale).rounded()) }
            rows = points.map { Int(($0.y * scale).rounded()) }
            steps = zip(columns, rows).map { $1 * planeWidth + $0 }
            columnRange = (columns.min() ?? 0)...(columns.max() ?? 0)
            rowRange = (rows.min() ?? 0)...(rows.max() ?? 0)
        }
    }

    /// One sample, and the object in its light.
    private struct View {
        let pixels: [UInt8]
        /// How bright each pixel of the object is in it.
        let levels: [Float]
        /// One over what each may stray.
        let weights: [Float]

        init(_ sample: Sample, of points: [Point]) {
            let normalise = sample.normaliser
            pixels = sample.pixels.levels
            levels = points.map { point in
                (min(point.level, normalise.saturation) - normalise.shift) / normalise.scale
            }
            weights = points.map { normalise.scale / $0.limit }
        }
    }

    private let points: [Point]
    private let anchor: (x: Int, y: Int)
    private let offsets: [Offsets]
    private let plane: PixelSize
    private let reachX: Int
    private let reachY: Int

    /// The most pixels that are compared.
    private static let mostPoints = 240
    /// Pixels that are summed before the sum is looked at.
    private static let pointsAtOnce = 16
    /// Fewer pixels tell no place.
    private static let leastPoints = 12
    /// The sizes that are tried, the object's own first.
    private static let scales: [Float] = [1, 0.94, 1.06, 0.88, 1.13]
    /// The share of pixels that must look like the object where it is found.
    private static let leastMatch: Float = 0.5
    /// How alike the texture must be: another car of the same colour reaches 0.4.
    private static let leastCorrelation: Float = 0.55
    /// What both must reach together.
    private static let leastLikeness: Float = 1.25
    /// From this likeness on no other size is tried.
    private static let goodCorrelation: Float = 0.8
    /// A pixel that is off by more of its limits than this is off, no matter how far.
    private static let worstCost: Float = 2

    /// Makes a search for the object of `template`, up to `reach` of its width and height away.
    init(for template: StopTemplate, in plane: PixelSize, reach: Float) {
        self.plane = plane
        reachX = max(3, Int(reach * Float(template.box.width)))
        reachY = max(3, Int(reach * Float(template.box.height)))
        let anchor = (x: template.box.x + template.box.width / 2, y: template.box.maxY)
        let points = Self.points(of: template, from: anchor)
        self.anchor = anchor
        self.points = points
        offsets = Self.scales.map { Offsets(of: points, scale: $0, planeWidth: plane.width) }
    }

    /// Pixels of the object, evenly spread, of those that differ from its empty place.
    private static func points(of template: StopTemplate, from anchor: (x: Int, y: Int)) -> [Point]
    {
        let width = template.mask.planeWidth
        var telling: [Point] = []
        template.mask.forEachPixel { inside, index in
            let limit = template.threshold[inside]
            guard abs(template.level[inside] - template.reference[inside]) > limit else { return }
            telling.append(
                Point(
                    x: Float(index % width - anchor.x),
                    y: Float(index / width - anchor.y),
                    level: template.level[inside],
                    limit: limit
                )
            )
        }
        guard telling.count > mostPoints else { return telling }
        return (0..<mostPoints).map { telling[$0 * telling.count / mostPoints] }
    }

    /// Where `sample` shows the object, or nil where it does not.
    func shift(in sample: Sample) -> Shift? {
        guard points.count >= Self.leastPoints else { return nil }
        let view = View(sample, of: points)
        var best: Shift?
        for offsets in offsets {
            guard let found = shift(in: view, offsets) else { continue }
            if found.correlation > best?.correlation ?? Self.leastCorrelation { best = found }
            if found.correlation >= Self.goodCorrelation { break }
        }
        return best
    }

    /// Where `sample` shows the object as large as it is at rest, or nil where it does not.
    func shiftAtOwnSize(in sample: Sample) -> Shift? {
        guard points.count >= Self.leastPoints, let own = offsets.first else { return nil }
        let view = View(sample, of: points)
        return shift(in: view, own).flatMap { $0.correlation >= Self.leastCorrelation ? $0 : nil }
    }

    /// The best place at one size, or nil where too little matches.
    private func shift(in view: View, _ offsets: Offsets) -> Shift? {
        let step = reachX * reachY > 200 ? 2 : 1
        var best = (x: 0, y: 0, cost: Float.infinity)
        func look(_ x: Int, _ y: Int) {
            let cost = cost(view, offsets, x, y, atMost: best.cost)
            if cost < best.cost { best = (x, y, cost) }
        }
        look(0, 0)
        for y in stride(from: -(reachY / step) * step, through: reachY, by: step) {
            for x in stride(from: -(reachX / step) * step, through: reachX, by: step) { look(x, y) }
        }
        let coarse = best
        for y in (coarse.y - 1)...(coarse.y + 1) where step > 1 {
            for x in (coarse.x - 1)...(coarse.x + 1) { look(x, y) }
        }
        let (match, correlation) = likeness(view, offsets, best.x, best.y)
        guard match >= Self.leastMatch, match + correlation >= Self.leastLikeness else {
            return nil
        }
        let fineX = fine(
            cost(view, offsets, best.x - 1, best.y),
            best.cost,
            cost(view, offsets, best.x + 1, best.y)
        )
        let fineY = fine(
            cost(view, offsets, best.x, best.y - 1),
            best.cost,
            cost(view, offsets, best.x, best.y + 1)
        )
        return Shift(
            x: Float(best.x) + fineX,
            y: Float(best.y) + fineY,
            matchRatio: match,
            correlation: correlation
        )
    }

    /// The summed deviation at a shift, in limits; stops counting beyond `atMost`.
    private func cost(
        _ view: View,
        _ offsets: Offsets,
        _ x: Int,
        _ y: Int,
        atMost: Float = .infinity
    ) -> Float {
        guard isInside(offsets, x, y) else {
            return costAtEdge(view, offsets, x, y, atMost: atMost)
        }
        let start = (anchor.y + y) * plane.width + anchor.x + x
        let pixels = view.pixels.span
        let (steps, levels, weights) = (offsets.steps.span, view.levels.span, view.weights.span)
        var sum: Float = 0
        var index = 0
        while index < steps.count, sum <= atMost {
            // Asked for each pixel, the two comparisons would cost more than the sum.
            let end = min(index + Self.pointsAtOnce, steps.count)
            while index < end {
                let deviation = abs(Float(pixels[start + steps[index]]) - levels[index])
                let cost = deviation * weights[index]
                sum += cost < Self.worstCost ? cost : Self.worstCost
                index += 1
            }
        }
        return sum
    }

    /// Whether the whole object lies in the picture at a shift.
    private func isInside(_ offsets: Offsets, _ x: Int, _ y: Int) -> Bool {
        let (column, row) = (anchor.x + x, anchor.y + y)
        return column + offsets.columnRange.lowerBound >= 0
            && column + offsets.columnRange.upperBound < plane.width
            && row + offsets.rowRange.lowerBound >= 0
            && row + offsets.rowRange.upperBound < plane.height
    }

    /// The same where a part of it lies outside of the picture, which can be anything.
    private func costAtEdge(
        _ view: View,
        _ offsets: Offsets,
        _ x: Int,
        _ y: Int,
        atMost: Float
    ) -> Float {
        var sum: Float = 0
        for index in points.indices {
            var deviation: Float = 0.5
            if let place = place(index, offsets, x, y) {
                let distance = abs(Float(view.pixels[place]) - view.levels[index])
                deviation = distance * view.weights[index]
            }
            sum += min(Self.worstCost, deviation)
            if sum > atMost { return sum }
        }
        return sum
    }

    /// Index in the plane of a pixel of the object at a shift, or nil outside of the picture.
    private func place(_ index: Int, _ offsets: Offsets, _ x: Int, _ y: Int) -> Int? {
        let column = anchor.x + offsets.columns[index] + x
        let row = anchor.y + offsets.rows[index] + y
        guard column >= 0, row >= 0, column < plane.width, row < plane.height else { return nil }
        return row * plane.width + column
    }

    /// The share of pixels that match at a shift, and the correlation of all.
    private func likeness(
        _ view: View,
        _ offsets: Offsets,
        _ x: Int,
        _ y: Int
    ) -> (match: Float, correlation: Float) {
        var matching = 0
        var sums = CorrelationSums()
        for index in points.indices {
            guard let place = place(index, offsets, x, y) else { continue }
            let value = Float(view.pixels[place])
            let level = view.levels[index]
            if abs(value - level) * view.weights[index] <= 1 { matching += 1 }
            sums.add(value, level)
        }
        // Too little of it is left inside the picture.
        guard 2 * sums.count >= Float(points.count) else { return (0, 0) }
        return (Float(matching) / sums.count, sums.correlation)
    }

    /// Where between three neighbours the lowest of a parabola lies, -0.5...0.5.
    private func fine(_ before: Float, _ at: Float, _ after: Float) -> Float {
        let bend = before - 2 * at + after
        guard bend > 1e-3 else { return 0 }
        return min(0.5, max(-0.5, 0.5 * (before - after) / bend))
    }
}
