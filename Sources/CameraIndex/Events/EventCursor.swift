import Foundation

/// The place of an event in the order in which all answers are given.
///
/// Events with a known clock come first, by time; then those of each file without one. Equal times
/// are told apart by the event's name, so that no page loses or repeats one.
struct EventCursor: Hashable {
    /// 0 for events with a known clock, else the number of the file's own timeline.
    var group: Int64
    /// When the event began.
    var since: MediaTime
    /// Its name.
    var id: EventID

    /// The place as text that means nothing to anybody else.
    var text: String {
        Data("1 \(group) \(since.microseconds) \(id)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The place of an event.
    init(group: Int64, since: MediaTime, id: EventID) {
        self.group = group
        self.since = since
        self.id = id
    }

    /// Reads what an answer gave out.
    ///
    /// - Throws: `IndexError.badCursor` for any other text.
    init(text: String) throws(IndexError) {
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
        let decoded = Data(base64Encoded: base64).map { String(decoding: $0, as: UTF8.self) }
        let words = (decoded ?? "").split(separator: " ", maxSplits: 3)
        guard words.count == 4, words[0] == "1",
            let group = Int64(words[1]), let since = Int64(words[2])
        else { throw .badCursor(text) }
        self.init(
            group: group,
            since: MediaTime(microseconds: since),
            id: EventID(stored: String(words[3]))
        )
    }
}
