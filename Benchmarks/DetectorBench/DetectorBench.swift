import CameraIndex
import Foundation
import SyntheticScene

/// Times the detector's loop alone on planes of a painted street.
///
/// usage: detector-bench PLANES [COUNT]: writes the planes to the file PLANES, so that another
/// program can be timed on the very same, then prints what one plane costs.
@main
struct DetectorBench {
    private static let size = PixelSize(width: 1920, height: 1080)
    /// Planes in the file; they are run through over and over.
    private static let distinct = 100

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 2 else {
            print("usage: detector-bench PLANES [COUNT]")
            exit(2)
        }
        let count = arguments.count > 2 ? Int(arguments[2]) ?? 1000 : 1000
        let planes = paint()
        try Data(planes.flatMap { $0 }).write(to: URL(filePath: arguments[1]))
        let times = measure(planes, count: count)
        let middle = times[times.count / 2]
        let mean = times.reduce(0, +) / Double(times.count)
        print("detector loop, 1920x1080: median \(text(middle)) ms, mean \(text(mean)) ms a plane")
    }

    /// The luma planes of a street with traffic, a sample every 0.16 s.
    private static func paint() -> [[UInt8]] {
        let scene = StreetScene(
            .demo(size: size, fps: 25, duration: .seconds(600), seed: 7)
        )
        return (0..<distinct).map { number in
            scene.frame(at: MediaTime(seconds: 90 + 0.16 * Double(number))).luma
        }
    }

    /// Milliseconds for each plane, sorted; the learning time at the start is left out.
    private static func measure(_ planes: [[UInt8]], count: Int) -> [Double] {
        let geometry = AnalysisGeometry(frame: size)
        var average = BoxAverage(geometry)
        var detector = StopDetector(geometry: geometry)
        var times: [Double] = []
        for number in 0..<(count + 200) {
            let plane = planes[number % planes.count]
            let begin = ContinuousClock.now
            let reduced = average.plane(of: plane.span, rowStride: size.width)
            detector.observe(reduced, at: MediaTime(seconds: 0.16 * Double(number)))
            let seconds = (ContinuousClock.now - begin) / .seconds(1)
            if number >= 200 { times.append(seconds * 1000) }
        }
        return times.sorted()
    }

    private static func text(_ value: Double) -> String {
        String(format: "%.3f", value)
    }
}
