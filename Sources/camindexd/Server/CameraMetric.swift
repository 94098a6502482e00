import CameraIndex

/// A metric that each camera has.
struct CameraMetric: Sendable {
    let name: String
    let kind: MetricsText.Kind
    let help: String
    /// Its values for a camera, with the labels besides the camera's name.
    let samples: @Sendable (CameraStatus) -> [MetricsText.Sample]

    /// All of them, in the order in which they are written.
    static let all = states + distances + counts

    private static func gauge(
        _ name: String,
        _ help: String,
        _ value: @escaping @Sendable (CameraStatus) -> Double?
    ) -> CameraMetric {
        CameraMetric(name: "camindexd_camera_\(name)", kind: .gauge, help: help) { camera in
            value(camera).map { [.init($0)] } ?? []
        }
    }

    private static func counter(
        _ name: String,
        _ help: String,
        _ value: @escaping @Sendable (CameraStatus.Counts) -> Int
    ) -> CameraMetric {
        CameraMetric(name: "camindexd_camera_\(name)_total", kind: .counter, help: help) {
            [.init(Double(value($0.counts)))]
        }
    }

    // MARK: - What there is

    private static let states: [CameraMetric] = [
        CameraMetric(
            name: "camindexd_camera_info",
            kind: .gauge,
            help: "Where its pictures come from and what they are; always 1."
        ) { camera in
            let picture = camera.picture
            return [
                .init(
                    1,
                    [
                        ("source", camera.source), ("codec", picture?.codec ?? ""),
                        ("width", picture.map { "\($0.width)" } ?? ""),
                        ("height", picture.map { "\($0.height)" } ?? ""), ("gear", camera.gear),
                    ]
                )
            ]
        },
        CameraMetric(
            name: "camindexd_camera_state",
            kind: .gauge,
            help: "The state it is in, as a label; always 1."
        ) { [.init(1, [("state", $0.state.rawValue)])] },
        gauge("watching", "1 while its keyframes are looked at.") {
            $0.state == .watching ? 1 : 0
        },
        gauge(
            "large_stream_received",
            "1 while the larger stream, of which its stills are made, is received."
        ) { $0.large.map { $0.isReceived ? 1 : 0 } },
        gauge("resting", "Things that seem to rest in its picture.") { Double($0.restingCount) },
        gauge("open_events", "Events that go on.") { Double($0.openEventCount) },
        CameraMetric(
            name: "camindexd_camera_condition",
            kind: .gauge,
            help: "What is wrong with it, as a label, such as covered; 1 while it is."
        ) { $0.conditions.map { .init(1, [("condition", $0)]) } },
    ]

    private static let distances: [CameraMetric] = [
        gauge("gap_seconds", "How far the keyframes that are looked at lie apart.") {
            $0.gapSeconds
        },
        gauge(
            "longest_gap_seconds",
            "How far two keyframes that were looked at lay apart at most in the last minutes."
        ) { $0.longestGapSeconds },
        gauge("bound_seconds", "How far they may lie apart for its rules.") { $0.boundSeconds },
        gauge("past_bound", "1 while they lie farther apart than that.") { $0.isPastBound ? 1 : 0 },
        gauge("lag_seconds", "How long after it was taken the newest keyframe was looked at.") {
            $0.lagSeconds
        },
        gauge("wait_seconds", "For how long what it sent waits to be looked at.") {
            $0.waitSeconds
        },
        gauge("packet_age_seconds", "How long ago the newest packet came.") {
            $0.packetAgeSeconds
        },
        gauge("clock_offset_seconds", "By how much its clock is ahead of this machine's.") {
            $0.clockOffset?.seconds
        },
        gauge("clock_offset_spread_seconds", "By how much that differs between keyframes.") {
            $0.clockOffset?.spreadSeconds
        },
    ]

    private static let counts: [CameraMetric] = [
        CameraMetric(
            name: "camindexd_camera_cpu_seconds_total",
            kind: .counter,
            help: "Processor time for receiving it, and for looking at its keyframes."
        ) { camera in
            [
                .init(camera.receivingProcessorSeconds, [("part", "receive")]),
                .init(camera.watchingProcessorSeconds, [("part", "watch")]),
            ]
                + (camera.large.map {
                    [.init($0.receivingProcessorSeconds, [("part", "receive-large")])]
                } ?? [])
        },
        counter("connections", "Streams that were opened.", \.connections),
        counter("losses", "Attempts to connect that failed, and breaks.", \.losses),
        counter("packets", "Packets that came.", \.packets),
        counter("received_bytes", "Bytes of them.", \.bytes),
        counter("keyframes", "Keyframes among them.", \.keyframes),
        counter("looked_keyframes", "Keyframes that were looked at.", \.looked),
        counter(
            "passed_over_keyframes",
            "Keyframes that waited for too long and were passed over.",
            \.passedOver
        ),
        counter(
            "undecodable_keyframes",
            "Keyframes that could not be decoded.",
            \.undecodable
        ),
        counter("clock_jumps", "How often its stream's clock jumped or stood still.", \.clockJumps),
        counter("clock_corrections", "How often its times were corrected.", \.clockCorrections),
        counter("index_failures", "How often the index could not be written.", \.unwritten),
        counter(
            "evidence_troubles",
            "How often something was wrong with the evidence.",
            \.evidenceTroubles
        ),
        counter(
            "recording_troubles",
            "How often something was wrong with the recording.",
            \.recordingTroubles
        ),
    ]
}
