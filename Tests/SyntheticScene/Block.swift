/// A block with a rectangular floor and roof, both level, with pictures on its sides.
struct Block: Hashable, Sendable {
    /// A level rectangle: from `rear` to `front` along the vehicle, `half` to either side.
    struct Level: Hashable, Sendable {
        var rear: Double
        var front: Double
        var half: Double
        var height: Double
    }

    /// A side of a block.
    enum Side: Hashable, Sendable {
        case left, right, front, rear, roof
    }

    /// A flat thing on a side: a window, a lamp, a number plate.
    struct Pane: Hashable, Sendable {
        /// Where it is.
        var side: Side
        /// Where it begins, as a share of the side's length.
        var left: Double
        /// Where it ends, as a share of the side's length.
        var right: Double
        /// Its lower edge, as a share of the side's height.
        var low: Double
        /// Its upper edge, as a share of the side's height.
        var high: Double
        /// Its colour.
        var paint: Paint
        /// Whether it shines by itself, unlike what the sun lights.
        var shines = false

        /// Lays a pane on a side.
        init(
            side: Side,
            left: Double,
            right: Double,
            low: Double,
            high: Double,
            paint: Paint,
            shines: Bool = false
        ) {
            self.side = side
            self.left = left
            self.right = right
            self.low = low
            self.high = high
            self.paint = paint
            self.shines = shines
        }

        /// Lays a pane on a side: left and right, low and high, in shares of it.
        init(
            _ side: Side,
            _ left: Double,
            _ right: Double,
            _ low: Double,
            _ high: Double,
            _ paint: Paint,
            shines: Bool = false
        ) {
            self.init(
                side: side,
                left: left,
                right: right,
                low: low,
                high: high,
                paint: paint,
                shines: shines
            )
        }
    }

    var floor: Level
    var roof: Level
    var paint: Paint
    var panes: [Pane] = []
}
