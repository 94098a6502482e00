import CameraIndex
import Testing

struct DeliveryPlanTests {
    private var generator = SystemRandomNumberGenerator()

    private func message(triedSince: UTCTime? = nil) -> OutboxMessage {
        OutboxMessage(
            number: 1,
            event: EventID(stored: "0123456789abcdef"),
            revision: 1,
            change: .begin,
            camera: "gate-2",
            at: utc(0),
            body: "{}",
            state: .waiting,
            attempts: 0,
            triedSince: triedSince
        )
    }

    @Test mutating func `each attempt that fails waits twice as long, up to five minutes`() {
        var plan = DeliveryPlan()
        for number in 0..<12 {
            let step = plan.step(
                after: .failed("refused"),
                of: message(),
                at: utc(0),
                using: &generator
            )
            let whole = min(Double(1 << number), 300)
            #expect(step.state == .waiting)
            #expect((0.75 * whole...1.25 * whole).contains(step.pause.seconds))
        }
    }

    @Test mutating func `what was taken begins the waiting anew`() {
        var plan = DeliveryPlan()
        for _ in 0..<5 {
            _ = plan.step(after: .failed("x"), of: message(), at: utc(0), using: &generator)
        }
        let taken = plan.step(after: .taken, of: message(), at: utc(0), using: &generator)
        #expect((taken.state, taken.pause) == (.sent, .zero))
        let next = plan.step(after: .failed("x"), of: message(), at: utc(0), using: &generator)
        #expect(next.pause.seconds <= 1.25)
    }

    @Test mutating func `a destination that asks for a pause gets it, an hour at most`() {
        var plan = DeliveryPlan()
        let asked = DeliveryResult.failed("it answered 429", pause: .minutes(2))
        let step = plan.step(after: asked, of: message(), at: utc(0), using: &generator)
        #expect(step.pause == .minutes(2))
        let days = DeliveryResult.failed("it answered 503", pause: .minutes(5_000))
        let long = plan.step(after: days, of: message(), at: utc(0), using: &generator)
        #expect(long.pause == .minutes(60))
    }

    @Test mutating func `a refused message is put aside at once`() {
        var plan = DeliveryPlan()
        let step = plan.step(
            after: .refused("it answered 410"),
            of: message(),
            at: utc(0),
            using: &generator
        )
        #expect((step.state, step.reason, step.pause) == (.dead, "it answered 410", .zero))
    }

    @Test(arguments: [(3_599.0, OutboxMessage.State.waiting), (3_600, .dead)])
    mutating func `a message that is stumbled over for an hour is put aside`(
        seconds: Double,
        state: OutboxMessage.State
    ) {
        var plan = DeliveryPlan()
        let step = plan.step(
            after: .stumbled("it answered 500"),
            of: message(triedSince: utc(0)),
            at: utc(seconds),
            using: &generator
        )
        #expect(step.state == state)
    }

    @Test mutating func `a destination that is away is waited for without end`() {
        var plan = DeliveryPlan()
        let step = plan.step(
            after: .failed("connection refused"),
            of: message(triedSince: utc(0)),
            at: utc(10_000_000),
            using: &generator
        )
        #expect(step.state == .waiting)
    }
}
