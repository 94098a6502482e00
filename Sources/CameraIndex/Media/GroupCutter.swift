/// Cuts a stream into groups of pictures that can be decoded each by itself.
///
/// What is in doubt is in no group: the reader decodes it as it comes.
struct GroupCutter {
    private let syntax: StreamSyntax
    /// The pictures of the group that is being read; none where what is read belongs to no group.
    private var open: [CodedPicture] = []
    private var openBytes = 0
    /// The parameter sets that go with the beginning of every group.
    private var parameterSets: [[UInt8]]?
    private var newestShown = Int64.min
    /// When the newest picture is decoded.
    private(set) var newestDecoded = Int64.min
    /// Whether no more groups come: the stream is not as regular as it must be.
    private(set) var isOver = false

    /// Longer groups are not kept.
    private static let mostPictures = 300
    private static let mostBytes = 16 << 20

    init(_ syntax: StreamSyntax) {
        self.syntax = syntax
    }

    /// Whether a group is being read.
    var isOpen: Bool { !open.isEmpty }

    /// Takes up the next packet; gives the group that ends before it.
    mutating func take(_ packet: borrowing Packet) -> GroupOfPictures? {
        guard !isOver else { return nil }
        guard let coded = CodedPicture(packet), let picture = syntax.picture(in: coded.bytes) else {
            // Damage ends with the group; a stream without times has no groups.
            isOver = !packet.isTimed
            return abandon()
        }
        guard coded.decoded > newestDecoded, admits(picture) else {
            isOver = true
            return abandon()
        }
        newestDecoded = coded.decoded
        defer { newestShown = max(newestShown, coded.shown) }
        if picture.beginsAnew {
            let group = end()
            if coded.shown > newestShown { append(coded) }
            return group
        }
        guard isOpen else { return nil }
        append(coded)
        // Longer ones, and those of which a picture is shown before the first, belong to no group.
        if open.count > Self.mostPictures || openBytes > Self.mostBytes
            || coded.shown < open[0].shown
        {
            return abandon()
        }
        return nil
    }

    /// The group that was being read, at the end of the stream.
    mutating func end() -> GroupOfPictures? {
        defer { _ = abandon() }
        return GroupOfPictures(open)
    }

    private mutating func append(_ picture: CodedPicture) {
        open.append(picture)
        openBytes += picture.bytes.count
    }

    private mutating func abandon() -> GroupOfPictures? {
        open.removeAll()
        openBytes = 0
        return nil
    }

    /// Whether parameter sets are those that every decoder knows: each group must bring all of
    /// them, and none may change.
    private mutating func admits(_ picture: StreamSyntax.Picture) -> Bool {
        let sets = picture.parameterSets
        if parameterSets == nil, picture.beginsAnew || !sets.isEmpty { parameterSets = sets }
        let known = parameterSets ?? []
        return picture.beginsAnew ? sets == known : sets.allSatisfy { known.contains($0) }
    }
}
