import CameraIndex
import Foundation
import Testing

struct PolygonTests {
    @Test func `a polygon is read from its corners`() throws {
        let polygon = try Polygon(text: "0.1,0.2  0.9,0.2\n0.5,0.8")
        #expect(
            polygon.points == [Point(x: 0.1, y: 0.2), Point(x: 0.9, y: 0.2), Point(x: 0.5, y: 0.8)]
        )
        #expect(polygon.description == "0.1,0.2 0.9,0.2 0.5,0.8")
        #expect(abs(polygon.area - 0.24) < 1e-12)
        #expect(polygon.bounds.upperLeft == Point(x: 0.1, y: 0.2))
        #expect(polygon.bounds.lowerRight == Point(x: 0.9, y: 0.8))
    }

    @Test func `a last corner that repeats the first is left out`() throws {
        #expect(try Polygon(text: "0,0 1,0 1,1 0,0") == Polygon(text: "0,0 1,0 1,1"))
    }

    @Test(arguments: [
        ("", "a zone needs at least 3 points and this one has 0."),
        ("0,0 1,1", "a zone needs at least 3 points and this one has 2."),
        ("0,0 1,1 0,0", "a zone needs at least 3 points and this one has 2."),
        (
            "0,0 1 0,1",
            #"point 2 is "1"; write each point as x,y, such as "0.1,0.5 0.9,0.5 0.9,0.9"."#
        ),
        (
            "0,0 1,0 nan,1",
            #"point 3 is "nan,1"; write each point as x,y, such as "0.1,0.5 0.9,0.5 0.9,0.9"."#
        ),
        (
            "0,0,1 1,0 1,1",
            #"point 1 is "0,0,1"; write each point as x,y, such as "0.1,0.5 0.9,0.5 0.9,0.9"."#
        ),
        (
            "0,0 1.2,0 1,1",
            "point 2 (1.2,0.0) lies outside the picture; x and y are shares of its width and "
                + "height, from 0 to 1."
        ),
        (
            "0,0 1,0 1,-0.1",
            "point 3 (1.0,-0.1) lies outside the picture; x and y are shares of its width and "
                + "height, from 0 to 1."
        ),
        ("0,0 1,0 1,0 0,1", "points 2 and 3 are the same; leave one out."),
        (
            "0,0 1,1 1,0 0,1",
            "the edge from point 1 to 2 meets the edge from point 3 to 4; list the points in order "
                + "around the zone."
        ),
        (
            "0,0 1,0 0.5,0 0.5,1",
            "the edge from point 1 to 2 meets the edge from point 2 to 3; list the points in order "
                + "around the zone."
        ),
        (
            "0,0 1,0 1,1 0.5,0 0,1",
            "the edge from point 1 to 2 meets the edge from point 3 to 4; list the points in order "
                + "around the zone."
        ),
        (
            "0.5,0.5 0.6,0.5 1,1 0.9,0.5",
            "the edge from point 1 to 2 meets the edge from point 4 to 1; list the points in order "
                + "around the zone."
        ),
        (
            "0.1,0.1 0.2,0.2 0.3,0.3",
            "all points lie on one line, so the zone has no area; move one off it."
        ),
    ])
    func `an unusable polygon is refused with the reason`(text: String, message: String) {
        let error = #expect(throws: PolygonError.self) { try Polygon(text: text) }
        #expect(error?.description == message)
    }

    @Test func `a bent polygon holds what is inside and not what is in its bend`() throws {
        let bent = try Polygon(text: "0,0 1,0 1,1 0.8,1 0.8,0.2 0.2,0.2 0.2,1 0,1")
        #expect(bent.contains(Point(x: 0.1, y: 0.9)))
        #expect(bent.contains(Point(x: 0.9, y: 0.9)))
        #expect(!bent.contains(Point(x: 0.5, y: 0.9)))
        #expect(bent.contains(Point(x: 0.5, y: 0.1)))
    }

    @Test func `a ray through a corner is counted once`() throws {
        let diamond = try Polygon(text: "0.5,0 1,0.5 0.5,1 0,0.5")
        #expect(diamond.contains(Point(x: 0.25, y: 0.5)))
        #expect(!diamond.contains(Point(x: 0.1, y: 0)))
        #expect(!diamond.contains(Point(x: 0.1, y: 1)))
    }

    @Test func `edges and corners are inside`() throws {
        for x in [0.0, 0.5, 1.0] {
            for y in [0.0, 0.5, 1.0] {
                #expect(Polygon.wholeFrame.contains(Point(x: x, y: y)))
            }
        }
        #expect(!Polygon.wholeFrame.contains(Point(x: 0.5, y: 1.000001)))
    }

    @Test func `a stored polygon is checked when it is read`() throws {
        let polygon = try Polygon(text: "0,0 1,0 1,1")
        let stored = try JSONEncoder().encode(polygon)
        #expect(try JSONDecoder().decode(Polygon.self, from: stored) == polygon)
        let broken = Data(#"[{"x":0,"y":0},{"x":2,"y":0},{"x":1,"y":1}]"#.utf8)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Polygon.self, from: broken)
        }
    }
}
