import Synchronization

/// Shows moments of files on one thread at a time; keeps the last file open.
final class FootageWorker: Sendable {
    private struct State: ~Copyable {
        /// The file that is open, or nil.
        var open: OpenFootage?
        /// Pictures that were decoded of files that are closed.
        var decodedCount = 0
    }

    private let geometry: AnalysisGeometry
    private let storage: StorageMeter
    private let log: PictureLog?
    private let interrupt: Interrupt
    private let state = Mutex(State())

    init(
        _ geometry: AnalysisGeometry,
        _ storage: StorageMeter,
        _ log: PictureLog?,
        _ interrupt: Interrupt
    ) {
        self.geometry = geometry
        self.storage = storage
        self.log = log
        self.interrupt = interrupt
    }

    /// Pictures that were decoded so far.
    var decodedCount: Int {
        state.withLock { $0.decodedCount + ($0.open?.decodedCount ?? 0) }
    }

    /// Closes the file.
    func close() {
        state.withLock { Self.close(&$0) }
    }

    /// A picture of `file` that serves `wish`, or nil where it has none; `following` are the
    /// moments that will be wished for next.
    func plane(
        for wish: PictureWish,
        in file: Footage,
        following: [MediaTime]
    ) throws(MediaError) -> TimedPlane? {
        try state.withLock { state throws(MediaError) in
            try open(file, &state)
            let plane = try state.open?.plane(for: wish, following: following)
            if let plane { log?.add(file.path, .zero + (plane.time - file.offset)) }
            return plane
        }
    }

    /// Adds the pictures of `file` that serve `wish`, at least `step` apart, to those before.
    func show(
        _ wish: StretchWish,
        of file: Footage,
        apart step: MediaDuration,
        to planes: inout [TimedPlane]
    ) throws(MediaError) {
        planes = try state.withLock { [planes] state throws(MediaError) in
            try open(file, &state)
            return try state.open?.planes(for: wish, after: planes, apart: step) ?? planes
        }
    }

    private func open(_ file: Footage, _ state: inout State) throws(MediaError) {
        if state.open?.footage.path == file.path { return }
        Self.close(&state)
        state.open = try OpenFootage(file, geometry, storage, interrupt)
    }

    private static func close(_ state: inout State) {
        state.decodedCount += state.open?.decodedCount ?? 0
        state.open = nil
    }
}
