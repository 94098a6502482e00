import CameraIndex
import Testing

struct CameraHealthTests {
    @Test func `a camera over a busy street is well`() {
        var camera = WatchedCamera()
        camera.watch(for: 900)
        #expect(camera.told == [])
    }

    static let troubles: [(Event.Kind, Double, @Sendable (inout [UInt8]) -> Void)] = [
        (.black, 30, { SpoiltPicture.black(&$0) }),
        (.noSignal, 10, { SpoiltPicture.noSignal(&$0) }),
        (.overExposed, 60, { SpoiltPicture.white(&$0) }),
        (.covered, 60, { SpoiltPicture.covered(&$0) }),
        (.outOfFocus, 120, { SpoiltPicture.blurred(&$0) }),
        (.moved, 60, { SpoiltPicture.moved(&$0) }),
        (.lowLight, 300, { SpoiltPicture.dark(&$0) }),
    ]

    @Test(arguments: troubles.indices)
    func `what is wrong with the pictures is an event with its begin and end`(number: Int) throws {
        let (kind, shortest, change) = Self.troubles[number]
        var camera = WatchedCamera()
        camera.watch(for: 200)
        let begin = camera.now
        camera.watch(for: shortest + 40, change)
        #expect(camera.told.map(\.kind) == [kind])
        #expect(camera.health.conditions == [kind])
        let open = try #require(camera.newest(kind))
        #expect(open.state == .open)
        #expect(open.since == begin)
        #expect(open.raisedAt == begin + .seconds(shortest))
        let end = camera.now
        camera.watch(for: 400)
        #expect(Set(camera.told.map(\.kind)) == [kind])
        #expect(camera.health.conditions == [])
        let ended = try #require(camera.newest(kind))
        #expect(ended.id == open.id)
        #expect(ended.state == .ended)
        #expect(ended.endedAt == end)
        #expect(ended.uncertainty == WatchedCamera.step * 2)
        #expect(ended.box == nil)
    }

    @Test(arguments: troubles.indices)
    func `what lasts for a moment only is no event`(number: Int) {
        let (_, shortest, change) = Self.troubles[number]
        var camera = WatchedCamera()
        camera.watch(for: 200)
        camera.watch(for: shortest - 4, change)
        camera.watch(for: 200)
        #expect(camera.told == [])
    }

    @Test func `a camera whose larger stream is away is offline until a picture behind that`()
        throws
    {
        var camera = WatchedCamera()
        camera.watch(for: 60)
        let begin = camera.now
        camera.health.noteLargeStream(absent: "connection refused", at: begin)
        camera.watch(for: 40)
        let open = try #require(camera.newest(.offline))
        #expect(open.state == .open)
        #expect(open.since == begin)
        #expect(open.detail == "the large stream: connection refused")
        camera.health.noteLargeStreamReceived()
        camera.watch(for: 20)
        #expect(camera.newest(.offline)?.state == .ended)
        #expect(camera.health.conditions == [])
    }

    @Test func `a lorry that hides half of the scene does not cover the camera`() {
        var camera = WatchedCamera()
        camera.watch(for: 200)
        camera.watch(for: 300, SpoiltPicture.halfHidden)
        camera.watch(for: 60)
        #expect(camera.told == [])
    }

    @Test func `what covers a camera for hours does not become its usual view`() {
        var camera = WatchedCamera()
        camera.watch(for: 200)
        camera.watch(for: 7_200, SpoiltPicture.covered)
        #expect(camera.health.conditions == [.covered])
    }

    @Test func `a view that has been another one for half an hour is the usual one`() throws {
        var camera = WatchedCamera()
        camera.watch(for: 200)
        camera.watch(for: 2_000, SpoiltPicture.moved)
        let event = try #require(camera.newest(.moved))
        #expect(event.state == .ended)
        #expect(event.dwell >= .minutes(30) && event.dwell <= .minutes(31))
        #expect(event.detail?.contains("new view") == true)
        // Now it was moved back.
        camera.watch(for: 300)
        #expect(camera.health.conditions == [.moved])
    }

