import Foundation
import Synchronization

/// Watches live cameras until it is told to stop.
///
/// Each camera is received on a thread of its own, which neither decodes nor writes; a pool as wide
/// as the cores looks at the keyframes that the rules need. Facts, events and evidence are those of
/// a scan of the same pictures in the same gear.
public final class WatchJob: Sendable {
    private let pool: DecodingPool
    private let recording: RecordingPool?
    private let cameras: WatchedCameras
    private let clock: any HostClock
    private let isOnce: Bool
    private let farewell: MediaDuration

    /// When it was asked to stop, on the steady clock.
    private let stopped = Mutex<MediaTime?>(nil)
    private let phase = Mutex(WatchStatus.Phase.preparing)
    /// So long a disk is waited for that hangs when the job ends; what is not ended then is when
    /// cameras are recorded again.
    private static let longestFlush = MediaDuration.seconds(0.5)

    /// Prepares a job: takes the cameras' leases and reads what is known of them.
    ///
    /// - Parameters:
    ///   - request: what is to be watched.
    ///   - index: where facts and events go, opened for writing.
    ///   - report: is told what happens to a camera; called from many threads.
    /// - Throws: `IndexError` when the index cannot be read or another process writes a camera.
    public init(
        _ request: WatchRequest,
        on index: EventIndex,
        report: @escaping @Sendable (_ camera: String, CameraNews) -> Void
    ) throws(IndexError) {
        clock = request.clock
        pool = DecodingPool(threads: request.jobs, clock: clock)
        let clock = clock
        recording = request.recording.map { asked in
            RecordingPool(asked, on: index, clock: clock) { report($0, .recording($1)) }
        }
        cameras = try WatchedCameras(
            request,
            on: index,
            pool: pool,
            recording: recording,
            report: report
        )
        isOnce = request.isOnce
        farewell = request.farewell
    }

    /// Watches until `stop` is called from another thread, or each stream has ended where that was
    /// asked for.
    public func run() {
        pool.start()
        recording?.start()
        phase.withLock { if $0 == .preparing { $0 = .running } }
        cameras.run()
        phase.withLock { $0 = .stopping }
        recording?.close()
        let stop = isOnce ? nil : stopped.withLock { $0 }
        // Half of the time is for what waits, the rest for writing what was learned.
        pool.finish(by: stop.map { $0 + farewell / 2 })
        cameras.end(by: stop.map { $0 + farewell })
        recording?.wait(within: isOnce ? .minutes(1) : Self.longestFlush)
        cameras.release()
    }

    /// Makes `run` return soon: what was learned is kept.
    public func stop() {
        phase.withLock { $0 = .stopping }
        stopped.withLock { $0 = $0 ?? clock.steady }
        cameras.stop()
    }

    /// Has other cameras watched from now on, or the same ones otherwise, while it runs.
    ///
    /// Cameras whose source and rules stay the same go on untouched. What stands before others goes
    /// on as well, judged by the rules of now; it is interrupted where these need another distance
    /// of keyframes. Cameras that are not named any more are let go of.
    ///
    /// - Parameter request: names the cameras, the time zone and how long streams are waited for;
    ///   what else it says is not looked at.
    /// - Returns: what that changes.
    public func follow(_ request: WatchRequest) -> WatchChange { cameras.follow(request) }

    /// How the watch and its cameras are now; asking holds up none of them.
    public var status: WatchStatus {
        WatchStatus(
            at: clock.utc.rfc3339(in: .gmt),
            phase: phase.withLock { $0 },
            uptimeSeconds: (clock.steady - cameras.start.steady).seconds,
            hostClock: WatchStatus.HostClockStatus(
                stepSeconds: clockStep.seconds,
                synchronisation: .current
            ),
            pool: WatchStatus.Pool(
                threads: pool.threads,
                waitingCameras: pool.waitingCount,
                longestWaitSeconds: cameras.longest(\.wait).seconds,
                longestWorkSeconds: longestWork.seconds
            ),
            cameras: cameras.statuses
        )
    }

    /// By how much this machine's clock was set since the job was made.
    ///
    /// The times of events go on as they were.
    public var clockStep: MediaDuration {
        clock.utc - (cameras.start.utc + (clock.steady - cameras.start.steady))
    }

    /// For how long a thread has worked on one thing that a camera sent, the longest of all.
    public var longestWork: MediaDuration { cameras.longest(\.work) }
}
