import CameraIndex
import Testing

struct LiveHealthTests {
    /// Something stands from 30 s to 330 s; no light comes from 150 s to 250 s.
    private static let black = PaintedScene(PaintedScene.longStay.scene, black: 750..<1_250)

    @Test func `a camera that is black for a while is an event beside what stood`() throws {
        let recorder = try Recorder(Self.black)
        try LiveCameraman(recorder: recorder).watch(recorder.file(0, 350), from: 0)
        let event = try #require(try health(recorder).first)
        #expect(try health(recorder).count == 1)
        #expect(event.kind == .black)
        #expect(event.state == .ended)
        #expect(abs(event.since.microseconds - Recorder.moment(150).microseconds) <= 4_000_000)
        let end = try #require(event.endedAt)
        #expect(abs(end.microseconds - Recorder.moment(250).microseconds) <= 4_000_000)
    }

    @Test func `a camera that is black when the program ends still is when it begins`() throws {
        let recorder = try Recorder(Self.black)
        try LiveCameraman(recorder: recorder).watch(recorder.file(0, 230), from: 0)
        let open = try recorder.data.open().openHealthEvents(of: "gate-2")
        #expect(open.map(\.kind) == [.black])
        try LiveCameraman(recorder: recorder).watch(recorder.file(240, 350), from: 240)
        let event = try #require(try health(recorder).first)
        #expect(event.id == open.first?.id)
        #expect(event.state == .ended)
        #expect(try recorder.data.open().openHealthEvents(of: "gate-2") == [])
    }

    @Test func `a scan of the footage later leaves events of health alone`() throws {
        let recorder = try Recorder(Self.black)
        let file = try recorder.file(0, 350)
        try LiveCameraman(recorder: recorder).watch(file, from: 0)
        let before = try health(recorder)
        try recorder.scan(file)
        #expect(try health(recorder) == before)
    }

    private func health(_ recorder: Recorder) throws -> [Event] {
        var query = EventQuery(cameras: ["gate-2"])
        query.kinds = Event.Kind.health
        return try recorder.data.open().events(query).events.map(\.event)
    }
}
