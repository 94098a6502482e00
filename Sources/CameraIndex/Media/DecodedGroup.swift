/// What became of a group that one decoder decoded without a complaint.
struct DecodedGroup: Sendable {
    /// All pictures, in the order of showing.
    var pictures: [ReducedPicture] = []
    /// For each of them how many packets had gone in when it came out; one more than there are for
    /// those that came when no more followed.
    var packetsBefore: [Int] = []
}
