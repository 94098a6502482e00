import CameraIndex
import Testing

struct CaptureDeviceTests {
    @Test func `a mode is read as it is written`() throws {
        let mode = try #require(CaptureMode("1280x720@15"))
        #expect(mode.size == PixelSize(width: 1_280, height: 720))
        #expect(mode.rate == 15)
        #expect(mode.description == "1280x720@15")
        #expect(CaptureMode("640x480")?.rate == nil)
        #expect(CaptureMode("640x480")?.description == "640x480")
    }

    @Test(arguments: ["", "720", "1280x", "1280x720@", "1280x720@0", "0x00", "1280 x 720", "axb"])
    func `what is no mode is refused`(text: String) {
        #expect(CaptureMode(text) == nil)
    }

    @Test func `a device that is not there is told as missing`() {
        #expect(error("/dev/no-such-camera")?.cause == .missing)
    }

    @Test func `what is no camera is told so`() {
        // FFmpeg's library of devices need not be installed; that is told as well.
        let causes: [MediaError.Cause?] = [.noCamera, .noDeviceLibrary]
        #expect(causes.contains(error("/dev/null")?.cause))
        #expect(error("/dev/null")?.description.hasPrefix("cannot open /dev/null: ") == true)
    }

    private func error(_ path: String) -> MediaError? {
        do throws(MediaError) {
            _ = try StreamProbe(device: path, mode: nil, limits: StreamReading.patient)
            return nil
        } catch {
            return error
        }
    }
}
