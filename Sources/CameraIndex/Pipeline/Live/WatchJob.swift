import Dispatch
import Foundation

/// Watches live cameras until it is told to stop.
///
/// Each camera is received on a thread of its own, which neither decodes nor writes; a pool as wide
/// as the cores looks at the keyframes that the rules need. Facts, events and evidence are those of
/// a scan of the same pictures in the same gear.
public final class WatchJob: Sendable {
    /// A camera while it is watched.
    private struct Watched: Sendable {
        let camera: LiveCamera
        let receiver: CameraReceiver
    }

    private let pool: DecodingPool
    private let recording: RecordingPool?
    private let watched: [Watched]
    private let leases: [CameraLease]
    private let isOnce: Bool
    private let receivers = DispatchGroup()

    /// The exactness at which ends are told by keyframes: so many fit into the shortest limit.
    private static let keyframesPerStop: Int64 = 60
    /// Keyframes are looked at no farther apart than this: a still may wait as long.
    private static let longestGap = MediaDuration.seconds(4)
    /// A receiver's thread calls FFmpeg's demuxer and no decoder.
    private static let stackSize = 512 * 1024
    /// So long the cameras have to write their last state when the job ends; what is left is as it
    /// was some seconds before.
    private static let longestFarewell = MediaDuration.seconds(1.2)

    /// So long a disk is waited for that hangs when the job ends; what is not ended then is when
    /// cameras are recorded again.
    private static let longestFlush = MediaDuration.seconds(0.5)

    private let clock: any HostClock
    /// What the clock showed when the job was made.
    private let start: (steady: MediaTime, utc: UTCTime)

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
        let holder = LeaseHolder.thisProcess(request.command)
        let pool = DecodingPool(threads: request.jobs)
        let clock = request.clock
        let start = (steady: clock.steady, utc: clock.utc)
        let now = MediaTime(microseconds: start.utc.microseconds)
        let recording = request.recording.map { asked in
            RecordingPool(asked, on: index, clock: clock) { report($0, .recording($1)) }
        }
        var leases: [CameraLease] = []
        var watched: [Watched] = []
        for asked in request.cameras {
            leases.append(try index.lease(asked.id, holder: holder))
            let news: @Sendable (CameraNews) -> Void = { report(asked.id, $0) }
            let record = recording?.recordingOfCamera(asked.id)
            var context = Self.context(of: asked, request, index)
            context.recording = record.flatMap { CameraRecording(asked.id, request, $0) }
            let camera = try LiveCamera(
                context,
                source: asked.source,
                clock: clock,
                mostWaiting: request.mostWaiting,
                report: news
            )
            // Where the clock was ahead when the camera was watched last, its time goes on there.
            let begin = max(now, camera.reached.map { $0 + MediaDuration(microseconds: 1) } ?? now)
            let receiver = CameraReceiver(
                source: asked.source,
                limits: request.limits,
                keyframeGap: Self.keyframeGap(for: asked.rules),
                clock: clock,
                origin: begin - start.steady,
                interrupt: Interrupt(),
                deliver: { pool.submit($0, of: camera) },
                report: news,
                record: record
            )
            if begin > now + .seconds(1) { news(.ahead(begin - now)) }
            watched.append(Watched(camera: camera, receiver: receiver))
        }
        self.pool = pool
        self.recording = recording
        self.clock = clock
        self.start = start
        self.leases = leases
        self.watched = watched
        isOnce = request.isOnce
    }

    /// Watches until `stop` is called from another thread, or each stream has ended where that was
    /// asked for.
    public func run() {
        pool.start()
        recording?.start()
        for camera in watched {
            receivers.enter()
            let thread = Thread { [self] in
                camera.receiver.run(once: isOnce)
                receivers.leave()
            }
            thread.name = "receive"
            thread.stackSize = Self.stackSize
            thread.start()
        }
        receivers.wait()
        recording?.close()
        pool.finish()
        end()
        recording?.wait(within: isOnce ? .minutes(1) : Self.longestFlush)
        for lease in leases { lease.release() }
    }

    /// Makes `run` return soon: what was learned is kept.
    public func stop() {
        for camera in watched { camera.receiver.interrupt.request() }
    }

    /// By how much this machine's clock was set since the job was made.
    ///
    /// The times of events go on as they were.
    public var clockStep: MediaDuration { clock.utc - (start.utc + (clock.steady - start.steady)) }

    /// For how long what a camera sent has waited to be looked at, the longest of all.
    public var longestWait: MediaDuration { watched.map(\.camera.wait).max() ?? .zero }

    private func end() {
        let latest = clock.steady + Self.longestFarewell
        for camera in watched where isOnce || clock.steady < latest { camera.camera.end() }
    }

    // MARK: - Cameras

    /// How far the keyframes that are looked at may lie apart.
    private static func keyframeGap(for rules: [DwellRule]) -> MediaDuration {
        let shortest = rules.map(\.need.shortestStop).min() ?? .minutes(4)
        return min(longestGap, shortest / keyframesPerStop)
    }

    private static func context(
        of asked: WatchRequest.Camera,
        _ request: WatchRequest,
        _ index: EventIndex
    ) -> CameraContext {
        CameraContext(
            camera: asked.id,
            index: index,
            rules: asked.rules,
            settings: ScanSettings(rules: asked.rules, gear: .keyframes),
            again: false,
            keepsClips: request.keepsClips && request.recording?.isRecording(asked.id) == true,
            timeZone: request.timeZone,
            commitInterval: .seconds(10),
            makesEvidence: true,
            seed: 0,
            storage: StorageMeter(),
            threads: 1,
            // Evidence that is due when the watch ends is still made.
            interrupt: Interrupt(),
            progress: nil
        )
    }
}
