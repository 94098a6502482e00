import CameraIndex
import Foundation
import SyntheticScene

/// Paints the clips of a suite into a folder, several at a time.
struct CasePainter: Sendable {
    /// Where the clips go.
    let folder: URL

    /// Paints all cases; each line on standard output tells of one that is whole.
    ///
    /// - Throws: The first error; clips that were begun elsewhere are completed.
    func paint(_ cases: [SuiteCase], jobs: Int) throws {
        let work = WorkList(cases)
        let threads = (0..<min(jobs, cases.count)).map { _ in
            Thread { work.run { try paint($0) } }
        }
        for thread in threads { thread.start() }
        try work.wait()
    }

    /// What is to be known of a case in one line.
    static func line(for one: SuiteCase) -> String {
        let seconds = Int(one.script.duration.seconds.rounded())
        let fps = String(format: "%.4g", one.script.fps)
        return "\(one.fileName): \(one.kind), \(seconds) s at \(fps) fps, "
            + "\(one.script.frameCount) frames, \(one.script.stops.count) stops, "
            + "limit \(one.limit.seconds) s"
    }

    private func paint(_ one: SuiteCase) throws {
        let clock = ContinuousClock()
        let begin = clock.now
        let scene = StreetScene(one.script)
        var painter = ScenePainter(scene)
        let ready = clock.now
        let video = folder.appending(path: one.fileName)
        var painting = Duration.zero
        var writer = try VideoWriter(
            path: video.path,
            options: one.encoding.options(for: one.script)
        )
        for index in 0..<one.script.frameCount {
            let time = one.script.time(ofFrame: index)
            let start = clock.now
            let frame = painter.frame(at: time)
            painting += clock.now - start
            try writer.append(frame, at: time)
        }
        try writer.finish()
        if one.encoding.lostPackets > 0 {
            try TransportLoss(share: one.encoding.lostPackets, seed: one.script.seed)
                .strike(video)
        }
        let truth = one.truth(of: scene)
        try truth.json().write(to: video.deletingPathExtension().appendingPathExtension("json"))
        let encoding = clock.now - ready - painting
        let frames = Double(max(1, one.script.frameCount))
        func milliseconds(_ duration: Duration) -> String {
            String(format: "%.2f", duration / .milliseconds(1) / frames)
        }
        let setUp = String(format: "%.1f", (ready - begin) / .seconds(1))
        let line =
            Self.line(for: one) + "; set up \(setUp) s, \(milliseconds(painting)) ms painting, "
            + "\(milliseconds(encoding)) ms encoding\n"
        // Not held back in a buffer: whoever waits sees that the work goes on.
        try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
    }
}
