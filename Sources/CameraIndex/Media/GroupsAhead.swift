/// Reads a file ahead of its reader and has its groups of pictures decoded beside each other.
struct GroupsAhead: ~Copyable {
    private typealias Tasks = SharedTasks<GroupWorker, GroupOfPictures, DecodedGroup?>

    private var demuxer: Demuxer
    private var thinner: PictureThinner?
    private var cutter: GroupCutter
    private let tasks: Tasks
    private let workers: [GroupWorker]
    /// The groups that were handed out and that the reader did not reach yet.
    private var groups: [GroupOfPictures] = []
    private var isAtEnd = false
    /// How many more groups than the others were refused since most were not.
    private var surplusRefused = 0

    /// Groups that wait for a thread, beside the one that it works on.
    private static let groupsPerThread = 2
    /// With so many pictures only one group waits for each thread.
    private static let picturesPerThread = 100
    /// Where so many groups more than of the others are refused, none is decoded ahead any more.
    private static let mostRefused = 3

    /// Begins to read at the keyframe before a moment.
    ///
    /// It is nil where the file has no groups that could be decoded by themselves. With
    /// `onlyKeyframes` a keyframe is a group of its own. What `thinner` leaves out is in no group.
    ///
    /// - Throws: `MediaError` when it cannot be opened or searched.
    init?(
        path: String,
        from start: MediaTime,
        threads: Int,
        onlyKeyframes: Bool,
        thinner: PictureThinner? = nil,
        storage: StorageMeter?,
        interrupt: Interrupt
    ) throws(MediaError) {
        var demuxer = try Demuxer(path: path, storage: storage, interrupt: interrupt)
        demuxer.readOnlyKeyframes(onlyKeyframes, isEach: true)
        guard let syntax = StreamSyntax(of: demuxer) else { return nil }
        if start > .zero { try demuxer.seek(toKeyframeAtOrBefore: start) }
        self.demuxer = demuxer
        self.thinner = thinner
        cutter = GroupCutter(syntax)
        workers = (0..<threads).map { _ in
            GroupWorker(path: path, isRough: onlyKeyframes, interrupt: interrupt)
        }
        tasks = Tasks { worker, group throws(MediaError) in try worker.decoded(group) }
        tasks.begin(with: workers.dropFirst())
    }

    deinit {
        tasks.cancel()
    }

    /// The group whose first packet is `packet`, with its pictures; nil where there is none, or
    /// something in it is not as it should be.
    ///
    /// - Throws: `MediaError` when a stop was asked for.
    mutating func group(
        beginningWith packet: borrowing Packet
    ) throws(MediaError) -> (group: GroupOfPictures, decoded: DecodedGroup)? {
        try readAhead(of: packet)
        while let group = groups.first, group.pictures[0].decoded <= packet.decodingTimestamp {
            groups.removeFirst()
            let decoded = try tasks.nextAnswer(takingPart: workers[0])
            surplusRefused += decoded == nil ? 1 : surplusRefused > 0 ? -1 : 0
            if let decoded, group.pictures[0].isSame(as: packet) { return (group, decoded) }
        }
        return nil
    }

    /// Whether no group comes any more.
    var isOver: Bool { isAtEnd && groups.isEmpty }

    /// Reads until enough groups wait; outside of groups no further than to `packet`.
    private mutating func readAhead(of packet: borrowing Packet) throws(MediaError) {
        while !isAtEnd, hasRoom,
            cutter.isOpen || cutter.newestDecoded < packet.decodingTimestamp
        {
            var group: GroupOfPictures?
            do throws(MediaError) {
                if let next = try demuxer.next() {
                    // Not every container's reader leaves them out by itself.
                    if demuxer.onlyKeyframes, !next.isKeyframe { continue }
                    if try thinner?.leavesOut(next, from: &demuxer) ?? false { continue }
                    group = cutter.take(next)
                    isAtEnd = cutter.isOver || surplusRefused >= Self.mostRefused
                } else {
                    group = cutter.end()
                    isAtEnd = true
                }
            } catch {
                if error.cause == .interrupted { throw error }
                // The reader will come to it.
                group = cutter.end()
                isAtEnd = true
            }
            if let group {
                groups.append(group)
                tasks.add(group)
            }
        }
    }

    private var hasRoom: Bool {
        guard groups.count >= workers.count else { return true }
        let pictures = groups.reduce(0) { $0 + $1.pictures.count }
        return groups.count < workers.count * Self.groupsPerThread
            && pictures < workers.count * Self.picturesPerThread
    }
}
