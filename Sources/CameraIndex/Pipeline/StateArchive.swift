/// The states of one timeline in the data folder: each leaves out what lies in the files of those
/// before it.
///
/// What is kept for minutes would else be written again and again. A file of which little is needed
/// any more is not leaned on: what is needed of it is written once more.
struct StateArchive {
    /// Where a piece lies.
    private struct Place {
        let file: String
        let range: Range<Int>
        let sha256: String
        /// The moment of the timeline with whose state it was written, or nil where that is long
        /// ago.
        let written: MediaTime?
    }

    private let camera: String
    private let timeline: Timeline
    private let directory: DataDirectory
    /// What drifts is written again when it was written longer ago than this.
    private let longestDrift: MediaDuration
    /// The pieces of the newest state.
    private var places: [PieceID: Place] = [:]

    /// So much of a file must be needed yet for another state to lean on it.
    private static let leastShare = 0.25

    /// Begins without any state.
    init(_ context: CameraContext, timeline: Timeline, longestDrift: MediaDuration) {
        camera = context.camera
        directory = context.index.directory
        self.timeline = timeline
        self.longestDrift = longestDrift
    }

    // MARK: - Writing

    /// Writes the state of the moment `reached`, as `archive` puts it down.
    ///
    /// - Returns: the file, on the disk for good.
    /// - Throws: `IndexError` when it cannot be written.
    mutating func write(
        reached: MediaTime,
        _ archive: (inout StateWriter) -> Void
    ) throws(IndexError) -> StateFile {
        var state = writer(at: reached)
        archive(&state)
        let worn = wornFiles(under: state)
        if !worn.isEmpty {
            places = places.filter { !worn.contains($0.value.file) }
            state = writer(at: reached)
            archive(&state)
        }
        return try write(state, reached: reached)
    }

    private func writer(at reached: MediaTime) -> StateWriter {
        let fresh = places.filter { place in
            place.value.written.map { reached - $0 <= longestDrift } ?? false
        }
        return StateWriter(leavingOut: Set(places.keys), drifting: Set(fresh.keys))
    }

    /// The files on which it is worth leaning no more, and those that are gone.
    private func wornFiles(under state: StateWriter) -> Set<String> {
        var needed: [String: Int] = [:]
        for place in placesLeftOut(of: state).values {
            needed[place.file, default: 0] += place.range.count
        }
        let worn = needed.filter { file, count in
            guard let size = StateFile.size(of: file, in: directory) else { return true }
            return Double(count) < Self.leastShare * Double(size)
        }
        return Set(worn.keys)
    }

    private func placesLeftOut(of state: StateWriter) -> [PieceID: Place] {
        let left = Set(state.pieces.filter { $0.bytes == nil }.map(\.id))
        return places.filter { left.contains($0.key) }
    }

    private mutating func write(
        _ state: StateWriter,
        reached: MediaTime
    ) throws(IndexError) -> StateFile {
        let left = placesLeftOut(of: state)
        let files = Set(left.values.map(\.file)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(files, files.indices))
        let parts = left.compactMapValues { place in
            numbers[place.file].map {
                StateLayout.Part(file: $0, range: place.range, digest: place.sha256)
            }
        }
        let (bytes, own) = StateLayout.bytes(of: state, parts: parts)
        let file = try StateFile.write(
            bytes,
            camera: camera,
            timeline: timeline,
            reached: reached,
            leaningOn: files,
            in: directory
        )
        places = left
        for (id, range) in own { note(id, at: range, of: bytes, in: file, reached) }
        return file
    }

    private mutating func note(
        _ id: PieceID,
        at range: Range<Int>,
        of bytes: [UInt8],
        in file: StateFile,
        _ reached: MediaTime
    ) {
        places[id] = Place(
            file: file.path,
            range: range,
            sha256: ContentDigest.hexadecimal(of: bytes[range]),
            written: reached
        )
    }

    // MARK: - Reading

    /// Reads the state of a checkpoint; those that are written next leave out what it holds.
    ///
    /// - Returns: what reads the state, or nil where another version wrote it.
    /// - Throws: `IndexError` when it cannot be read.
    mutating func reader(of checkpoint: Checkpoint) throws(IndexError) -> StateReader? {
        let file = checkpoint.state
        let bytes = try file.read(in: directory)
        let layout: StateLayout
        do throws(DetectionError) {
            layout = try StateLayout(bytes, files: file.earlier.count)
        } catch {
            return nil
        }
        places = [:]
        var pieces: [StateReader.Piece] = []
        for place in layout.places {
            let id = PieceID()
            switch place {
            case .here(let range):
                note(id, at: range, of: bytes, in: file, checkpoint.reached)
                pieces.append(StateReader.Piece(id: id, bytes: bytes[range]))
            case .elsewhere(let part):
                let place = Place(
                    file: file.earlier[part.file],
                    range: part.range,
                    sha256: part.digest,
                    written: nil
                )
                places[id] = place
                pieces.append(StateReader.Piece(id: id, bytes: try content(of: place)[...]))
            }
        }
        return StateReader(layout.core, pieces: pieces)
    }

    private func content(of place: Place) throws(IndexError) -> [UInt8] {
        try StateFile.part(of: place.file, place.range, sha256: place.sha256, in: directory)
    }
}
