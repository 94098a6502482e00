import CameraIndex
import Testing

struct MediaRangeTests {
    @Test func `the end of a range lies outside it`() {
        let range = MediaRange(.zero, MediaTime(seconds: 2))
        #expect(range.contains(.zero))
        #expect(!range.contains(MediaTime(seconds: 2)))
    }

    @Test func `ranges that only touch share nothing`() {
        let first = MediaRange(.zero, MediaTime(seconds: 2))
        let second = MediaRange(MediaTime(seconds: 2), MediaTime(seconds: 3))
        #expect(!first.overlaps(second))
        #expect(first.intersection(with: second) == nil)
    }
}
