import CameraIndex

/// The date and time that many cameras write into the upper left corner of their pictures.
struct BurntInClock: Sendable {
    /// The time of the first picture.
    let start: UTCTime

    /// Rows of each sign, five bits each, the left column in the highest bit.
    private static let signs: [Character: [UInt8]] = [
        "0": [0x0e, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0e],
        "1": [0x04, 0x0c, 0x04, 0x04, 0x04, 0x04, 0x0e],
        "2": [0x0e, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1f],
        "3": [0x0e, 0x11, 0x01, 0x06, 0x01, 0x11, 0x0e],
        "4": [0x02, 0x06, 0x0a, 0x12, 0x1f, 0x02, 0x02],
        "5": [0x1f, 0x10, 0x1e, 0x01, 0x01, 0x11, 0x0e],
        "6": [0x06, 0x08, 0x10, 0x1e, 0x11, 0x11, 0x0e],
        "7": [0x1f, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08],
        "8": [0x0e, 0x11, 0x11, 0x0e, 0x11, 0x11, 0x0e],
        "9": [0x0e, 0x11, 0x11, 0x0f, 0x01, 0x02, 0x0c],
        "-": [0, 0, 0, 0x0e, 0, 0, 0], ":": [0, 0x04, 0x04, 0, 0x04, 0x04, 0],
    ]

    /// Writes the time of a moment of the scene into its picture.
    func draw(at time: MediaTime, on frame: inout PaintedFrame) {
        let scale = max(1, frame.size.width / 320)
        var left = 4 * scale
        for sign in text(at: time) {
            if let rows = Self.signs[sign] { draw(rows, left, 4 * scale, scale, on: &frame) }
            left += 6 * scale
        }
    }

    private func draw(
        _ rows: [UInt8],
        _ left: Int,
        _ top: Int,
        _ scale: Int,
        on frame: inout PaintedFrame
    ) {
        // The dark rim first, so that the sign shows on any ground.
        for (rim, level) in [(max(1, scale / 2), UInt8(24)), (0, UInt8(230))] {
            for (row, bits) in rows.enumerated() {
                for column in 0..<5 where bits >> (4 - column) & 1 == 1 {
                    let box = Box(
                        x: left + column * scale - rim,
                        y: top + row * scale - rim,
                        width: scale + 2 * rim,
                        height: scale + 2 * rim
                    )
                    Self.fill(box, level, on: &frame)
                }
            }
        }
    }

    private static func fill(_ box: Box, _ level: UInt8, on frame: inout PaintedFrame) {
        let whole = Box(x: 0, y: 0, width: frame.size.width, height: frame.size.height)
        guard let box = box.intersection(with: whole) else { return }
        let chromaWidth = (frame.size.width + 1) / 2
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                frame.luma[y * frame.size.width + x] = level
                frame.chromaBlue[y / 2 * chromaWidth + x / 2] = 128
                frame.chromaRed[y / 2 * chromaWidth + x / 2] = 128
            }
        }
    }

    /// Such as "2026-01-01 08:02:03".
    private func text(at time: MediaTime) -> String {
        let seconds = (start + (time - .zero)).microseconds.flooredQuotient(by: 1_000_000)
        let days = seconds.flooredQuotient(by: 86_400)
        let clock = seconds - days * 86_400
        let date = Self.date(days: days)
        func two(_ value: Int64) -> String { (value < 10 ? "0" : "") + String(value) }
        return "\(date.year)-\(two(date.month))-\(two(date.day)) "
            + "\(two(clock / 3_600)):\(two(clock / 60 % 60)):\(two(clock % 60))"
    }

    /// The Gregorian date of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible
    /// low-level date algorithms").
    private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
        return (year, civilMonth, ofYear - (153 * month + 2) / 5 + 1)
    }
}

extension Int64 {
    /// The quotient rounded down, also before zero.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
