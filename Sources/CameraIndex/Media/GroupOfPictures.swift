/// Pictures that can be decoded without any other, in the order of decoding.
struct GroupOfPictures: Sendable {
    let pictures: [CodedPicture]
    /// When its pictures are shown, in the order of showing.
    let timestamps: [Int64]

    /// Makes a group of pictures; nil where two are shown at once, or one before the first.
    init?(_ pictures: [CodedPicture]) {
        let timestamps = pictures.map(\.shown).sorted()
        guard let first = pictures.first, first.shown == timestamps[0],
            zip(timestamps, timestamps.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.pictures = pictures
        self.timestamps = timestamps
    }
}
