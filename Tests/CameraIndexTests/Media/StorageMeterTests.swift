import CameraIndex
import Testing

struct StorageMeterTests {
    private func speed(ofFileWith bytes: Int, by meter: StorageMeter) throws -> StorageSpeed? {
        let folder = try FootageFolder()
        let path = try folder.write([UInt8](repeating: 7, count: bytes), to: "a.bin")
        return meter.speed(ofFile: path)
    }

    @Test func `a file of 32 MiB tells how fast its device reads, once`() throws {
        let meter = StorageMeter()
        let speed = try #require(try speed(ofFileWith: 32 << 20, by: meter))
        #expect(speed.seek >= .zero)
        #expect(speed.bytesPerSecond > 0)
        #expect(try self.speed(ofFileWith: 32 << 20, by: meter) == speed)
        #expect(meter.readings.map(\.speed) == [speed])
    }

    @Test func `a small file is not measured`() throws {
        let meter = StorageMeter()
        #expect(try speed(ofFileWith: 1_000, by: meter) == nil)
        #expect(meter.readings.isEmpty)
    }

    @Test func `what is no file has no places to read at`() {
        #expect(StorageMeter().speed(ofFile: "/dev/null") == nil)
        #expect(StorageMeter().speed(ofFile: "/nowhere/at/all") == nil)
    }
}
