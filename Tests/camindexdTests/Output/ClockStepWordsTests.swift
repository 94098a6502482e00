import CameraIndex
import Testing
import camindexd

struct ClockStepWordsTests {
    @Test(arguments: [
        (3_599.999, "it is 1 h ahead of the times of events, which go on as before."),
        (-90.0, "it is 1 min 30 s behind the times of events, which go on as before."),
        (0.2, "was set again, to the time that events have."),
    ])
    func `a clock that was set is told with side and size`(seconds: Double, words: String) {
        #expect("\(ClockStepWords(.seconds(seconds)))".contains(words))
    }
}