    @Test func `a stream that is gone says why`() throws {
        var camera = WatchedCamera()
        camera.watch(for: 100)
        let begin = camera.now
        camera.lose(for: 40, because: "connection refused")
        let event = try #require(camera.newest(.offline))
        #expect(event.since == begin)
        #expect(event.detail == "connection refused")
        #expect(event.severity == .high)
        let end = camera.now
        camera.watch(for: 8)
        #expect(camera.newest(.offline)?.endedAt == end)
        #expect(camera.health.conditions == [])
    }

    @Test func `a reconnection within ten seconds is no event`() {
        var camera = WatchedCamera()
        camera.watch(for: 100)
        camera.lose(for: 8, because: "connection refused")
        camera.watch(for: 100)
        #expect(camera.told == [])
    }

    @Test func `pictures that cannot be decoded are no signal`() {
        var camera = WatchedCamera()
        camera.watch(for: 100)
        camera.watchNothing(for: 30)
        #expect(camera.told.map(\.kind) == [.noSignal])
        camera.watch(for: 40)
        #expect(camera.newest(.noSignal)?.state == .ended)
    }

    @Test func `a frozen stream is told since it has been frozen`() throws {
        var health = CameraHealth(camera: "gate-2")
        let measure = PictureMeasure(
            [UInt8](repeating: 90, count: WatchedCamera.size.areaPixels).enumerated().map {
                UInt8($0.offset % 97 + 60)
            },
            size: WatchedCamera.size
        )
        health.note(measure, at: MediaTime(seconds: 0))
        health.note(measure, frozenSince: MediaTime(seconds: 2), at: MediaTime(seconds: 8))
        let event = try #require(health.takeChanges().first)
        #expect(event.kind == .frozen)
        #expect(event.since == MediaTime(seconds: 2))
        health.note(measure, at: MediaTime(seconds: 12))
        #expect(health.takeChanges().first?.endedAt == MediaTime(seconds: 12))
    }

    @Test func `what goes on is told anew each minute, under the same name`() {
        var camera = WatchedCamera()
        camera.watch(for: 100)
        camera.lose(for: 300, because: "no answer in time")
        let told = camera.told.filter { $0.kind == .offline }
        #expect((5...6).contains(told.count))
        #expect(Set(told.map(\.id)).count == 1)
        #expect(told.map(\.dwell) == told.map(\.dwell).sorted())
    }

    @Test func `what is so goes on when the program was away`() throws {
        var before = WatchedCamera()
        before.watch(for: 200)
        before.watch(for: 100, SpoiltPicture.covered)
        let open = try #require(before.newest(.covered))
        let usual = try UsualView(archived: before.health.usual.archived)
        var after = WatchedCamera(
            CameraHealth(camera: "gate-2", open: [open], usual: usual),
            at: before.now + .seconds(600)
        )
        after.watch(for: 40, SpoiltPicture.covered)
        #expect(after.health.conditions == [.covered])
        after.watch(for: 40)
        #expect(after.newest(.covered)?.id == open.id)
        #expect(after.newest(.covered)?.state == .ended)
    }

    @Test func `what is so when a camera is let go of is interrupted`() throws {
        var camera = WatchedCamera()
        camera.watch(for: 100)
        camera.lose(for: 40, because: "connection refused")
        var health = camera.health
        health.leave()
        let event = try #require(health.takeChanges().first)
        #expect(event.state == .interrupted)
        #expect(event.id == camera.newest(.offline)?.id)
        #expect(event.endedAt == camera.now - WatchedCamera.step)
        #expect(health.conditions == [])
    }

    @Test func `what was archived by another program is refused`() {
        #expect(throws: DetectionError.damagedState) { try UsualView(archived: [1, 2, 3]) }
    }
}
