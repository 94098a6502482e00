import CameraIndex
import Foundation

/// Cameras that all send the same loop.
struct Fleet {
    private let count: Int
    private let loop: StreamLoop
    /// A rule of four minutes, for which one keyframe in 4 s is looked at.
    private let rule = DwellRule(name: "four", limit: .minutes(4))

    /// Keyframes that wait in an inbox at the end of the measurement are nothing lost.
    private static let mostWaiting = 4

    /// Makes a fleet of so many cameras.
    init(of count: Int, _ loop: StreamLoop) {
        self.count = count
        self.loop = loop
    }

    /// Watches it and measures for a while.
    func measure(
        on index: EventIndex,
        over duration: Duration,
        behind warmUp: Duration
    ) throws -> FleetReport {
        let idle = ProcessFigures.now
        var request = WatchRequest(
            cameras: (0..<count).map { camera(number: $0) },
            jobs: ProcessInfo.processInfo.activeProcessorCount
        )
        request.mostWaiting = Self.mostWaiting
        let job = try WatchJob(request, on: index) { _, _ in }
        let ended = DispatchSemaphore(value: 0)
        Thread {
            job.run()
            ended.signal()
        }.start()
        Thread.sleep(forTimeInterval: warmUp / .seconds(1))
        let (begin, before) = (ProcessFigures.now, job.status.cameras)
        Thread.sleep(forTimeInterval: duration / .seconds(1))
        let (end, after) = (ProcessFigures.now, job.status.cameras)
        let stop = ContinuousClock.now
        let states = try savedStates(index)
        job.stop()
        ended.wait()
        let took = (ContinuousClock.now - stop) / .seconds(1)
        let saved = zip(states, try savedStates(index)).count { $0 != $1 }
        var report = report(from: before, to: after, within: end.wall - begin.wall)
        report.processorPercent = 100 * (end.processor - begin.processor) / report.seconds
        report.residentMegabytes = end.residentMegabytes
        report.idleMegabytes = idle.residentMegabytes
        report.threads = end.threads
        report.endSeconds = took
        report.statesWritten = saved
        report.toldInIndex = try after.count { camera in
            guard isPast(camera) else { return false }
            let spans = try index.coverage(camera: camera.id, timeline: .utc)
            return spans.contains { ($0.longestGap?.seconds ?? 0) > camera.boundSeconds }
        }
        return report
    }

    private func camera(number: Int) -> WatchRequest.Camera {
        WatchRequest.Camera(
            id: "camera-\(number)",
            source: .loop(loop, phase: loop.length * (Double(number) / Double(count))),
            rules: [rule]
        )
    }

    /// Whether two looks at a camera lay farther apart than its rule bears.
    private func isPast(_ camera: CameraStatus) -> Bool {
        (camera.longestGapSeconds ?? 0) > camera.boundSeconds
    }

    /// How far each camera has come by the state that is written of it.
    private func savedStates(_ index: EventIndex) throws -> [MediaTime?] {
        try (0..<count).map {
            try index.checkpoint(camera: "camera-\($0)", timeline: .utc)?.reached
        }
    }

    private func report(
        from before: [CameraStatus],
        to after: [CameraStatus],
        within seconds: Double
    ) -> FleetReport {
        func grown(_ value: KeyPath<CameraStatus.Counts, Int>) -> Int {
            zip(before, after).reduce(0) {
                $0 + $1.1.counts[keyPath: value] - $1.0.counts[keyPath: value]
            }
        }
        func percent(_ value: KeyPath<CameraStatus, Double>) -> Double {
            let used = zip(before, after).reduce(0) {
                $0 + $1.1[keyPath: value] - $1.0[keyPath: value]
            }
            return 100 * used / seconds
        }
        let looks = zip(before, after).map { $1.counts.looked - $0.counts.looked }
        let mean = Spread(looks.map { seconds / Double(max($0, 1)) })
        let longest = Spread(after.compactMap(\.longestGapSeconds))
        let lag = Spread(after.compactMap(\.lagSeconds))
        let accounted = grown(\.looked) + grown(\.passedOver) + grown(\.undecodable)
        // Of each camera one more or less may fall into the time, and those that wait.
        let slack = count * (Self.mostWaiting + 2)
        let due = Int(seconds / max(after.first?.gapSeconds ?? 4, 0.1)) * count
        return FleetReport(
            cameras: count,
            seconds: seconds,
            processorPercent: 0,
            receivingPercent: percent(\.receivingProcessorSeconds),
            watchingPercent: percent(\.watchingProcessorSeconds),
            residentMegabytes: 0,
            idleMegabytes: 0,
            threads: 0,
            meanGapMedian: mean.median,
            meanGapP99: mean.p99,
            meanGapMax: mean.most,
            longestGapMedian: longest.median,
            longestGapP99: longest.p99,
            longestGapMax: longest.most,
            bound: after.first?.boundSeconds ?? 0,
            pastBound: after.count { isPast($0) },
            toldInStatus: after.count { isPast($0) && $0.isPastBound },
            toldInIndex: 0,
            lagMedian: lag.median,
            lagMax: lag.most,
            packetsDue: Int(loop.packetsPerSecond * seconds) * count,
            packets: grown(\.packets),
            keyframes: grown(\.keyframes),
            looked: grown(\.looked),
            passedOver: grown(\.passedOver),
            undecodable: grown(\.undecodable),
            unaccounted: max(0, due - accounted - slack),
            losses: grown(\.losses),
            unwritten: grown(\.unwritten),
            endSeconds: 0,
            statesWritten: 0
        )
    }
}
