/// Receives the packets of one camera on a thread of its own, for as long as the program runs.
///
/// Decodes nothing and writes nothing: a camera that hangs costs its own thread, no other.
struct CameraReceiver {
    let source: CameraSource
    /// How long the parts of a stream are waited for, asked for each connection.
    let limits: @Sendable () -> StreamLimits
    /// How far the keyframes that are looked at may lie apart.
    let keyframeGap: MediaDuration
    /// How far keyframes may lie apart, asked for each: where they lie farther, what lies between
    /// is decoded; nil where keyframes must do.
    let bound: @Sendable () -> MediaDuration?
    let clock: any HostClock
    /// What is added to the steady clock to have the camera's timeline.
    let origin: MediaDuration
    let interrupt: Interrupt
    /// Counts what comes.
    let meter: CameraMeter
    /// Takes what is to be looked at.
    let deliver: @Sendable ([LiveItem]) -> Void
    let report: @Sendable (CameraNews) -> Void
    /// Takes what is to be recorded; nil where nothing is.
    var record: (@Sendable ([RecordingItem]) -> Void)?

    /// A connection that lasted for so long was none that only seemed to work.
    private static let goodConnection = MediaDuration.seconds(30)

    /// Receives until a stop is asked for.
    ///
    /// - Parameter isOnce: whether it ends when the stream does.
    func run(once isOnce: Bool = false) {
        var rhythm = KeyframeRhythm(wanted: keyframeGap)
        var backOff = BackOff()
        var generator = SystemRandomNumberGenerator()
        while !interrupt.isRequested {
            let begin = clock.steady
            do throws(MediaError) {
                try connect(&rhythm)
                report(.ended)
                if isOnce { return }
                absent("the other side ended the stream")
            } catch {
                if !interrupt.isRequested {
                    report(.lost(error))
                    absent(error.cause.words)
                }
            }
            if clock.steady - begin >= Self.goodConnection { backOff.reset() }
            let next = clock.steady + backOff.next(using: &generator)
            clock.wait(until: next) { interrupt.isRequested }
        }
    }

    private func absent(_ reason: String) {
        deliver([.absent(reason, at: clock.steady + origin)])
    }

    private func connect(_ rhythm: inout KeyframeRhythm) throws(MediaError) {
        switch source {
        case .stream(let address, let terms):
            var reader = try StreamReader(
                address,
                terms: terms,
                limits: limits(),
                interrupt: interrupt
            )
            try receive(from: &reader, &rhythm)
        case .device(let path, let mode):
            var reader = try DeviceReader(
                path: path,
                mode: mode,
                limits: limits(),
                clock: clock,
                interrupt: interrupt
            )
            try receive(from: &reader, &rhythm)
        case .file(let path):
            var player = try FilePlayer(path: path, clock: clock, interrupt: interrupt)
            try receive(from: &player, &rhythm)
        case .loop(let loop, let phase):
            var player = LoopPlayer(loop, phase: phase, clock: clock, interrupt: interrupt)
            try receive(from: &player, &rhythm)
        }
    }

    private func receive<Source: PacketSource & ~Copyable>(
        from source: inout Source,
        _ rhythm: inout KeyframeRhythm
    ) throws(MediaError) {
        report(.connected(source.pictures.format))
        var intake = StreamIntake(
            of: source.pictures,
            rhythm: rhythm,
            bound: bound(),
            isRecorded: record != nil
        )
        var counter = PacketCounter(meter)
        defer {
            counter.finish(at: clock.steady)
            deliver(intake.finish() + [.broke])
            record?(intake.takeRecordable() + [.gap])
            rhythm = intake.rhythm
        }
        while let packet = try source.next() {
            let media = source.time(of: packet)
            let arrived = clock.steady
            if let reading = counter.note(packet, arrived: arrived) {
                deliver([.gauge(reading, at: arrived + origin)])
            }
            if packet.isKeyframe { intake.bound = bound() }
            let taken = intake.take(packet, at: media, arrived: arrived + origin)
            if let change = taken.change { report(.clock(change)) }
            if !taken.items.isEmpty { deliver(taken.items) }
            if let record {
                let packets = intake.takeRecordable()
                if !packets.isEmpty { record(packets) }
            }
        }
    }
}
