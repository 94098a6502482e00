import CameraIndex
import SyntheticScene
import Testing

struct MomentSearchTests {
    /// Twenty minutes in which three things stand, others pass in front, and the light changes.
    ///
    /// On the left something stands from 100 s to 400 s; on the right one from 300 s to 520 s and
    /// another, nearly in the same place, from 560 s to 900 s.
    private static let square = PaintedScene(
        BoxScene(
            size: PaintedScene.size,
            resting: [
                .init(left, since: second(100), end: second(400), speed: 60),
                .init(right, since: second(300), end: second(520), level: 60, speed: 60),
                .init(
                    Box(x: 118, y: 59, width: 36, height: 24),
                    since: second(560),
                    end: second(900),
                    level: 210,
                    speed: 60
                ),
            ],
            passing: stride(from: 5.0, to: 1_200, by: 7).map { start in
                .init(
                    Box(x: -36, y: 44, width: 36, height: 24),
                    start: second(start),
                    speedX: 30,
                    level: 40
                )
            },
            light: { time in .init(gain: 1 - 0.2 * time.seconds / 1_200) }
        )
    )

    private static let left = Box(x: 30, y: 40, width: 36, height: 24)
    private static let right = Box(x: 120, y: 60, width: 36, height: 24)
    private static func second(_ seconds: Double) -> MediaTime { MediaTime(seconds: seconds) }

    private let recorder: Recorder

    init() throws { recorder = try Recorder(Self.square) }

    private func answer(
        _ path: String,
        at seconds: Double,
        _ box: Box,
        _ change: (inout MomentSearch.Question) -> Void = { _ in }
    ) throws -> MomentSearch.Answer {
        var question = MomentSearch.Question(at: Self.second(seconds), box: box)
        change(&question)
        return try MomentSearch(path: path).answer(question)
    }

    /// Within two frames; what passes just then hides the place for some seconds.
    private let expect = EndExpectation(slack: 0.4, mostDoubt: 4)

    @Test func `what stands is told from when to when, to the frame`() throws {
        let answer = try answer(recorder.file(0, 1_200), at: 420, Self.right)
        expect(answer.arrival, at: 300)
        expect(answer.departure, at: 520)
        #expect(answer.decodedCount < 120)
    }

    @Test func `another in nearly the same place is not taken for it`() throws {
        let answer = try answer(recorder.file(0, 1_200), at: 700, Self.right)
        expect(answer.arrival, at: 560)
        expect(answer.departure, at: 900)
    }

    @Test func `what passes in front is not taken for a change`() throws {
        let answer = try answer(recorder.file(0, 1_200), at: 251, Self.left)
        expect(answer.arrival, at: 100)
        expect(answer.departure, at: 400)
    }

    @Test func `only the end that is asked for is looked for`() throws {
        let path = try recorder.file(0, 600)
        let came = try answer(path, at: 420, Self.right) { $0.asksDeparture = false }
        expect(came.arrival, at: 300)
        #expect(came.departure == nil)
        let went = try answer(path, at: 420, Self.right) { $0.asksArrival = false }
        #expect(went.arrival == nil)
        expect(went.departure, at: 520)
    }

    @Test func `what stands from the first picture to the last is told so`() throws {
        let answer = try answer(recorder.file(600, 800), at: 100, Self.right)
        #expect(answer.arrival == .outside(.zero))
        #expect(answer.departure == .outside(Self.second(200)))
    }

    @Test func `a camera's files are searched as one recording`() throws {
        let files = [
            try recorder.file(0, 250), try recorder.file(250, 650), try recorder.file(650, 1_200),
        ]
        try recorder.scan(files[0], files[1], files[2]) {
            $0.gear = .survey
            $0.rules = { _ in [DwellRule(limit: .minutes(4))] }
        }
        let footage = try recorder.data.open().footage(of: "gate-2")
        let answer = try MomentSearch(in: footage).answer(
            .init(at: Recorder.moment(700), box: Self.right)
        )
        guard case .moment(let came, _) = answer.arrival,
            case .moment(let went, _) = answer.departure
        else {
            Issue.record("no moments: \(answer)")
            return
        }
        #expect(abs((came - Recorder.moment(560)).seconds) <= 4)
        #expect(abs((went - Recorder.moment(900)).seconds) <= 4)
    }

    // MARK: - Mistakes

    @Test func `a box that leaves the picture is refused`() throws {
        let path = try recorder.file(0, 10)
        let error = #expect(throws: MomentSearchError.self) {
            try answer(path, at: 5, Box(x: 180, y: 40, width: 36, height: 24))
        }
        #expect(
            error?.description
                == "the box 180,40,36,24 does not fit: the picture has 192 × 108 pixels, and a box "
                + "needs 16 × 16 of them."
        )
    }

    @Test func `a moment that no footage shows is refused`() throws {
        let path = try recorder.file(0, 10)
        let error = #expect(throws: MomentSearchError.self) {
            try answer(path, at: 60, Self.left)
        }
        #expect(
            error?.description
                == "no footage shows that moment. `camindexd cameras` tells what is in the index."
        )
    }
}
