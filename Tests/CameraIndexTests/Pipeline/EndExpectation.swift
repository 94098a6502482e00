import CameraIndex
import Testing

/// Expects an end of a stay to lie at a second, within what it says of itself and a little more.
struct EndExpectation {
    /// How far it may be off beyond what it says, in seconds.
    let slack: Double
    /// The most that it may say, in seconds.
    let mostDoubt: Double

    func callAsFunction(
        _ end: MomentSearch.End?,
        at seconds: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard case .moment(let time, let uncertainty) = end else {
            Issue.record("no moment: \(String(describing: end))", sourceLocation: sourceLocation)
            return
        }
        let doubt = uncertainty.seconds
        #expect(abs(time.seconds - seconds) <= doubt + slack, sourceLocation: sourceLocation)
        #expect(doubt <= mostDoubt, sourceLocation: sourceLocation)
    }
}
