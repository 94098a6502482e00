import CameraIndex
import Testing
import camindexd

struct BoundWatchTests {
    private let well = CameraStatus.painted("gate-2")
    private let sparse = CameraStatus.painted("gate-2") {
        $0.longestGapSeconds = 12
        $0.isPastBound = true
    }

    @Test func `gaps that rules do not bear are told once, and their end`() {
        var watch = BoundWatch()
        #expect(watch.changes(in: [well]).isEmpty)
        let begun = watch.changes(in: [sparse])
        #expect(begun.map(\.camera) == ["gate-2"])
        #expect(begun.map(\.isPastBound) == [true])
        #expect(begun[0].text.hasPrefix("keyframes that are looked at lie up to 12 s apart, and "))
        #expect(begun[0].text.contains("the rules bear 8.2 s: stops as short as"))
        #expect(watch.changes(in: [sparse]).isEmpty)
        let ended = watch.changes(in: [well])
        #expect(ended.map(\.isPastBound) == [false])
        #expect(watch.changes(in: [well]).isEmpty)
    }

    @Test func `a camera that is gone is forgotten`() {
        var watch = BoundWatch()
        _ = watch.changes(in: [sparse])
        #expect(watch.changes(in: []).isEmpty)
        #expect(watch.changes(in: [sparse]).map(\.isPastBound) == [true])
    }
}
