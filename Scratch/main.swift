import CameraIndex
import Foundation
import SyntheticScene
func yuv(_ p: PaintedFrame, _ name: String) {
    var d = Data(p.luma); d.append(contentsOf: p.chromaBlue); d.append(contentsOf: p.chromaRed)
    try! d.write(to: URL(fileURLWithPath: "/tmp/ev/\(name)_\(p.size.width)x\(p.size.height).yuv"))
}
var t0 = Date()
let args = CommandLine.arguments
var script = SceneScript.demo(size: args.count > 2 ? PixelSize(width: Int(args[1])!, height: Int(args[2])!) : PixelSize(width: 640, height: 360))
script.clockStart = UTCTime(microseconds: 1_767_225_600_000_000)
let scene = StreetScene(script)
print("init", Date().timeIntervalSince(t0)); print(scene.truth); print(scene.roadZone)
for s in [3, 58, 62, 200, 240, 300, 440] { yuv(scene.frame(at: MediaTime(seconds: Double(s))), "f\(s)") }
t0 = Date()
var sum = 0
for i in 0..<600 { sum += Int(scene.frame(at: MediaTime(seconds: Double(i))).luma[1000]) }
print("fps", 600 / Date().timeIntervalSince(t0))
let b = BoxScene(resting: [.init(Box(x: 50, y: 60, width: 40, height: 30), since: MediaTime(seconds: 5), end: nil, speed: 30)], passing: [.init(Box(x: 0, y: 100, width: 60, height: 40), start: .zero, speedX: 30)])
t0 = Date()
for i in 0..<2000 { sum += Int(b.luma(at: MediaTime(seconds: Double(i)/10)).pixels[1000]) }
print("box fps", 2000 / Date().timeIntervalSince(t0), sum)
yuv(b.frame(at: MediaTime(seconds: 7)), "box")
