import CameraIndex
import Testing
import camindexd

struct StatusTableTests {
    @Test func `a summary stands over the cameras, and those in trouble stand first`() {
        let status = DaemonStatus.painted([
            .painted("gate-2") {
                $0.restingCount = 2
                $0.openEventCount = 1
            },
            .painted("东门", .lost) {
                $0.clockOffset = nil
                $0.counts.losses = 3
            },
        ])
        let lines = StatusTable(status).text.split(separator: "\n")
            .map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            lines == [
                "2 cameras: 1 watching, 1 lost CPU 10 % memory 0 MB longest lag 350 ms "
                    + "up 1 min 40 s",
                "CAMERA STATE FOR GEAR GAP LAG CLOCK CPU RESTING OPEN LOSSES NOTE",
                "东门 lost 1 min 30 s keyframes 4 s 350 ms – 0.5 % 3 cannot open it: refused",
                "gate-2 watching 1 min 30 s keyframes 4 s 350 ms -120 ms 0.5 % 2 1",
            ]
        )
    }

    @Test func `a camera whose larger stream is away stands among those in trouble`() {
        let away = CameraStatus.painted("b") { camera in
            var large = CameraStatus.LargeStream(
                source: "rtsp://10.0.0.7/stream1",
                isReceived: false,
                stateSeconds: 3
            )
            large.reason = "cannot open it: refused"
            camera.large = large
        }
        let text = StatusTable(.painted([.painted("a"), away])).text
        let lines = text.split(separator: "\n")
        #expect(lines[2].hasPrefix("b"))
        #expect(lines[2].hasSuffix("the large stream: cannot open it: refused"))
    }

    @Test func `a camera with which something is wrong stands among those in trouble`() {
        let blind = CameraStatus.painted("b") { $0.conditions = ["clock-off", "covered"] }
        let text = StatusTable(.painted([.painted("a"), blind])).text
        let lines = text.split(separator: "\n")
        #expect(lines[2].hasPrefix("b"))
        #expect(lines[2].hasSuffix("clock-off, covered"))
    }

    @Test func `those who are told of events stand over the cameras`() {
        var status = DaemonStatus.painted([.painted("gate-2")])
        status.destinations = [.painted("room"), .painted("yard", trouble: "it answered 503")]
        let lines = StatusTable(status).text.split(separator: "\n")
            .map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            lines[1...3] == [
                "DESTINATION KIND WAITING OLDEST DEAD SENT NOTE", "room webhook 0 – 2 7",
                "yard webhook 3 1 min 30 s 2 7 it answered 503",
            ]
        )
        #expect(StatusTable(status).lines(columns: 200, rows: 8).last == "… and 1 more, all well")
    }

    @Test func `names in wide letters keep the columns in line`() {
        let status = DaemonStatus.painted([.painted("东门"), .painted("gate-2")])
        let lines = StatusTable(status).text.split(separator: "\n").dropFirst()
        let widths = lines.map { line in
            DisplayWidth.of(String(line.prefix { $0 != "w" && $0 != "S" }))
        }
        #expect(widths == [8, 8, 8])
    }

    @Test(arguments: [
        (CameraStatus.State.watching, 9.0, nil, "gaps of 9 s where its rules bear 8.2 s"),
        (.watching, 4, 1.2, "clock-off"), (.stalled, 4, 0, "nothing comes"),
        (.watching, 4, -0.9, ""),
    ])
    func `what is wrong is told`(
        state: CameraStatus.State,
        gap: Double,
        offset: Double?,
        note: String
    ) {
        let camera = CameraStatus.painted("gate-2", state) {
            $0.longestGapSeconds = gap
            $0.isPastBound = gap > $0.boundSeconds
            $0.clockOffset = offset.map { .init(seconds: $0, spreadSeconds: 0) }
        }
        let text = StatusTable(.painted([camera])).text
        #expect(text.contains("NOTE") == !note.isEmpty)
        #expect(text.contains(note))
    }

    @Test func `what the whole program suffers from is told under the summary`() {
        var status = DaemonStatus.painted([], phase: .stopping, work: 46)
        status.watch.hostClock.isSynchronised = false
        status.watch.hostClock.stepSeconds = -3_600
        let lines = StatusTable(status).text.split(separator: "\n")
        #expect(lines[0].hasSuffix("stopping"))
        #expect(lines[1].hasPrefix("what a camera sent has been worked on for 46 s"))
        #expect(lines[2] == "this machine's clock is kept right by nobody (timedatectl)")
        #expect(lines[3] == "this machine's clock was set by -1 h since the start")
    }

    @Test func `that there is too little time for all cameras is told under the summary`() {
        let lines = StatusTable(.painted([], wait: 52)).text.split(separator: "\n")
        let words = "what cameras send waits for up to 52 s: this machine has too little time"
        #expect(lines[1].hasPrefix(words))
    }

    @Test func `processor time is that since the last look`() {
        let before = DaemonStatus.painted([.painted("gate-2")])
        var now = before
        now.watch.uptimeSeconds += 2
        now.process.processorSeconds += 0.5
        now.watch.cameras[0].watchingProcessorSeconds += 0.05
        let text = StatusTable(now, since: before).text
        #expect(text.contains("CPU 25 %"))
        #expect(text.contains("2.5 %"))
    }

    @Test func `a terminal shows as much as it has room for`() {
        let cameras = (1...1_633).map { number in
            CameraStatus.painted("gate-\(number)", number == 1_000 ? .lost : .watching)
        }
        let lines = StatusTable(.painted(cameras)).lines(columns: 40, rows: 24)
        #expect(lines.count == 23)
        #expect(lines[0].hasPrefix("1633 cameras: 1632 watching, 1 lost"))
        #expect(lines[3].hasPrefix("gate-1000  lost"))
        #expect(lines[22] == "… and 1614 more, all well")
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 40 })
        #expect(lines[3].hasSuffix("…"))
    }

    @Test func `wide letters are cut where they end`() {
        let camera = CameraStatus.painted("东门东门东门")
        let lines = StatusTable(.painted([camera])).lines(columns: 8, rows: 24)
        #expect(lines.last == "东门东…")
    }
}
