/// How large a car of 1.5 m looks at two places of the ground, and so everywhere between them.
///
/// On even ground the height at which a thing is seen grows evenly from the horizon down: two
/// places on one line, near and far, tell it for all others.
public struct SizeReference: Hashable, Sendable {
    /// The height of a car at one place.
    public struct Mark: Hashable, Sendable {
        /// Where its wheels touch the ground, in shares of the upright picture.
        public var ground: Point
        /// How high it looks there, as a share of the picture's height.
        public var height: Double

        /// Makes a mark.
        public init(ground: Point, height: Double) {
            self.ground = ground
            self.height = height
        }
    }

    /// The one mark.
    public var first: Mark
    /// The other mark, at another place.
    public var second: Mark

    /// Makes a reference of two marks.
    public init(_ first: Mark, _ second: Mark) {
        self.first = first
        self.second = second
    }

    /// Width and height of a thing in heights of a car that stands where it stands.
    func proportions(of box: UprightBox) -> (width: Double, height: Double) {
        let car = height(at: box.contact, aspect: box.aspect)
        return ((box.right - box.left) * box.aspect / car, (box.ground - box.top) / car)
    }

    /// How high a car looks that stands at `ground`, as a share of the picture's height.
    private func height(at ground: Point, aspect: Double) -> Double {
        let line = (
            x: (second.ground.x - first.ground.x) * aspect, y: second.ground.y - first.ground.y
        )
        let way = ((ground.x - first.ground.x) * aspect, ground.y - first.ground.y)
        let length = line.x * line.x + line.y * line.y
        guard length > 0 else { return first.height }
        let share = (way.0 * line.x + way.1 * line.y) / length
        let height = first.height + share * (second.height - first.height)
        // Towards the horizon everything vanishes; what is said of two marks ends somewhere there.
        return max(height, min(first.height, second.height) / 4)
    }
}
