import CameraIndex

/// What a scan of some files found, into an index of its own, and what it did for that.
struct ScanFinding: Equatable {
    let facts: KnownFacts
    let decodedCount: Int
    let problems: [String]

    /// Scans files; before that, stops a scan at each of some moments of the scene.
    init(
        _ recorder: Recorder,
        _ paths: [String],
        stopsAt: [Double] = [],
        _ change: (inout ScanRequest) -> Void
    ) throws {
        let data = try IndexFolder()
        let request = try recorder.request(paths) {
            $0.makesEvidence = false
            change(&$0)
        }
        let index = try data.open()
        for second in stopsAt {
            let interrupt = Interrupt()
            try recorder.scan(request, interrupt, on: index, at: second) { interrupt.request() }
        }
        let summary = try ScanJob(planning: request).run(on: index)
        facts = try KnownFacts(index, camera: "gate-2")
        decodedCount = summary.decodedCount
        problems = summary.allProblems.map(\.description)
    }
}
