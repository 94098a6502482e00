import ArgumentParser
import CameraIndex

/// A picture size as it is typed: "640x360".
struct SizeArgument: ExpressibleByArgument, CustomStringConvertible {
    /// Columns and rows.
    var size: PixelSize

    /// Takes a size.
    init(size: PixelSize) {
        self.size = size
    }

    /// Reads a size; the sides are even, as 4:2:0 video wants them.
    init?(argument: String) {
        let sides = argument.split(separator: "x").map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
        guard (64...7_680).contains(width), (64...4_320).contains(height) else { return nil }
        guard width % 2 == 0, height % 2 == 0 else { return nil }
        size = PixelSize(width: width, height: height)
    }

    var description: String { "\(size.width)x\(size.height)" }
    var defaultValueDescription: String { description }
}
