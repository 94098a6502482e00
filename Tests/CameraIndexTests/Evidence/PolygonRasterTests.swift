import CameraIndex
import Testing

struct PolygonRasterTests {
    private func cover(_ outline: [(Double, Double)], width: Int = 8, height: Int = 6) -> [[UInt8]]
    {
        var rows = [[UInt8]](repeating: [UInt8](repeating: 0, count: width), count: height)
        var raster = PolygonRaster(clip: Box(x: 0, y: 0, width: width, height: height))
        raster.cover(outline.map { PixelPoint(x: $0.0, y: $0.1) }) { y, left, ink in
            for x in 0..<ink.count { rows[y][left + x] = ink[x] }
        }
        return rows
    }

    @Test func `whole pixels are covered wholly`() {
        let rows = cover([(2, 1), (5, 1), (5, 3), (2, 3)])
        #expect(rows[0].allSatisfy { $0 == 0 })
        #expect(rows[1] == [0, 0, 255, 255, 255, 0, 0, 0])
        #expect(rows[2] == rows[1])
        #expect(rows[3].allSatisfy { $0 == 0 })
    }

    @Test func `edges cover pixels in part`() {
        let rows = cover([(1.25, 1), (3.5, 1), (3.5, 1.5), (1.25, 1.5)])
        #expect(rows[1] == [0, 96, 128, 64, 0, 0, 0, 0])
    }

    @Test func `what lies outside is cut off`() {
        let rows = cover([(-100, -100), (100, -100), (100, 100), (-100, 100)])
        #expect(rows.allSatisfy { $0.allSatisfy { $0 == 255 } })
        #expect(cover([(20, 0), (30, 0), (30, 4)]).allSatisfy { $0.allSatisfy { $0 == 0 } })
    }

    @Test func `a hole stays empty`() {
        let rows = cover([
            (0, 0), (8, 0), (8, 6), (0, 6), (0, 0), (3, 2), (3, 4), (5, 4), (5, 2), (3, 2),
        ])
        #expect(rows[3][4] == 0)
        #expect(rows[3][1] == 255)
    }

    @Test func `one raster serves many polygons`() {
        var raster = PolygonRaster(clip: Box(x: 0, y: 0, width: 8, height: 1))
        var sums: [Int] = []
        for _ in 0..<3 {
            raster.cover([(0.3, 0), (8, 0), (8, 1), (0.3, 1)].map { PixelPoint(x: $0.0, y: $0.1) })
            {
                _,
                _,
                ink in
                sums.append((0..<ink.count).reduce(0) { $0 + Int(ink[$1]) })
            }
        }
        #expect(sums.count == 3)
        #expect(Set(sums).count == 1)
    }
}
