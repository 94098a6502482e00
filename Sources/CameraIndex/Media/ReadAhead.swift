/// Has what will be read of a file soon read ahead, in the order in which its storage is fastest.
///
/// It changes when bytes are read, never which pictures are decoded.
struct ReadAhead: ~Copyable {
    private let file: RawFile
    private let speed: StorageSpeed

    /// Prepares a file, or is nil where nobody can tell how fast its storage is: then reading
    /// seeks, as it comes.
    init?(path: String, storage: StorageMeter) {
        guard let file = RawFile(path: path), let speed = storage.speed(of: file) else {
            return nil
        }
        self.file = file
        self.speed = speed
    }

    /// Reads stretches of which each is one read.
    func read(_ wanted: [Range<Int64>]) {
        for stretch in speed.stretches(toRead: wanted) { file.readAhead(stretch) }
    }

    /// Reads on from stretch to stretch where that is sooner than `seeks` seeks for each; else
    /// nothing: the places are estimates.
    func readThrough(_ estimated: [Range<Int64>], seeks: Int) {
        let stretches = speed.stretches(toRead: estimated, seeks: seeks)
        guard stretches.count < estimated.count else { return }
        for stretch in stretches { file.readAhead(stretch) }
    }
}
