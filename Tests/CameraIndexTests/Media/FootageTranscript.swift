import CameraIndex

/// What a reader told of a whole file.
struct FootageTranscript {
    /// The number in each picture, nil where it is spoilt.
    var numbers: [Int?] = []
    var times: [MediaTime] = []
    var sizes: [PixelSize] = []
    var damaged: [MediaRange] = []
    /// Why it ended before its end.
    var failure: MediaError?

    /// Reads `path` to its end.
    init(_ path: String, onlyKeyframes: Bool = false) throws {
        var reader = try VideoReader(path: path, onlyKeyframes: onlyKeyframes)
        do throws(MediaError) {
            while let reading = try reader.next() {
                switch reading {
                case .damaged(let range): damaged.append(range)
                case .frame(let frame):
                    times.append(frame.time)
                    sizes.append(frame.size)
                    do {
                        numbers.append(try NumberedScene(size: frame.size).number(in: frame))
                    } catch {
                        numbers.append(nil)
                    }
                }
            }
        } catch {
            failure = error
        }
    }

    /// Whether each time lies after the one before it.
    var timesIncrease: Bool { zip(times, times.dropFirst()).allSatisfy { $0 < $1 } }

    /// The largest distance of a time from its picture's place at 25 a second.
    var worstTimeError: MediaDuration {
        zip(numbers, times).compactMap { number, time in
            number.map { (time - MediaTime(seconds: 0.04 * Double($0))).magnitude }
        }.max() ?? .zero
    }
}
