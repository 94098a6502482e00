import CameraIndex
import camindexd

extension DaemonStatus {
    /// A daemon with cameras in these states.
    static func painted(
        _ cameras: [CameraStatus],
        phase: WatchStatus.Phase = .running,
        wait: Double = 0.2,
        work: Double = 0.1
    ) -> DaemonStatus {
        DaemonStatus(
            version: "0.1.0",
            dataFolder: "/srv/index",
            process: ProcessUsage(
                stat: "42 (camindexd) S 1 42 42 0 -1 0 0 0 0 0 700 300 0 0 20 0 31 0 5000 9000 25",
                machine: "cpu 1 2\nbtime 1800000000\n",
                openFiles: 60,
                ticks: 100,
                pageSize: 4_096
            ),
            watch: WatchStatus(
                at: "2026-11-27T12:00:00.000Z",
                phase: phase,
                uptimeSeconds: 100,
                hostClock: .init(
                    stepSeconds: 0,
                    synchronisation: .init(isSynchronised: true, largestError: .seconds(0.25))
                ),
                pool: .init(
                    threads: 2,
                    waitingCameras: 1,
                    longestWaitSeconds: wait,
                    longestWorkSeconds: work
                ),
                cameras: cameras
            )
        )
    }
}

extension CameraStatus {
    /// A camera that is well, but for what is changed.
    static func painted(
        _ id: String,
        _ state: State = .watching,
        _ change: (inout CameraStatus) -> Void = { _ in }
    ) -> CameraStatus {
        var camera = CameraStatus(
            id: id,
            source: "rtsp://admin:${PASSWORD}@10.0.0.7/stream1",
            state: state,
            boundSeconds: 8.275862
        )
        camera.stateSeconds = 90
        camera.reason = state == .lost ? "cannot open it: refused" : nil
        camera.picture = .init(codec: "h264", width: 1_920, height: 1_080)
        camera.gapSeconds = 4
        camera.longestGapSeconds = 4.1
        camera.lagSeconds = 0.35
        camera.packetAgeSeconds = 0.5
        camera.receivingProcessorSeconds = 0.2
        camera.watchingProcessorSeconds = 0.3
        camera.clockOffset = .init(seconds: -0.12, spreadSeconds: 0.02)
        change(&camera)
        return camera
    }
}

extension DestinationStatus {
    /// A web server that has taken seven messages and refused two.
    static func painted(_ name: String, trouble: String? = nil) -> DestinationStatus {
        let url = "https://room.example/"
        let terms = WebhookTerms(shownURL: url, url: Secret(url))
        var state = OutboxState(destination: name, dead: 2, sent: 7, failures: 4)
        let now = UTCTime(microseconds: 1_800_000_000_000_000)
        if trouble != nil {
            state.waiting = 3
            state.oldestMicroseconds = (now - .seconds(90)).microseconds
        }
        return DestinationStatus(
            Destination(name: name, channel: .webhook(terms)),
            state,
            trouble: trouble,
            now: now
        )
    }
}
