/// For each pixel the level with the most samples near it.
///
/// Not the median: in a lane that is half the time under dark cars the median is a mixture of road
/// and cars. Levels are counted in halves of a grey level, as 16-bit integers: eight fit into the
/// narrowest vector registers.
struct DensestLevel {
    /// What is left out: a box over a stretch of samples, as something stood there.
    struct Exclusion {
        let box: Box
        let samples: ClosedRange<Int>
    }

    private let samples: [Sample]
    /// Width of the kernel that weighs others.
    private let reach: Int16
    /// For each sample the level in reference units of each raw level.
    private let tables: [[Int16]]

    /// Levels of a tile, sample after sample.
    private var values = [Int16]()
    /// -1 where a level counts, 0 where it is left out; as many as the levels.
    private var counts = [Int16]()
    private var weights = [Int16](repeating: 0, count: tilePixels)
    private var best = [Int16](repeating: 0, count: tilePixels)
    private var centres = [Int16](repeating: 0, count: tilePixels)
    private var sums = [Int32](repeating: 0, count: tilePixels)
    private var members = [Int32](repeating: 0, count: tilePixels)

    /// Samples this far apart speak fully for each other: what stands keeps its level as well, but
    /// only for one stretch, while the ground comes into sight again and again.
    private static let farthest = 12
    /// One sample of so many is tried: the ground comes into sight in more than one.
    private static let candidateStep = 2
    private static let tilePixels = PlaneTiles.side * PlaneTiles.side
    /// The widest kernel: with more the weights of 62 samples would not fit into 16 bits.
    private static let widest: Float = 22

    /// Looks at `samples`; levels within `reach` grey levels of each other are alike.
    init(of samples: [Sample], reach: Float) {
        self.samples = samples
        self.reach = Int16(2 * min(Self.widest, reach))
        tables = samples.map { sample in
            let normalise = sample.normaliser
            return (0...255).map { Int16(min(1023, max(0, 2 * normalise($0) + 0.5))) }
        }
        values = [Int16](repeating: 0, count: samples.count * Self.tilePixels)
        counts = values
    }

    /// Learns the pixels of a tile: the mean of the levels within reach of the heaviest.
    ///
    /// Where all samples are left out, the plane stays as it is.
    ///
    /// - Parameters:
    ///   - box: the tile, at most 16 by 16 pixels.
    ///   - exclusions: what is left out.
    ///   - plane: the levels in reference units, row-major.
    ///   - width: the plane's width.
    mutating func learn(
        _ box: Box,
        without exclusions: [Exclusion],
        into plane: inout [Float],
        width: Int
    ) {
        fill(box, planeWidth: width)
        leaveOut(exclusions, of: box)
        let pixels = box.areaPixels
        for index in 0..<pixels { best[index] = -1 }
        for one in stride(from: 0, to: samples.count, by: Self.candidateStep) { weigh(one, pixels) }
        average(pixels)
        for y in 0..<box.height {
            for x in 0..<box.width where best[y * box.width + x] >= 0 {
                let place = y * box.width + x
                plane[(box.y + y) * width + box.x + x] =
                    Float(sums[place]) / (2 * Float(members[place]))
            }
        }
    }

    private mutating func fill(_ box: Box, planeWidth: Int) {
        for (place, sample) in samples.enumerated() {
            let start = place * Self.tilePixels
            for row in 0..<box.height {
                let left = (box.y + row) * planeWidth + box.x
                Self.copy(
                    sample.pixels.levels,
                    left..<(left + box.width),
                    by: tables[place],
                    to: &values,
                    start + row * box.width
                )
            }
        }
    }

    private static func copy(
        _ pixels: [UInt8],
        _ range: Range<Int>,
        by table: [Int16],
        to values: inout [Int16],
        _ start: Int
    ) {
        let row = pixels.span.extracting(range)
        let levels = table.span
        var target = values.mutableSpan
        for x in row.indices { target[start + x] = levels[Int(row[x])] }
    }

