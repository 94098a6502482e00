import CameraIndex
import Foundation
import RegexBuilder
import Testing
import camindexd

struct DaemonStatusTests {
    private let status = DaemonStatus.painted([
        .painted("gate-2") {
            $0.counts.bytes = 5_000_000_000
            $0.counts.looked = 7
        },
        .painted("东门 \"2\"\n\\", .lost) {
            $0.clockOffset = nil
            $0.lagSeconds = nil
        },
    ])

    @Test func `it is the same after a way through JSON`() throws {
        let json = try status.json()
        #expect(!json.contains("\n"))
        #expect(try DaemonStatus(json: json.utf8) == status)
        #expect(throws: DecodingError.self) { try DaemonStatus(json: "{}".utf8) }
    }

    @Test func `every line of the metrics is one that Prometheus reads`() throws {
        let name = /[a-z_:][a-z0-9_:]*/
        let line = Regex {
            name
            Optionally {
                "{"
                /[a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*/
                "}"
            }
            " "
            /-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?/
        }
        var names: [Substring] = []
        for text in status.metrics.split(separator: "\n") {
            let words = text.split(separator: " ", maxSplits: 3)
            switch (words[0], words[1]) {
            case ("#", "HELP"): names.append(words[2])
            case ("#", "TYPE"):
                #expect(words[2] == names.last)
                #expect((words[3] == "counter") == words[2].hasSuffix("_total"))
            default:
                #expect(text.wholeMatch(of: line) != nil, "\(text)")
                #expect(text.prefix { $0 != "{" && $0 != " " } == names.last ?? "")
            }
        }
        #expect(Set(names).count == names.count)
        #expect(names.count > 40)
    }

    @Test(arguments: [
        "camindexd_build_info{version=\"0.1.0\"} 1",
        "process_cpu_seconds_total 10",
        "process_resident_memory_bytes 102400",
        "process_virtual_memory_bytes 9000",
        "process_open_fds 60",
        "process_threads 31",
        "process_start_time_seconds 1800000050",
        "camindexd_ready 1",
        "camindexd_host_clock_synchronised 1",
        "camindexd_host_clock_error_seconds 0.25",
        "camindexd_pool_longest_wait_seconds 0.2",
        "camindexd_pool_longest_work_seconds 0.1",
        "camindexd_cameras{state=\"watching\"} 1",
        "camindexd_cameras{state=\"lost\"} 1",
        "camindexd_cameras{state=\"stalled\"} 0",
        "camindexd_camera_state{camera=\"gate-2\",state=\"watching\"} 1",
        "camindexd_camera_watching{camera=\"gate-2\"} 1",
        "camindexd_camera_watching{camera=\"东门 \\\"2\\\"\\n\\\\\"} 0",
        "camindexd_camera_gap_seconds{camera=\"gate-2\"} 4",
        "camindexd_camera_bound_seconds{camera=\"gate-2\"} 8.275862",
        "camindexd_camera_received_bytes_total{camera=\"gate-2\"} 5000000000",
        "camindexd_camera_looked_keyframes_total{camera=\"gate-2\"} 7",
        "camindexd_camera_cpu_seconds_total{camera=\"gate-2\",part=\"watch\"} 0.3",
        "camindexd_camera_clock_offset_seconds{camera=\"gate-2\"} -0.12",
    ])
    func `the metrics tell in base units`(line: String) {
        #expect(status.metrics.split(separator: "\n").contains { $0 == line })
    }

    @Test(arguments: [
        "waiting{destination=\"room\",kind=\"webhook\"} 3",
        "dead{destination=\"room\",kind=\"webhook\"} 2",
        "oldest_age_seconds{destination=\"room\",kind=\"webhook\"} 90",
        "sent_total{destination=\"room\",kind=\"webhook\"} 7",
        "failed_total{destination=\"room\",kind=\"webhook\"} 4",
        "failing{destination=\"room\",kind=\"webhook\"} 1",
    ])
    func `the metrics tell how it stands with those who are told`(line: String) {
        var status = status
        status.destinations = [.painted("room", trouble: "it answered 503")]
        #expect(status.metrics.split(separator: "\n").contains { $0 == "camindexd_outbox_\(line)" })
    }

    @Test func `what is not known is left out`() {
        let lags = status.metrics.split(separator: "\n").filter {
            $0.hasPrefix("camindexd_camera_lag_seconds{")
        }
        #expect(lags == ["camindexd_camera_lag_seconds{camera=\"gate-2\"} 0.35"])
    }

    @Test func `a program's name may hold anything`() {
        let usage = ProcessUsage(
            stat: "7 (a) b (c) S 1 2 3 0 -1 0 0 0 0 0 50 50 0 0 20 0 4 0 100 1 2 9",
            machine: "",
            openFiles: 3,
            ticks: 100,
            pageSize: 10
        )
        #expect(usage.id == 7)
        #expect(usage.processorSeconds == 1)
        #expect(usage.threads == 4)
        #expect(usage.residentBytes == 20)
        #expect(usage.startSeconds == nil)
    }

    @Test func `this process uses something`() throws {
        let usage = try ProcessUsage.current()
        #expect(usage.id == ProcessInfo.processInfo.processIdentifier)
        #expect(usage.residentBytes > 1_000_000)
        #expect(usage.threads >= 1)
        #expect(usage.openFiles >= 3)
        let now = Date().timeIntervalSince1970
        #expect(usage.startSeconds.map { $0 > now - 86_400 && $0 <= now + 2 } == true)
    }
}
