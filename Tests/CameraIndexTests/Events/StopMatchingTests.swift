import CameraIndex
import Testing

struct StopMatchingTests {
    private let old = Stop.sample(from: 100, to: 200)

    private func isMatched(_ stop: Stop) -> Bool {
        StopMatching.names(of: [stop], takenFrom: [old]) == [stop.id: old.id]
    }

    @Test(arguments: [(150.0, true), (150.1, false)])
    func `half of the shorter stop's time must be shared`(start: Double, matches: Bool) {
        #expect(isMatched(.sample(from: start, to: start + 100)) == matches)
    }

    @Test func `a short stop inside a long one shares all of its time`() {
        #expect(isMatched(.sample(from: 120, to: 140)))
    }

    @Test(arguments: [(43, true), (44, false)])
    func `three tenths of the common area must be shared`(shift: Int, matches: Bool) {
        // Both are 80 wide: (80 - 43) / (80 + 43) = 0.301, (80 - 44) / (80 + 44) = 0.290.
        let box = Box(x: Box.car.x + shift, y: Box.car.y, width: 80, height: 40)
        #expect(isMatched(.sample(from: 100, to: 200, box: box)) == matches)
    }

    @Test func `a stop that is the same has its name already`() {
        #expect(StopMatching.names(of: [old], takenFrom: [old]) == [:])
    }

    @Test func `the likelier of two takes the name, in whichever order they come`() {
        let near = Stop.sample(from: 101, to: 200)
        let far = Stop.sample(from: 140, to: 240)
        for stops in [[near, far], [far, near]] {
            #expect(StopMatching.names(of: stops, takenFrom: [old]) == [near.id: old.id])
        }
    }

    @Test func `a sub stream shows the same scene on a smaller frame`() {
        var small = Stop.sample(
            from: 100,
            to: 200,
            box: Box(x: 50, y: 100, width: 40, height: 20)
        )
        small.frame = PixelSize(width: 960, height: 540)
        #expect(isMatched(small))
    }
}
