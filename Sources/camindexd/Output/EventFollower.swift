import CameraIndex
import Foundation

/// Writes events as they come: each once it is raised, and once more when it has ended.
struct EventFollower {
    private let index: EventIndex
    private let question: EventQuery
    /// How far each event had come when it was written.
    private var told: [EventID: Event.State]

    /// Begins to follow what answers a question, from now on.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - question: Which cameras, rules and so on; its time is not asked for.
    ///   - moment: The present.
    /// - Throws: what the index throws.
    init(_ index: EventIndex, question: EventQuery, since moment: UTCTime) throws {
        self.index = index
        var question = question
        // What stands was last written some seconds ago.
        question.from = moment - .minutes(1)
        question.to = nil
        question.includesCoverage = false
        question.limit = Self.pageSize
        self.question = question
        told = [:]
        _ = try news()
    }

    private static let pageSize = 1_000

    /// The events that were raised or have ended since the last call, by their beginning.
    mutating func news() throws -> [IndexedEvent] {
        var question = question
        var found: [IndexedEvent] = []
        var now: [EventID: Event.State] = [:]
        while true {
            let page = try index.events(question)
            for event in page.events {
                let (id, state) = (event.event.id, event.event.state)
                now[id] = state
                if told[id] != state { found.append(event) }
            }
            guard let next = page.next else { break }
            question.cursor = next
        }
        told = now
        return found
    }
}
