import CameraIndex
import Foundation
func ppm(_ p: ColourPicture, _ name: String) {
    var d = Data("P6\n\(p.size.width) \(p.size.height)\n255\n".utf8); d.append(contentsOf: p.bytes)
    try! d.write(to: URL(fileURLWithPath: "/tmp/ev/\(name).ppm"))
}
func load(_ path: String) -> ColourPicture {
    let d = [UInt8](try! Data(contentsOf: URL(fileURLWithPath: path)))
    var i = 3; var n: [Int] = []
    while n.count < 3 { var v = 0; while d[i] >= 48 { v = v*10 + Int(d[i]) - 48; i += 1 }; n.append(v); i += 1 }
    return ColourPicture(size: PixelSize(width: n[0], height: n[1]), bytes: Array(d[i...]))
}
let t0 = Date()
let painter = try TextPainter()
print("painter", Date().timeIntervalSince(t0))
for (w, h) in [(1920,1080),(640,360),(320,240),(1080,1920),(160,120)] {
    let pic = load("/tmp/ev/street_\(w)x\(h).ppm")
    let ev = Event(id: EventID(stored: "0123456789abcdef"), camera: w == 320 ? "مدخل الشارع 北京市朝阳区建国路88号 ถนนสุขุมวิท सड़क" : "东大街-北口 2号", rule: "no-stopping", kind: .dwell, zone: "north-lane", state: .open, stop: StopID(stored: "x"), since: MediaTime(seconds: 100), raisedAt: MediaTime(seconds: 340), endedAt: nil, dwell: .seconds(300), limit: .seconds(240), arrivalSeen: w != 1080, box: Box(x: w/3, y: h/2, width: w/6, height: h/8), frame: PixelSize(width: w, height: h), uncertainty: .zero, onTheEdge: false, clock: .unknown)
    let c = Caption(event: ev, shown: MediaTime(seconds: w == 640 ? 100 : 340.437), time: "2026-01-01 08:02:03.500 +08:00")
    let t = Date()
    let out = try CaptionedStill(picture: pic, caption: c).drawn(with: painter)
    print("caption", w, h, Date().timeIntervalSince(t))
    ppm(out, "cap_\(w)x\(h)")
    let t2 = Date()
    let z = try ZoneOverlay(zones: [("north-lane 北车道", [Point(x: 0.05, y: 0.35), Point(x: 0.6, y: 0.35), Point(x: 0.9, y: 0.62), Point(x: 0.1, y: 0.6)]), ("kerb", [Point(x: 0.3, y: 0.7), Point(x: 1, y: 0.65), Point(x: 1, y: 1), Point(x: 0.25, y: 1)])]).drawn(on: pic, with: painter)
    print("overlay", Date().timeIntervalSince(t2))
    ppm(z, "zone_\(w)x\(h)")
}
