/// Sums up where the picture differs from the empty scene, period by period.
struct ActivityMeter: Sendable {
    /// Length of a period; periods start at whole multiples of it.
    static let period = MediaDuration.seconds(10)

    let size: PixelSize
    /// The first sample of the period that is being summed up, or nil before any.
    private(set) var start: MediaTime?
    /// The newest sample.
    private var last = MediaTime.zero
    /// Samples of the period.
    private(set) var sampleCount = 0
    /// For each cell the share of its pixels that differed, summed over the samples.
    private(set) var sums: [Float]
    /// Periods that are over.
    private var finished: [ActivityGrid] = []
    /// Marked pixels of each column within one row of cells; of use only while it is summed up.
    private var columnSums: [UInt16]

    init(size: PixelSize) {
        self.size = size
        columnSums = [UInt16](repeating: 0, count: size.width)
        sums = [Float](repeating: 0, count: ActivityGrid.columns * ActivityGrid.rows)
    }

    /// Takes up the pixels of one sample that differ.
    mutating func add(_ foreground: ForegroundRows, at time: MediaTime) {
        if let start, Self.end(of: start) <= time { flush() }
        start = start ?? time
        last = time
        sampleCount += 1
        for row in 0..<ActivityGrid.rows {
            let rows = bounds(row, of: ActivityGrid.rows, over: size.height)
            guard foreground.rowCounts[rows].contains(where: { $0 > 0 }) else { continue }
            for x in columnSums.indices { columnSums[x] = 0 }
            for y in rows where foreground.rowCounts[y] > 0 {
                foreground.add(row: y, width: size.width, to: &columnSums)
            }
            for column in 0..<ActivityGrid.columns {
                let columns = bounds(column, of: ActivityGrid.columns, over: size.width)
                var count = 0
                for x in columns { count += Int(columnSums[x]) }
                let area = max(1, rows.count * columns.count)
                sums[row * ActivityGrid.columns + column] += Float(count) / Float(area)
            }
        }
    }

    /// The grids of the periods that are over since the last call, and of the last one as far as it
    /// has come.
    ///
    /// That one goes on to be summed up, and is told once more when it is over.
    mutating func take() -> [ActivityGrid] {
        defer { finished.removeAll() }
        guard let start, last > start, let open = grid(until: last) else { return finished }
        return finished + [open]
    }

    /// Takes up what another meter had summed.
    mutating func restore(start: MediaTime?, sampleCount: Int, sums: [Float]) {
        self.start = start
        self.sampleCount = sampleCount
        self.sums = sums
    }

    private mutating func flush() {
        defer {
            start = nil
            sampleCount = 0
            for index in sums.indices { sums[index] = 0 }
        }
        if let start, let grid = grid(until: Self.end(of: start)) { finished.append(grid) }
    }

    private func grid(until end: MediaTime) -> ActivityGrid? {
        guard let start, sampleCount > 0 else { return nil }
        let cells = sums.map { UInt8(min(255, ($0 / Float(sampleCount) * 255).rounded())) }
        return ActivityGrid(range: MediaRange(start, end), cells: cells)
    }

    /// The end of the period in which a moment lies.
    private static func end(of time: MediaTime) -> MediaTime {
        let length = period.microseconds
        let since = (time.microseconds % length + length) % length
        return MediaTime(microseconds: time.microseconds - since + length)
    }

    private func bounds(_ index: Int, of count: Int, over length: Int) -> Range<Int> {
        (index * length / count)..<((index + 1) * length / count)
    }
}
