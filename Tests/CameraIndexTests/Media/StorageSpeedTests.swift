import CameraIndex
import Testing

struct StorageSpeedTests {
    /// A disk: 10 ms a seek, 100 MB/s, so that a seek costs as much as a megabyte.
    private let disk = StorageSpeed(seek: .seconds(0.01), bytesPerSecond: 100_000_000)

    @Test func `what lies less than a seek apart is read in one go`() {
        let near = disk.stretches(toRead: [0..<100, 1_000_100..<1_000_200])
        #expect(near == [0..<1_000_200])
        let far = disk.stretches(toRead: [0..<100, 1_000_101..<1_000_200])
        #expect(far == [0..<100, 1_000_101..<1_000_200])
    }

    @Test func `where each stretch costs more seeks, more between two is read`() {
        let wanted: [Range<Int64>] = [0..<100, 3_000_000..<3_000_100]
        #expect(disk.stretches(toRead: wanted).count == 2)
        #expect(disk.stretches(toRead: wanted, seeks: 6).count == 1)
    }

    @Test func `storage without a seek reads nothing in between`() {
        let memory = StorageSpeed(seek: .zero, bytesPerSecond: 10_000_000_000)
        #expect(memory.stretches(toRead: [10..<20, 21..<30]) == [10..<20, 21..<30])
    }

    @Test func `stretches come in the order of the file, and none twice`() {
        let found = disk.stretches(toRead: [5_000_000..<5_000_100, 0..<100, 50..<200, 7..<7])
        #expect(found == [0..<200, 5_000_000..<5_000_100])
    }

    @Test func `no seek is so slow that more than 8 MiB are read to save it`() {
        let tape = StorageSpeed(seek: .seconds(60), bytesPerSecond: 1_000_000_000)
        #expect(tape.bytesPerSeek == 8 * 1_024 * 1_024)
    }
}