    /// Notes which levels count.
    private mutating func leaveOut(_ exclusions: [Exclusion], of box: Box) {
        for index in counts.indices { counts[index] = -1 }
        for exclusion in exclusions {
            guard let shared = exclusion.box.intersection(with: box) else { continue }
            for sample in exclusion.samples {
                for y in shared.y..<shared.maxY {
                    let row = sample * Self.tilePixels + (y - box.y) * box.width
                    for x in shared.x..<shared.maxX { counts[row + x - box.x] = 0 }
                }
            }
        }
    }

    /// Sums up how many others are near the levels of a sample, and takes those that have the most.
    private mutating func weigh(_ one: Int, _ pixels: Int) {
        for index in 0..<pixels { weights[index] = 0 }
        for other in samples.indices where other != one {
            let share = Int16(min(abs(one - other), Self.farthest))
            let (first, second) = (one * Self.tilePixels, other * Self.tilePixels)
            Self.add(share, to: &weights, values, counts, first, second, pixels, reach)
        }
        Self.take(weights, values, counts, one * Self.tilePixels, pixels, &best, &centres)
    }

    /// Adds to the weights of one sample what another one speaks for it.
    private static func add(
        _ share: Int16,
        to weights: inout [Int16],
        _ values: [Int16],
        _ counts: [Int16],
        _ one: Int,
        _ other: Int,
        _ pixels: Int,
        _ reach: Int16
    ) {
        let first = values.span.extracting(one..<(one + pixels))
        let second = values.span.extracting(other..<(other + pixels))
        let counted = counts.span.extracting(other..<(other + pixels))
        var target = weights.mutableSpan
        for x in 0..<min(first.count, second.count, counted.count, target.count) {
            let distance = max(first[x], second[x]) &- min(first[x], second[x])
            target[x] &+= (max(0, reach &- distance) &* share) & counted[x]
        }
    }

    /// Takes the levels of one sample where they are heavier than the heaviest so far.
    private static func take(
        _ weights: [Int16],
        _ values: [Int16],
        _ counts: [Int16],
        _ one: Int,
        _ pixels: Int,
        _ best: inout [Int16],
        _ centres: inout [Int16]
    ) {
        let own = values.span.extracting(one..<(one + pixels))
        let counted = counts.span.extracting(one..<(one + pixels))
        let weight = weights.span
        var heaviest = best.mutableSpan
        var levels = centres.mutableSpan
        for x in 0..<min(own.count, counted.count, weight.count, heaviest.count, levels.count) {
            let isHeavier = weight[x] > heaviest[x] && counted[x] != 0
            heaviest[x] = isHeavier ? weight[x] : heaviest[x]
            levels[x] = isHeavier ? own[x] : levels[x]
        }
    }

    /// Sums up the levels within reach of the heaviest.
    private mutating func average(_ pixels: Int) {
        for index in 0..<pixels { (sums[index], members[index]) = (0, 0) }
        for sample in samples.indices {
            let start = sample * Self.tilePixels
            Self.gather(values, counts, start, pixels, centres, reach, &sums, &members)
        }
    }

    private static func gather(
        _ values: [Int16],
        _ counts: [Int16],
        _ start: Int,
        _ pixels: Int,
        _ centres: [Int16],
        _ reach: Int16,
        _ sums: inout [Int32],
        _ members: inout [Int32]
    ) {
        let own = values.span.extracting(start..<(start + pixels))
        let counted = counts.span.extracting(start..<(start + pixels))
        let centre = centres.span
        var sum = sums.mutableSpan
        var count = members.mutableSpan
        for x in 0..<min(own.count, counted.count, centre.count, sum.count, count.count) {
            let distance = max(own[x], centre[x]) &- min(own[x], centre[x])
            let isNear = distance <= reach && counted[x] != 0
            sum[x] &+= isNear ? Int32(own[x]) : 0
            count[x] &+= isNear ? 1 : 0
        }
    }
}
