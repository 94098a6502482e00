/// Sums up in how many samples each part of the picture could be judged, period by period.
///
/// A cell can be judged where no more than half of it is hidden, and where at least a quarter of
/// its pixels would show a vehicle.
struct ObservabilityMeter: Sendable {
    /// Length of a period; periods start at whole multiples of it.
    static let period = MediaDuration.seconds(60)

    private let geometry: AnalysisGeometry
    /// Pixels of each cell.
    private let areas: [Int]
    /// The first sample of the period that is being summed up, or nil before any.
    private var start: MediaTime?
    /// The newest sample.
    private var last = MediaTime.zero
    /// Samples of the period.
    private var sampleCount = 0
    /// For each cell the number of samples in which it could be judged.
    private var judged: [Float]
    /// Periods that are over.
    private var finished: [ObservabilityGrid] = []
    /// Marked pixels of each column within one row of cells; of use only while it is summed up.
    private var columnSums: [UInt16]

    init(_ geometry: AnalysisGeometry) {
        self.geometry = geometry
        let size = geometry.plane
        let rows = (0..<ObservabilityGrid.rows).map { Self.rows($0, of: size).count }
        let columns = (0..<ObservabilityGrid.columns).map { Self.columns($0, of: size).count }
        areas = rows.flatMap { height in columns.map { $0 * height } }
        judged = [Float](repeating: 0, count: areas.count)
        columnSums = [UInt16](repeating: 0, count: size.width)
    }

    /// Takes up the sample seen at `time`.
    ///
    /// - Parameters:
    ///   - time: its moment.
    ///   - foreground: the pixels that differ from the reference.
    ///   - explained: for each cell, how many of those show something that is known to stand there.
    ///   - contrast: by what a vehicle differs from its place.
    ///   - model: the reference.
    mutating func add(
        at time: MediaTime,
        foreground: ForegroundRows,
        explained: [Int],
        contrast: LeastContrast,
        model: BackgroundModel
    ) {
        if let start, Self.end(of: start) <= time { flush() }
        start = start ?? time
        last = time
        sampleCount += 1
        for row in 0..<ObservabilityGrid.rows {
            let rows = Self.rows(row, of: geometry.plane)
            let hidden = hiddenCounts(rows, foreground)
            let able = ableCounts(rows, contrast, model)
            for column in 0..<ObservabilityGrid.columns {
                let cell = row * ObservabilityGrid.columns + column
                let isHidden = 2 * (hidden[column] - explained[cell]) > areas[cell]
                if !isHidden, 4 * able[column] >= areas[cell] { judged[cell] += 1 }
            }
        }
    }

    /// The grids of the periods that are over since the last call, and of the last one as far as it
    /// has come.
    ///
    /// That one goes on to be summed up, and is told once more when it is over.
    mutating func take() -> [ObservabilityGrid] {
        defer { finished.removeAll() }
        guard let start, last > start, let open = grid(until: last) else { return finished }
        return finished + [open]
    }

    /// Writes what was summed up of the period that is not over.
    func archive(to writer: inout StateWriter) {
        writer.write(start)
        writer.write(sampleCount)
        writer.write(judged)
    }

    /// Takes up what another meter wrote.
    mutating func restore(from reader: inout StateReader) throws(DetectionError) {
        start = try reader.optionalTime()
        sampleCount = try reader.int()
        judged = try reader.floats(count: judged.count)
    }

    // MARK: - Cells

    /// The number in the grid of the cell in which a pixel of the plane lies.
    static func cell(ofPixel index: Int, in size: PixelSize) -> Int {
        let (x, y) = (index % size.width, index / size.width)
        // The inverse of the bounds below, which are rounded down.
        let column = ((x + 1) * ObservabilityGrid.columns - 1) / size.width
        let row = ((y + 1) * ObservabilityGrid.rows - 1) / size.height
        return row * ObservabilityGrid.columns + column
    }

    private static func rows(_ row: Int, of size: PixelSize) -> Range<Int> {
        bounds(row, of: ObservabilityGrid.rows, over: size.height)
    }

    private static func columns(_ column: Int, of size: PixelSize) -> Range<Int> {
        bounds(column, of: ObservabilityGrid.columns, over: size.width)
    }

    private static func bounds(_ index: Int, of count: Int, over length: Int) -> Range<Int> {
        (index * length / count)..<((index + 1) * length / count)
    }

    /// For each cell of a row how many pixels differ from the reference.
    private mutating func hiddenCounts(_ rows: Range<Int>, _ foreground: ForegroundRows) -> [Int] {
        clearColumns()
        for y in rows where foreground.rowCounts[y] > 0 {
            foreground.add(row: y, width: geometry.plane.width, to: &columnSums)
        }
        return cellSums()
    }

    /// For each cell of a row how many pixels would show a vehicle.
    private mutating func ableCounts(
        _ rows: Range<Int>,
        _ contrast: LeastContrast,
        _ model: BackgroundModel
    ) -> [Int] {
        clearColumns()
        for y in rows { contrast.add(row: y, of: model, to: &columnSums) }
        return cellSums()
    }

    private mutating func clearColumns() {
        for x in columnSums.indices { columnSums[x] = 0 }
    }

    private func cellSums() -> [Int] {
        (0..<ObservabilityGrid.columns).map { column in
            var sum = 0
            for x in Self.columns(column, of: geometry.plane) { sum += Int(columnSums[x]) }
            return sum
        }
    }

    // MARK: - Periods

    private mutating func flush() {
        defer {
            start = nil
            sampleCount = 0
            for index in judged.indices { judged[index] = 0 }
        }
        if let start, let grid = grid(until: Self.end(of: start)) { finished.append(grid) }
    }

    private func grid(until end: MediaTime) -> ObservabilityGrid? {
        guard let start, sampleCount > 0 else { return nil }
        let cells = judged.map { UInt8(min(255, ($0 / Float(sampleCount) * 255).rounded())) }
        return ObservabilityGrid(range: MediaRange(start, end), turn: geometry.turn, cells: cells)
    }

    /// The end of the period in which a moment lies.
    private static func end(of time: MediaTime) -> MediaTime {
        let length = period.microseconds
        let since = (time.microseconds % length + length) % length
        return MediaTime(microseconds: time.microseconds - since + length)
    }
}

/// The pixels of a sample that differ from the reference.
struct ForegroundRows {
    /// 1 where a pixel differs, else 0.
    let marks: [UInt8]
    /// How many differ in each row.
    let rowCounts: [Int]

    /// Adds a row to the sums of its columns.
    func add(row: Int, width: Int, to sums: inout [UInt16]) {
        let seen = marks.span
        var columns = sums.mutableSpan
        let start = row * width
        for x in 0..<width { columns[x] &+= UInt16(seen[start + x]) }
    }
}
