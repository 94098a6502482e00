import CameraIndex
import Foundation

/// An evaluation while it runs: shows how far it has come, and stops it cleanly on Ctrl-C.
struct EvaluationRun {
    private let job: EvaluationJob
    private let run: InterruptibleRun

    /// Prepares to run `job`.
    init(_ job: EvaluationJob, interrupt: Interrupt, isQuiet: Bool) {
        self.job = job
        run = InterruptibleRun(
            interrupt: interrupt,
            isQuiet: isQuiet,
            notice: "stopping; clips that were watched are told. Once more to stop."
        ) {
            let now = job.progress.snapshot
            return ProgressReport(
                total: now.total,
                done: now.done,
                watched: now.watched,
                reached: "",
                eventCount: now.events
            )
        }
    }

    /// Runs the job to its end, on an index in `folder`, or in one that is removed afterwards.
    func clips(keepingIn folder: String?) throws -> [ClipEvaluation] {
        try run.during {
            if let folder { return try clips(in: folder) }
            let passing = FileManager.default.temporaryDirectory
                .appendingPathComponent("camindexd-evaluate-\(UUID().uuidString)")
            let clips = Result { try self.clips(in: passing.path) }
            if FileManager.default.fileExists(atPath: passing.path) {
                try FileManager.default.removeItem(at: passing)
            }
            return try clips.get()
        }
    }

    private func clips(in folder: String) throws -> [ClipEvaluation] {
        let index = try EventIndex.open(DataDirectory(creatingAt: folder), access: .writing)
        return try job.run(on: index)
    }
}
