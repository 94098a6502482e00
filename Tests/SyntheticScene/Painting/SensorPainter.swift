import CameraIndex
import Foundation

/// What the camera's sensor makes of the light that reaches it.
struct SensorPainter {
    private let script: SceneScript
    private let noise: SensorNoise

    /// Takes the sensor of a scene.
    init(_ scene: StreetScene) {
        script = scene.script
        noise = scene.noise
    }

    /// The level that the sensor makes of each level of the scene, without noise.
    func tones(at time: MediaTime) -> [Double] {
        let gain = gain(at: time)
        return (0..<256).map { 16 + 219 * Self.soft(Double($0) / 255 * gain) }
    }

    private func gain(at time: MediaTime) -> Double {
        script.light.gain(at: time, seed: script.seed)
            * pow(script.camera.exposure(at: time), 1 / script.light.gamma)
    }

    /// The picture with exposure, noise and all that the camera writes into it.
    func developed(_ canvas: FrameCanvas, at time: MediaTime, light: SkyLight) -> PaintedFrame {
        let gain = gain(at: time)
        let frame = UInt64(bitPattern: time.microseconds) &* 3
        let shift = shift(at: time)
        let dark = script.sky?.darkness(at: time) ?? 0
        // In the dark the camera turns up its gain, and the noise with it.
        let amplified = 1 + 1.6 * dark
        let read = script.readNoise * script.readNoise * amplified * amplified
        let shot = script.shotNoise * script.shotNoise * amplified
        let luma = SensorNoise.Curve(
            tone: { 16 + 219 * Self.soft($0 / 255 * gain) },
            deviation: { (read + shot * min(1, $0 / 255 * gain)).squareRoot() }
        )
        let deviation = light.isInfrared ? 0 : (read + shot / 3).squareRoot() / 2
        let saturation = light.isInfrared ? 0 : min(1.2, gain)
        let balance = light.isInfrared ? (blue: 0, red: 0) : script.camera.balance(at: time)
        func chroma(_ offset: Double) -> SensorNoise.Curve {
            SensorNoise.Curve(
                tone: { 128 + ($0 - 128) * saturation + offset },
                deviation: { _ in deviation }
            )
        }
        func plane(_ pixels: [UInt8], _ part: Int, _ curve: SensorNoise.Curve) -> [UInt8] {
            let width = part == 0 ? canvas.size.width : canvas.chromaWidth
            let halving = part == 0 ? 1.0 : 2.0
            return noise.developed(
                shift.map { $0.shifted(pixels, width: width, halving: halving) } ?? pixels,
                width: width,
                curve: curve,
                frame: frame &+ UInt64(part),
                range: part == 0 ? 16...235 : 16...240
            )
        }
        var painted = PaintedFrame(
            size: canvas.size,
            luma: plane(canvas.luma, 0, luma),
            chromaBlue: plane(canvas.chromaBlue, 1, chroma(balance.blue)),
            chromaRed: plane(canvas.chromaRed, 2, chroma(balance.red))
        )
        if let start = script.clockStart {
            BurntInClock(start: start).draw(at: time, on: &painted)
        }
        return painted
    }

    /// Where wind and weight have moved the camera, or nil where it stands firm.
    private func shift(at time: MediaTime) -> PlaneShift? {
        let (t, reach) = (time.seconds, script.shakePixels)
        let sunk = script.camera.driftPixels * t / 3_600
        guard reach > 0 || sunk != 0 else { return nil }
        return PlaneShift(
            x: reach * (0.6 * sin(t * 4.1) + 0.4 * sin(t * 9.7 + 1)) + sunk * 0.6,
            y: reach * (0.6 * sin(t * 5.3 + 2) + 0.4 * sin(t * 11.9)) + sunk
        )
    }

    /// White burns out gently, as cameras make it.
    private static func soft(_ level: Double) -> Double {
        level < 0.85 ? level : 0.85 + 0.15 * (1 - exp((0.85 - level) / 0.15))
    }
}
