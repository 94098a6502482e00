package import CameraIndex

/// What is said of this machine's clock when it was set.
package struct ClockStepWords: CustomStringConvertible {
    private let step: MediaDuration

    /// Words for a clock that is so far from where it would be had nobody set it since the start.
    package init(_ step: MediaDuration) {
        self.step = step
    }

    /// It in sentences.
    package var description: String {
        guard step.magnitude > .seconds(1) else {
            return "this machine's clock was set again, to the time that events have."
        }
        let size = MediaDuration.seconds(step.magnitude.seconds.rounded())
        return """
            this machine's clock was set: it is \(size.shortText) \
            \(step < .zero ? "behind" : "ahead of") the times of events, which go on as before. \
            Start camindexd anew to have them follow.
            """
    }
}
