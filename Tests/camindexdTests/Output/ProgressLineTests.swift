import CameraIndex
import Synchronization
import Testing
import camindexd

struct ProgressLineTests {
    /// A terminal that keeps what is written, and a clock that is set by hand.
    private final class Desk: Sendable {
        let written = Mutex("")
        let elapsed = Mutex(Duration.zero)

        func line(isShown: Bool = true) -> ProgressLine {
            ProgressLine(
                isShown: isShown,
                elapsed: { self.elapsed.withLock { $0 } },
                write: { text in self.written.withLock { $0 += text } }
            )
        }

        func take() -> String {
            written.withLock { written in
                defer { written = "" }
                return written
            }
        }
    }

    private func progress(
        minutes: Int64,
        of total: Int64 = 60,
        known: Int64 = 0,
        events: Int = 3
    ) -> ProgressReport {
        ProgressReport(
            total: .minutes(total),
            done: .minutes(minutes + known),
            watched: .minutes(minutes),
            reached: "2026-01-01 08:12:00",
            eventCount: events
        )
    }

    @Test func `the line tells share, moment, speed, time left and events`() {
        let desk = Desk()
        desk.elapsed.withLock { $0 = .seconds(2) }
        desk.line().update(progress(minutes: 12))
        #expect(
            desk.take()
                == "\r20 %  2026-01-01 08:12:00  360 × real time  8 s left  3 events\u{1B}[K"
        )
    }

    @Test func `without a known length there is no share and no time left`() {
        let desk = Desk()
        desk.elapsed.withLock { $0 = .seconds(240) }
        desk.line().update(progress(minutes: 12, of: 0, events: 1))
        #expect(desk.take() == "\r2026-01-01 08:12:00  3.0 × real time  1 event\u{1B}[K")
    }

    @Test func `what was known before does not count as speed`() {
        let desk = Desk()
        desk.elapsed.withLock { $0 = .seconds(2) }
        desk.line().update(progress(minutes: 12, known: 36))
        #expect(
            desk.take()
                == "\r80 %  2026-01-01 08:12:00  360 × real time  2 s left  3 events\u{1B}[K"
        )
    }

    @Test func `updates in quick succession are drawn once`() {
        let desk = Desk()
        let line = desk.line()
        line.update(progress(minutes: 1))
        _ = desk.take()
        desk.elapsed.withLock { $0 = .milliseconds(199) }
        line.update(progress(minutes: 2))
        #expect(desk.take() == "")
        desk.elapsed.withLock { $0 = .milliseconds(200) }
        line.update(progress(minutes: 2))
        #expect(desk.take() != "")
    }

    @Test func `erasing leaves nothing behind and is done once`() {
        let desk = Desk()
        let line = desk.line()
        line.update(progress(minutes: 1))
        _ = desk.take()
        line.erase()
        line.erase()
        #expect(desk.take() == "\r\u{1B}[K")
    }

    @Test func `a late report does not draw a finished line`() {
        let desk = Desk()
        let line = desk.line()
        line.finish()
        line.update(progress(minutes: 1))
        #expect(desk.take() == "")
    }

    @Test func `away from a terminal nothing is written`() {
        let desk = Desk()
        let line = desk.line(isShown: false)
        line.update(progress(minutes: 1))
        line.erase()
        #expect(desk.take() == "")
    }

    @Test func `the line never wraps`() {
        let desk = Desk()
        desk.elapsed.withLock { $0 = .seconds(1) }
        var long = progress(minutes: 1)
        long.reached = String(repeating: "东", count: 36)
        desk.line().update(long)
        let drawn = desk.take().dropFirst().replacing("\u{1B}[K", with: "")
        #expect(DisplayWidth.of(String(drawn)) <= 79)
    }
}
