import CameraIndex
import Testing

struct StreamClockTests {
    /// A stream that began at 1,000 s of the timeline.
    private static let begin = MediaTime(seconds: 1_000)

    @Test func `pictures lie where the one came that was delayed least`() {
        var clock = StreamClock()
        // A server that sends first what lies back: four seconds at once.
        for second in 0..<4 {
            _ = clock.note(MediaTime(seconds: Double(second)), arrived: Self.begin)
        }
        #expect(clock.moment(of: .zero) == nil)
        _ = clock.note(MediaTime(seconds: 4), arrived: Self.begin + .seconds(0.1))
        _ = clock.note(MediaTime(seconds: 5), arrived: Self.begin + .seconds(1.1))
        #expect(clock.isSettled)
        #expect(clock.moment(of: .zero) == Self.begin - .seconds(3.9))
    }

    @Test func `what comes late is not later`() {
        var clock = settled()
        let late = clock.note(MediaTime(seconds: 10), arrived: Self.begin + .seconds(19))
        #expect(late == nil)
        #expect(clock.moment(of: MediaTime(seconds: 10)) == Self.begin + .seconds(10))
    }

    @Test(arguments: [3_600.0, -3_600])
    func `a clock that jumps goes by arrival from then on`(jump: Double) {
        var clock = settled()
        let arrived = Self.begin + .seconds(10)
        let change = clock.note(MediaTime(seconds: 10 + jump), arrived: arrived)
        #expect(change == .jumped(.seconds(jump)))
        #expect(clock.moment(of: MediaTime(seconds: 10 + jump)) == arrived)
        let next = clock.note(
            MediaTime(seconds: 11 + jump),
            arrived: arrived + .seconds(1)
        )
        #expect(next == nil)
    }

    @Test func `a clock that stands still goes by arrival`() {
        var clock = settled()
        var changes: [StreamClock.Change] = []
        for tenth in 1...60 {
            let arrived = Self.begin + .seconds(2 + Double(tenth) / 10)
            if let change = clock.note(MediaTime(seconds: 2), arrived: arrived) {
                changes.append(change)
            }
        }
        #expect(changes.count >= 2)
        let moment = clock.moment(of: MediaTime(seconds: 2))
        #expect(moment.map { Self.begin + .seconds(8) - $0 <= .seconds(2.2) } == true)
    }

    @Test func `pictures that are shown before others that came earlier are no jump`() {
        var clock = settled()
        var changes = 0
        for number in 0..<100 {
            let shown = Double(number) + (number % 4 == 0 ? 3 : -1)
            let arrived = Self.begin + .seconds(5 + Double(number) * 0.04)
            let media = MediaTime(seconds: 5 + shown * 0.04)
            if clock.note(media, arrived: arrived) != nil { changes += 1 }
        }
        #expect(changes == 0)
    }

    @Test func `a clock that runs slowly is corrected`() {
        var clock = settled()
        var corrections: [StreamClock.Change] = []
        // One second in a thousand.
        for second in stride(from: 2.0, to: 1_500, by: 2) {
            let arrived = Self.begin + .seconds(second)
            if let change = clock.note(MediaTime(seconds: second * 0.999), arrived: arrived) {
                corrections.append(change)
            }
        }
        #expect(corrections.count >= 1)
        let moment = clock.moment(of: MediaTime(seconds: 1_500 * 0.999))
        let error = moment.map { Self.begin + .seconds(1_500) - $0 }
        #expect(error.map { $0 < .seconds(1) && $0 > .seconds(-0.5) } == true)
    }

    @Test func `a small drift is left as it is`() {
        var clock = settled()
        for second in stride(from: 2.0, to: 1_500, by: 2) {
            let arrived = Self.begin + .seconds(second)
            #expect(clock.note(MediaTime(seconds: second * 0.9999), arrived: arrived) == nil)
        }
    }

    private func settled() -> StreamClock {
        var clock = StreamClock()
        for second in 0...2 {
            let passed = MediaDuration.seconds(Double(second))
            _ = clock.note(.zero + passed, arrived: Self.begin + passed)
        }
        return clock
    }
}
