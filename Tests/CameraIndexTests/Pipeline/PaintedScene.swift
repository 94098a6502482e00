import CameraIndex
import Synchronization
import SyntheticScene

/// A scene of which each picture is painted once, however many files show it.
final class PaintedScene: Sendable {
    static let framesPerSecond = 5

    let scene: BoxScene
    /// The numbers of the pictures instead of which the first of them is shown.
    private let frozen: Range<Int>
    /// The numbers of the pictures that no light reaches.
    private let black: Range<Int>
    private let frames = Mutex<[Int: PaintedFrame]>([:])

    init(_ scene: BoxScene, frozen: Range<Int> = 0..<0, black: Range<Int> = 0..<0) {
        self.scene = scene
        self.frozen = frozen
        self.black = black
    }

    /// The picture of a number, which is taken that many fifths of a second after the start.
    func frame(_ number: Int) -> PaintedFrame {
        let number = frozen.contains(number) ? frozen.lowerBound : number
        if let frame = frames.withLock({ $0[number] }) { return frame }
        var frame = scene.frame(at: MediaTime(microseconds: Int64(number) * 200_000))
        if black.contains(number) {
            for place in frame.luma.indices {
                // No two pictures of a sensor are equal.
                frame.luma[place] = UInt8(16 + (place * 7_919 ^ number * 104_729) % 7)
            }
        }
        frames.withLock { $0[number] = frame }
        return frame
    }

    /// The numbers of the pictures from one second to another.
    static func numbers(_ from: Double, _ to: Double) -> [Int] {
        let rate = Double(framesPerSecond)
        return Array(Int((from * rate).rounded())..<Int((to * rate).rounded()))
    }

    static let size = PixelSize(width: 192, height: 108)
    static let leftPlace = Box(x: 30, y: 40, width: 36, height: 24)
    static let rightPlace = Box(x: 120, y: 60, width: 36, height: 24)

    /// What stands on the left from 100 s to 400 s: longer than four minutes.
    static let fiveMinutes = BoxScene.Resting(
        leftPlace,
        since: MediaTime(seconds: 100),
        end: MediaTime(seconds: 400),
        speed: 60
    )

    /// What passes along the lower edge, one each 11 s.
    static func traffic(until seconds: Double) -> [BoxScene.Passing] {
        stride(from: 5.0, to: seconds, by: 11).map { start in
            .init(
                Box(x: -36, y: 84, width: 36, height: 24),
                start: MediaTime(seconds: start),
                speedX: 60,
                level: 40
            )
        }
    }

    /// On the left something stands from 30 s to 70 s, on the right from 84 s on.
    static let street = PaintedScene(
        BoxScene(
            size: size,
            resting: [
                .init(leftPlace, since: MediaTime(seconds: 30), end: MediaTime(seconds: 70)),
                .init(rightPlace, since: MediaTime(seconds: 84), end: nil, level: 60),
            ]
        )
    )

    /// Something stands from 30 s to 330 s.
    static let longStay = PaintedScene(
        BoxScene(
            size: size,
            resting: [
                .init(leftPlace, since: MediaTime(seconds: 30), end: MediaTime(seconds: 330))
            ]
        )
    )

    /// Something stands from 200 s to 500 s.
    static let lateStay = PaintedScene(
        BoxScene(
            size: size,
            resting: [
                .init(leftPlace, since: MediaTime(seconds: 200), end: MediaTime(seconds: 500))
            ]
        )
    )

    /// Nothing happens.
    static let empty = PaintedScene(BoxScene(size: size))
}
