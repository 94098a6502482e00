/// Tells another view from the known one by the edges of the scene.
///
/// A camera that was knocked, turned or zoomed shows the same greys, but its edges elsewhere.
/// Traffic covers the edges of a part of the picture, a moved camera loses them all over.
struct ViewCheck: Sendable {
    /// The strongest edges of each part of the picture that has any, as indices of the plane.
    private(set) var blocks: [[Int]] = []

    private static let columns = 8
    private static let rows = 5
    /// Edges of one part.
    private static let mostPoints = 40
    private static let leastPoints = 10
    /// Parts with edges that must be known before anything can be said.
    private static let leastBlocks = 8
    /// A part fits where this share of its edges does.
    private static let leastFit: Float = 0.45
    /// Haze and dusk take contrast from an edge; this share of it must be left.
    private static let leastContrast: Float = 0.35
    /// Another view is seen where this share of the parts does not fit.
    private static let mostMisfits: Float = 0.6

    /// Knows no edges yet.
    init() {}

    /// Takes up edges that were archived.
    init(blocks: [[Int]]) {
        self.blocks = blocks
    }

    /// Takes the strongest edges of the scene, beside what is marked in `claimed`.
    init(of model: BackgroundModel, claimed: [UInt8]) {
        let size = model.size
        for row in 0..<Self.rows {
            for column in 0..<Self.columns {
                let block = Self.edges(
                    of: model,
                    columns: size.width * column / Self.columns..<size.width * (column + 1)
                        / Self.columns,
                    rows: size.height * row / Self.rows..<size.height * (row + 1) / Self.rows,
                    claimed: claimed
                )
                if block.count >= Self.leastPoints { blocks.append(block) }
            }
        }
    }

    /// The strongest edges of one part; of equal ones the first.
    private static func edges(
        of model: BackgroundModel,
        columns: Range<Int>,
        rows: Range<Int>,
        claimed: [UInt8]
    ) -> [Int] {
        let least = max(8, 4 * model.noise)
        let strengths = model.edge.span
        let claims = claimed.span
        var edges: [(index: Int, strength: Float)] = []
        // What is weaker than all of the strongest so far need not be looked at.
        var weakest = least.nextDown
        for y in rows {
            let start = y * model.size.width
            for index in (start + columns.lowerBound)..<(start + columns.upperBound)
            where strengths[index] > weakest && claims[index] == 0 {
                let strength = strengths[index]
                let place = edges.firstIndex { $0.strength < strength } ?? edges.count
                edges.insert((index, strength), at: place)
                guard edges.count >= mostPoints else { continue }
                if edges.count > mostPoints { edges.removeLast() }
                weakest = edges[mostPoints - 1].strength
            }
        }
        return edges.map(\.index)
    }

    /// Whether a sample in reference units shows the known view.
    ///
    /// Its edges must run where the scene's do.
    func isKnown(_ normalised: [Float], _ model: BackgroundModel) -> Bool {
        guard blocks.count >= Self.leastBlocks else { return true }
        let width = model.size.width
        let seen = normalised.span
        let scene = model.level.span
        var misfits = 0
        for block in blocks {
            var fitting = 0
            for index in block {
                let across = scene[index + 1] - scene[index - 1]
                let down = scene[index + width] - scene[index - width]
                let likeness =
                    across * (seen[index + 1] - seen[index - 1])
                    + down * (seen[index + width] - seen[index - width])
                let strength = across * across + down * down
                if likeness >= Self.leastContrast * strength { fitting += 1 }
            }
            if Float(fitting) < Self.leastFit * Float(block.count) { misfits += 1 }
        }
        return Float(misfits) < Self.mostMisfits * Float(blocks.count)
    }
}
