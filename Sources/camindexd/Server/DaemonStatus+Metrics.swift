import CameraIndex

extension DaemonStatus {
    /// It as metrics, in Prometheus' text format.
    package var metrics: String {
        var text = MetricsText()
        addProcess(to: &text)
        addWatch(to: &text)
        addOutbox(to: &text)
        for metric in CameraMetric.all {
            text.add(
                metric.name,
                metric.kind,
                metric.help,
                watch.cameras.lazy.flatMap { camera in
                    metric.samples(camera).map { sample in
                        MetricsText.Sample(sample.value, [("camera", camera.id)] + sample.labels)
                    }
                }
            )
        }
        return text.text
    }

    private func addProcess(to text: inout MetricsText) {
        text.add(
            "camindexd_build_info",
            .gauge,
            "Version of the program; always 1.",
            [.init(1, [("version", version)])]
        )
        text.add(
            "process_cpu_seconds_total",
            .counter,
            "Processor time of all threads.",
            process.processorSeconds
        )
        text.add(
            "process_resident_memory_bytes",
            .gauge,
            "Memory that the process holds.",
            Double(process.residentBytes)
        )
        text.add(
            "process_virtual_memory_bytes",
            .gauge,
            "Addresses that the process has.",
            Double(process.virtualBytes)
        )
        text.add("process_open_fds", .gauge, "Open files and sockets.", Double(process.openFiles))
        text.add("process_threads", .gauge, "Threads.", Double(process.threads))
        text.add(
            "process_start_time_seconds",
            .gauge,
            "When the process was started, since 1970.",
            process.startSeconds
        )
    }

    private func addWatch(to text: inout MetricsText) {
        text.add(
            "camindexd_ready",
            .gauge,
            "1 while the index is open and each camera was begun.",
            watch.phase == .running ? 1 : 0
        )
        text.add(
            "camindexd_uptime_seconds",
            .gauge,
            "For how long the cameras are watched.",
            watch.uptimeSeconds
        )
        addClock(to: &text)
        text.add(
            "camindexd_pool_threads",
            .gauge,
            "Threads that look at keyframes.",
            Double(watch.pool.threads)
        )
        text.add(
            "camindexd_pool_waiting_cameras",
            .gauge,
            "Cameras of which something waits and that no thread works on.",
            Double(watch.pool.waitingCameras)
        )
        text.add(
            "camindexd_pool_longest_wait_seconds",
            .gauge,
            "For how long what a camera sent has waited, the longest of all.",
            watch.pool.longestWaitSeconds
        )
        text.add(
            "camindexd_pool_longest_work_seconds",
            .gauge,
            "For how long a thread has worked on one thing, the longest of all.",
            watch.pool.longestWorkSeconds
        )
        let counts = watch.counts
        text.add(
            "camindexd_cameras",
            .gauge,
            "Cameras in each state.",
            CameraStatus.State.allCases.map {
                .init(Double(counts[$0] ?? 0), [("state", $0.rawValue)])
            }
        )
    }

    private func addClock(to text: inout MetricsText) {
        text.add(
            "camindexd_host_clock_step_seconds",
            .gauge,
            "By how much this machine's clock was set since the cameras are watched.",
            watch.hostClock.stepSeconds
        )
        text.add(
            "camindexd_host_clock_synchronised",
            .gauge,
            "1 where this machine's clock is kept right by others.",
            watch.hostClock.isSynchronised.map { $0 ? 1 : 0 }
        )
        text.add(
            "camindexd_host_clock_error_seconds",
            .gauge,
            "By how much this machine's clock may be wrong at most.",
            watch.hostClock.errorSeconds
        )
    }
}
