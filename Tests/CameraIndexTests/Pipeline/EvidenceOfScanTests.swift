import CameraIndex
import Crypto
import Foundation
import SyntheticScene
import Testing

struct EvidenceOfScanTests {
    private let recorder: Recorder

    init() throws {
        recorder = try Recorder()
    }

    /// When the first picture at or after a moment was taken: there are five in a second.
    private func shown(at time: MediaTime) -> MediaTime {
        let pictures = ((time - Recorder.moment(0)).seconds * 5 - 0.001).rounded(.up)
        return Recorder.moment(pictures / 5)
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: recorder.data.path + "/" + path)))
    }

    /// The mean brightness of a box in a picture file, 0...255, and the picture's size.
    private func brightness(
        _ path: String,
        in box: Box
    ) throws -> (mean: Double, size: PixelSize) {
        var reader = try VideoReader(path: recorder.data.path + "/" + path)
        while let reading = try reader.next() {
            guard case .frame(let frame) = reading else { continue }
            let picture = try frame.colourPicture()
            var sum = 0
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX {
                    sum += Int(picture.bytes[3 * (y * picture.size.width + x) + 1])
                }
            }
            return (Double(sum) / Double(box.areaPixels), picture.size)
        }
        throw CocoaError(.fileReadCorruptFile)
    }

    @Test func `a long limit is shown at rest, midway and after it`() throws {
        let recorder = try Recorder(.longStay)
        let summary = try recorder.scan(recorder.file(0, 345)) {
            $0.rules = { _ in [DwellRule(limit: .minutes(4))] }
        }
        let event = try #require(summary.cameras.first?.events.first)
        #expect(event.evidence == .whole)
        #expect(event.stills.map(\.moment) == [.rest, .midway, .limit])
        let since = event.event.since
        #expect(event.stills[0].at == shown(at: since))
        #expect(event.stills[1].at == shown(at: since + .minutes(2)))
        // The next of five pictures a second: at the limit itself the stay was still permitted.
        #expect(event.stills[2].at == shown(at: since + .seconds(240.001)))
    }

    @Test func `a short limit is shown at rest and after it, each in two files`() throws {
        let summary = try recorder.scan(recorder.file(0, 110))
        let events = try #require(summary.cameras.first?.events)
        #expect(events.map(\.evidence) == [.whole, .whole])
        let stills = try #require(events.first?.stills)
        #expect(stills.map(\.moment) == [.rest, .limit])
        let since = try #require(events.first?.event.since)
        #expect(stills.map(\.at) == [shown(at: since), shown(at: since + .seconds(10.001))])
        for still in events.flatMap(\.stills) {
            for (path, hash) in [(still.path, still.sha256), (still.framePath, still.frameSHA256)] {
                let digest = SHA256.hash(data: Data(try bytes(path)))
                let text = digest.map { String(format: "%02x", $0) }.joined()
                #expect(text == hash)
            }
        }
    }

    @Test func `the frame is the frame, and the margin lies below it`() throws {
        let summary = try recorder.scan(recorder.file(0, 110))
        let still = try #require(summary.cameras.first?.events.first?.stills.first)
        let frame = try brightness(still.framePath, in: PaintedScene.leftPlace)
        #expect(frame.size == PaintedScene.size)
        // A box of grey 190 stands on a ground of grey 110.
        #expect(abs(frame.mean - 190) < 15)
        let captioned = try brightness(still.path, in: PaintedScene.leftPlace)
        #expect(captioned.size.width == PaintedScene.size.width)
        #expect(captioned.size.height > PaintedScene.size.height)
        #expect(abs(captioned.mean - frame.mean) < 2)
        let elsewhere = try brightness(still.framePath, in: PaintedScene.rightPlace)
        #expect(abs(elsewhere.mean - 110) < 25)
    }

    @Test func `each still of a stop across a border is taken from its own file`() throws {
        // At rest at 30 s, midway at 40 s, after the limit at 50 s.
        let files = [
            try recorder.file(0, 38), try recorder.file(38, 45), try recorder.file(45, 110),
        ]
        let summary = try recorder.scan(files[0], files[1], files[2]) {
            $0.rules = { _ in [DwellRule(limit: .seconds(20))] }
        }
        let event = try #require(summary.cameras.first?.events.first)
        #expect(event.evidence == .whole)
        let since = event.event.since
        #expect(
            event.stills.map(\.at) == [
                shown(at: since), shown(at: since + .seconds(10)),
                shown(at: since + .seconds(20.001)),
            ]
        )
        for still in event.stills {
            let mean = try brightness(still.framePath, in: PaintedScene.leftPlace).mean
            #expect(abs(mean - 190) < 15)
        }
    }

    @Test func `a moment between two files is shown by the first picture behind it`() throws {
        let recorder = try Recorder()
        // At rest at 30 s, midway at 48 s.
        let summary = try recorder.scan(recorder.file(0, 43.2), recorder.file(52, 110)) {
            $0.rules = { _ in [DwellRule(limit: .seconds(36))] }
        }
        let stills = try #require(summary.cameras.first?.events.first?.stills)
        #expect(stills.map(\.moment) == [.rest, .midway, .limit])
        #expect(stills[1].at == Recorder.moment(52))
    }

    @Test func `pictures are upright`() throws {
        // The camera hangs on its side: seen upright, the left of the coded frame is above.
        let summary = try recorder.scan(recorder.file(0, 110) { $0.turn = .clockwise })
        let event = try #require(summary.cameras.first?.events.first)
        let still = try #require(event.stills.first)
        let coded = PaintedScene.leftPlace
        let upright = Box(
            x: PaintedScene.size.height - coded.maxY,
            y: coded.x,
            width: coded.height,
            height: coded.width
        )
        let frame = try brightness(still.framePath, in: upright)
        #expect(frame.size == PixelSize(width: 108, height: 192))
        #expect(abs(frame.mean - 190) < 15)
        // The box of the event is that of the coded frame.
        #expect(event.event.frame == PaintedScene.size)
        #expect(try #require(event.event.box).intersectionOverUnion(with: coded) > 0.7)
    }

    @Test func `a stop of the scan while stills are made leaves them to be made`() throws {
        let file = try recorder.file(0, 110)
        let index = try recorder.data.open()
        // Everything is judged anew, so that all stills are due, but nobody has time for them.
        try recorder.scan(file) { $0.rules = { _ in [DwellRule(limit: .minutes(4))] } }
        let interrupt = Interrupt()
        let job = try ScanJob(
            planning: recorder.request([file]) {
                $0.rules = { _ in [DwellRule(limit: .seconds(20))] }
            },
            interrupt: interrupt
        )
        interrupt.request()
        try job.run(on: index)
        #expect(try index.events(EventQuery()).events.map(\.evidence) == [.pending, .pending])
        try recorder.scan(file) { $0.rules = { _ in [DwellRule(limit: .seconds(20))] } }
        #expect(try index.events(EventQuery()).events.map(\.evidence) == [.whole, .whole])
    }
}
