import SyntheticScene
import Testing

@testable import CameraIndex

struct CodingChangeTests {
    @Test(arguments: ["libx264", "libx265"])
    func `a stream that changes its size begins a new file of that size`(codec: String) throws {
        let site = try RecordingSite()
        let small = PaintedScene(BoxScene(size: PixelSize(width: 96, height: 64)))
        let before = try site.recorder.file(0, 20, named: "before.ts") { $0.codec = codec }
        let after = try Recorder(small)
        let packets = try site.sent([
            before, after.file(0, 20, named: "after.ts") { $0.codec = codec },
        ])
        var recorder = try site.cameraRecorder()
        try recorder.take(packets)
        try recorder.take(.end)
        let segments = try site.segments()
        #expect(segments.map(\.format.frame) == [PaintedScene.size, small.scene.size])
        for segment in segments {
            let file = try UnfinishedFile(path: site.place.file(of: segment))
            let frame = file.pictures.format.frame
            #expect(frame == segment.format.frame)
            var reader = try VideoReader(path: site.place.file(of: segment))
            let decoded = try reader.frame(atOrAfter: .zero)
            let size = decoded?.size
            #expect(size == segment.format.frame)
        }
        #expect(try site.stretches().map(\.lowerBound) == [0, 20])
    }

    @Test func `a stream that repeats its parameter sets goes on in one file`() throws {
        let site = try RecordingSite()
        let file = try site.recorder.file(0, 50, named: "a.ts") { $0.codec = "libx264" }
        var recorder = try site.cameraRecorder()
        try recorder.take(site.sent([file]))
        try recorder.take(.end)
        #expect(try site.segments().count == 1)
    }
}

extension RecordingSite {
    /// What one connection makes of the packets of files, one behind the other.
    fileprivate func sent(_ paths: [String]) throws -> [RecordablePacket] {
        var clock = StreamClock()
        _ = clock.note(.zero, arrived: Recorder.moment(0))
        clock.settle()
        var intake: RecordableIntake?
        var packets: [RecordablePacket] = []
        for (number, path) in paths.enumerated() {
            var demuxer = try Demuxer(path: path)
            let begun = intake ?? RecordableIntake(of: demuxer.pictures)
            intake = begun
            while let packet = try demuxer.next() {
                guard let time = demuxer.time(of: packet.timestamp) else { continue }
                let isKeyframe = packet.isKeyframe
                intake?.add(
                    SharedPacket(packet),
                    isKeyframe: isKeyframe,
                    at: time + .seconds(Double(number) * 20)
                )
            }
            packets += (intake?.take(by: clock, isHeld: false) ?? []).compactMap { item in
                if case .packet(let packet) = item { packet } else { nil }
            }
        }
        return packets
    }
}
