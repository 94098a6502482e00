/// Chooses which readings of a camera's own clock are written: where it has changed, and each hour.
package struct ClockDiary: Sendable {
    /// What is to be written, or nil.
    package private(set) var waiting: CameraClockReading?
    private var written: CameraClockReading?

    /// What is read of it belongs to events of up to an hour behind it.
    private static let longestStep = MediaDuration.minutes(60)

    /// Begins with nothing.
    package init() {}

    /// Takes note of a reading.
    package mutating func note(_ clock: CameraClock, at moment: MediaTime) {
        guard isNews(clock, at: moment) else { return }
        waiting = CameraClockReading(at: moment, clock: clock)
    }

    /// What was to be written is.
    package mutating func noteWritten() {
        written = waiting ?? written
        waiting = nil
    }

    private func isNews(_ clock: CameraClock, at moment: MediaTime) -> Bool {
        guard waiting == nil, let written else { return waiting == nil }
        return moment - written.at >= Self.longestStep || clock.differs(from: written.clock)
    }
}
