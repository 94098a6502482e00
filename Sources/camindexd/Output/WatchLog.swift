import CameraIndex
import Logging
import Synchronization

/// Tells in the log what happens to live cameras; what happens again and again is counted.
final class WatchLog: Sendable {
    /// A stream of a camera.
    private struct Subject: Hashable {
        let camera: String
        let isLarge: Bool
    }

    /// What was told of a stream last.
    private struct Told {
        var kind = ""
        /// How often it has happened since something else did.
        var count = 0
    }

    private let logger: Logger
    private let clock: any HostClock
    private let told = Mutex<[Subject: Told]>([:])
    private let fleet: Mutex<FleetWatch>

    /// Makes a log of so many cameras that writes to `logger`.
    init(_ logger: Logger, cameraCount: Int, clock: any HostClock) {
        self.logger = logger
        self.clock = clock
        fleet = Mutex(FleetWatch(count: cameraCount))
    }

    /// Tells of these cameras from now on.
    func follow(_ cameras: Set<String>) {
        fleet.withLock { $0.follow(cameras) }
        told.withLock { told in told = told.filter { cameras.contains($0.key.camera) } }
    }

    /// Tells what happened to a camera.
    func note(_ news: CameraNews, of camera: String) {
        let (change, isLost) = fleet.withLock { fleet in
            (fleet.note(news, of: camera, at: clock.steady), fleet.isLost)
        }
        if let change { tell(change) }
        // What happens to each of them then is no news of its own.
        if isLost, news.isLoss { return }
        let (count, before) = told.withLock { told in
            let subject = Subject(camera: camera, isLarge: news.isOfLarge)
            let last = told[subject, default: Told()]
            let isAgain = last.kind == news.kind
            told[subject] = Told(kind: news.kind, count: isAgain ? last.count + 1 : 1)
            return (isAgain ? last.count + 1 : 1, isAgain ? 1 : last.count)
        }
        guard Self.isTold(count) else { return }
        var text = news.text
        if count > 1 { text += " (\(count) times now)" }
        if before > 1 { text += " (what is told before happened \(before) times)" }
        logger.log(
            level: news.level,
            "\(text)",
            metadata: ["camera": .string(camera), "news": .string(news.kind)]
        )
    }

    private func tell(_ change: FleetWatch.Change) {
        switch change {
        case .lost(let lost, let count):
            logger.error(
                """
                \(lost) of \(count) cameras were lost at once: look for the fault in this machine, \
                its network or a switch. Each is tried again; until half of them are back, single \
                ones are not told.
                """
            )
        case .back: logger.info("half of the cameras are back")
        }
    }

    /// Of what happens again and again the 1st, 10th, 100th… time is told, then each 1,000th.
    private static func isTold(_ count: Int) -> Bool {
        [1, 10, 100].contains(count) || count % 1_000 == 0
    }
}

extension CameraNews {
    /// Whether the camera is gone.
    fileprivate var isLoss: Bool {
        switch self {
        case .lost, .ended: true
        default: false
        }
    }

    /// Whether it is of the camera's larger stream.
    fileprivate var isOfLarge: Bool {
        if case .large = self { true } else { false }
    }

    /// A word for it.
    fileprivate var kind: String {
        switch self {
        case .connected: "connected"
        case .watching(_, .keyframes): "watching"
        case .watching(_, .between): "watching-between"
        case .ended: "ended"
        case .lost: "lost"
        case .undecoded: "undecoded"
        case .clock: "clock"
        case .ahead: "ahead"
        case .overloaded: "overloaded"
        case .unwritten: "unwritten"
        case .stateLost: "state-lost"
        case .evidence: "evidence"
        case .recording: "recording"
        case .large(let news): "large-\(news.kind)"
        }
    }

    fileprivate var level: Logger.Level {
        switch self {
        case .connected, .watching: .info
        case .ended, .lost, .undecoded, .clock, .ahead, .overloaded, .stateLost, .evidence:
            .warning
        case .unwritten, .recording: .error
        case .large(let news): news.level
        }
    }

    /// It in a sentence.
    fileprivate var text: String {
        switch self {
        case .connected(let format):
            "connected: \(format.codec) \(format.frame.width)x\(format.frame.height)"
        case .watching(let gap, .keyframes):
            "watching: a keyframe each \(gap.shortText) is looked at"
        case .watching(let gap, .between):
            "watching: a picture each \(gap.shortText) is looked at; keyframes lie too far apart "
                + "for its rules, so that what others lean on is decoded as well. Set the camera "
                + "to a keyframe each 4 s or less, without a smart codec: that costs a tenth."
        case .ended: "the other side ended the stream; it is opened again"
        case .lost(let error): "\(error)"
        case .undecoded(let error): "\(error)"
        case .clock(.jumped(let jump)):
            "the stream's clock jumped by \(jump.shortText) or stood still; times go on by when "
                + "pictures come"
        case .clock(.corrected(let drift)):
            "the stream's clock runs differently from this machine's; times were corrected by "
                + drift.shortText
        case .ahead(let lead):
            "this machine's clock is \(lead.shortText) behind what was watched before; times go on "
                + "from there. Check the clock (timedatectl)."
        case .overloaded(let count):
            "\(count) keyframes were passed over: this machine is too slow for all its cameras"
        case .unwritten(let error):
            "\(error.fact) It is tried again; until then nothing is watched."
        case .stateLost(let state): "\(state)"
        case .evidence(let trouble): trouble
        case .recording(.failed(let error)):
            "\(error) It is tried again; until then nothing is recorded."
        case .recording(.leftOut(let count)):
            "\(count) packets were not recorded: the disk is too slow"
        case .large(let news): "the large stream: \(news.text)"
        }
    }
}
