/// The newest planes of one file, kept on disk until so many newer ones have come.
struct PlaneSpool: ~Copyable {
    private let source: String
    private let file: OpenFile
    private let planeSize: Int
    /// So many planes are kept.
    private let capacity: Int
    /// The moments of the planes that are kept, ascending.
    private(set) var times: [MediaTime] = []
    /// Planes that came so far.
    private var count = 0

    /// Makes an empty spool in a file without a name.
    ///
    /// - Parameters:
    ///   - source: the file whose planes are kept, for messages.
    ///   - folder: where they are kept.
    ///   - planeSize: bytes of a plane.
    ///   - capacity: how many planes are kept, at least one.
    /// - Throws: `MediaError` when no file can be made there.
    init(
        of source: String,
        in folder: String,
        planeSize: Int,
        capacity: Int
    ) throws(MediaError) {
        do throws(OpenFile.Failure) {
            file = try OpenFile.nameless(in: folder)
        } catch {
            throw MediaError(error, keepingPicturesOf: source)
        }
        self.source = source
        self.planeSize = planeSize
        self.capacity = capacity
    }

    /// Keeps a plane that is newer than all others.
    ///
    /// - Throws: `MediaError` when it cannot be written.
    mutating func append(_ plane: TimedPlane) throws(MediaError) {
        do throws(OpenFile.Failure) {
            try file.write(plane.pixels, at: count % capacity * planeSize)
        } catch {
            throw MediaError(error, keepingPicturesOf: source)
        }
        if times.count == capacity { times.removeFirst() }
        times.append(plane.time)
        count += 1
    }

    /// The plane of the moment `times[place]`.
    ///
    /// - Throws: `MediaError` when it cannot be read.
    func plane(_ place: Int) throws(MediaError) -> TimedPlane {
        let slot = (count - times.count + place) % capacity
        do throws(OpenFile.Failure) {
            let pixels = try file.bytes(atMost: planeSize, from: slot * planeSize)
            return TimedPlane(time: times[place], pixels: pixels)
        } catch {
            throw MediaError(error, keepingPicturesOf: source)
        }
    }

    /// The planes whose moments lie within `range`, by their places in `times`.
    func places(within range: MediaRange) -> Range<Int> {
        let first = times.firstIndex { $0 >= range.start } ?? times.count
        return first..<max(first, times.firstIndex { $0 > range.end } ?? times.count)
    }
}

extension MediaError {
    fileprivate init(_ failure: OpenFile.Failure, keepingPicturesOf source: String) {
        // FFmpeg's codes are those of the C library, negative.
        self.init(
            cause: .readFailed,
            operation: "keep pictures of",
            source: source,
            code: -failure.code
        )
    }
}
