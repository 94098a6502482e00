import Foundation

/// What the margin of a still says.
public struct Caption: Hashable, Sendable {
    /// A named entry, such as the camera.
    public struct Field: Hashable, Sendable {
        /// What it is.
        public var label: String
        /// Its text, in any script.
        public var text: String

        /// Makes an entry.
        public init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }

    /// When the picture was taken, with the zone offset, or the media time and file.
    public var time: String
    /// Which moment of the event it shows, such as "at rest for 120 s".
    public var moment: String
    /// Camera, rule and what else is to be told, in this order.
    public var fields: [Field]
    /// Where the stop lies on the upright picture, or nil where there is nothing to point at.
    public var place: Place?

    /// Makes a caption.
    public init(time: String, moment: String, fields: [Field], place: Place?) {
        self.time = time
        self.moment = moment
        self.fields = fields
        self.place = place
    }

    /// Makes the caption of a still of `event`, taken at `shown` on the camera's timeline.
    ///
    /// - Parameters:
    ///   - event: What the still is evidence for.
    ///   - shown: When the picture was taken; tells how long the object has stood.
    ///   - time: The same moment as people write it, with the zone offset.
    ///   - turn: How far the coded frame, on which the event's box lies, was turned to be upright.
    public init(event: Event, shown: MediaTime, time: String, turn: QuarterTurn = .none) {
        self.time = time
        moment = Self.moment(event, shown: shown)
        fields = [
            Field(label: "Camera", text: event.camera),
            Field(label: "Rule", text: event.rule),
            Field(label: "Zone", text: event.zone),
            Field(label: "Limit", text: Self.seconds(event.limit)),
            Field(label: "Event", text: event.id.description),
        ]
        place = event.box.map { Place(box: $0, frame: event.frame, turn: turn) }
    }

    private static func moment(_ event: Event, shown: MediaTime) -> String {
        let stood = shown - event.since
        let words = stood > .zero ? "at rest for \(seconds(stood))" : "at rest"
        return event.arrivalSeen ? words : words + ", arrival not seen"
    }

    /// A length in seconds to the tenth, rounded down so that no stop seems longer than it was.
    private static func seconds(_ length: MediaDuration) -> String {
        let tenths = length.microseconds / 100_000
        let fraction = tenths % 10
        let digits = fraction == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(fraction))"
        return digits + "\u{A0}s"
    }
}

extension Caption {
    /// A rectangle of the upright picture, in shares of its width and height.
    public struct Place: Hashable, Sendable {
        /// The upper left corner.
        public var upperLeft: Point
        /// The lower right corner.
        public var lowerRight: Point

        /// Makes the rectangle of two corners.
        public init(upperLeft: Point, lowerRight: Point) {
            self.upperLeft = upperLeft
            self.lowerRight = lowerRight
        }

        /// Makes the rectangle of a box on a coded frame which is shown turned.
        public init(box: Box, frame: PixelSize, turn: QuarterTurn) {
            let width = Double(max(1, frame.width))
            let height = Double(max(1, frame.height))
            let first = turn.upright(
                fromCoded: Point(x: Double(box.x) / width, y: Double(box.y) / height)
            )
            let second = turn.upright(
                fromCoded: Point(x: Double(box.maxX) / width, y: Double(box.maxY) / height)
            )
            upperLeft = Point(x: min(first.x, second.x), y: min(first.y, second.y))
            lowerRight = Point(x: max(first.x, second.x), y: max(first.y, second.y))
        }
    }
}
