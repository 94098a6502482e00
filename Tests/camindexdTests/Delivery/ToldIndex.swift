import CameraIndex
import Foundation
import Synchronization
import Testing
import camindexd

/// An index whose events are told, and the senders that tell them.
final class ToldIndex: Sendable {
    let data = TestClipsFolder()
    let index: EventIndex
    private let heard = Mutex<[DestinationSender.News]>([])

    init() throws {
        let directory = try DataDirectory(creatingAt: data.path)
        index = try EventIndex.open(directory, access: .writing)
    }

    /// What the senders told of themselves.
    var news: [DestinationSender.News] { heard.withLock { $0 } }

    /// Has events told to destinations of these names.
    func tell(_ names: String...) throws {
        try index.tell(
            names.map { OutboxDestination(name: $0) },
            as: EventJSON(timeZone: .gmt),
            clock: SystemClock()
        )
    }

    /// Records an event that ended now, whose evidence is whole.
    func record(_ number: Int = 0) throws {
        let start = MediaTime(microseconds: SystemClock().utc.microseconds)
        let clock = MediaClock(source: .given, uncertainty: .seconds(1))
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: clock)
        let id = EventID(stored: "00000000000000a\(number)")
        batch.events = [
            Event(
                id: id,
                camera: "gate-2",
                rule: "no-stopping",
                kind: .dwell,
                zone: "north-lane",
                state: .ended,
                stop: StopID(stored: "00000000000000b\(number)"),
                since: start,
                raisedAt: start + .seconds(240),
                endedAt: start + .seconds(250),
                dwell: .seconds(250),
                limit: .seconds(240),
                arrivalSeen: true,
                box: Box(x: 1, y: 2, width: 3, height: 4),
                frame: PixelSize(width: 640, height: 360),
                uncertainty: .seconds(1),
                onTheEdge: false,
                clock: clock
            )
        ]
        try index.record(batch)
        try index.setStills([], evidence: .whole, of: id)
    }

    /// Delivers to a webhook until `body` is done.
    ///
    /// - Parameters:
    ///   - terms: how.
    ///   - name: of the destination.
    ///   - body: what is done meanwhile.
    /// - Throws: what `body` throws.
    func delivering(
        _ terms: WebhookTerms,
        as name: String = "room",
        _ body: () async throws -> Void
    ) async throws {
        try await delivering(over: WebhookChannel(terms, clock: SystemClock()), as: name, body)
    }

    /// Delivers over a channel until `body` is done.
    ///
    /// - Parameters:
    ///   - channel: the way.
    ///   - name: of the destination.
    ///   - body: what is done meanwhile.
    /// - Throws: what `body` throws.
    func delivering(
        over channel: any DeliveryChannel,
        as name: String = "room",
        _ body: () async throws -> Void
    ) async throws {
        var plan = DeliveryPlan()
        plan.shortest = .seconds(0.01)
        plan.longest = .seconds(0.02)
        let sender = DestinationSender(
            to: name,
            over: channel,
            from: index,
            clock: SystemClock(),
            plan: plan,
            interval: .milliseconds(5)
        ) { [self] news in heard.withLock { $0.append(news) } }
        let task = Task { await sender.run() }
        do {
            try await body()
        } catch {
            task.cancel()
            throw error
        }
        task.cancel()
        await task.value
    }

    /// Waits until a destination has taken so many messages.
    func sent(_ count: Int, to name: String = "room") async throws {
        try await state(of: name) { $0.sent == count }
    }

    /// Waits until it stands so with a destination.
    func state(of name: String = "room", _ isMeant: (OutboxState) -> Bool) async throws {
        while true {
            let state = try index.outboxStates().first { $0.destination == name }
            if let state, isMeant(state) { return }
            await Task.yield()
        }
    }
}

/// A folder that is gone with the last reference.
final class TestClipsFolder: Sendable {
    let path = FileManager.default.temporaryDirectory
        .appending(path: "camindexd-told-\(UUID())").path(percentEncoded: false)

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // A folder left in /tmp is not worth a failed test.
        }
    }

    /// Everything that lies in it, as one text.
    func everything() throws -> String {
        let files = try FileManager.default.contentsOfDirectory(
            at: URL(filePath: path),
            includingPropertiesForKeys: nil
        )
        return try files.map { file in
            guard !file.hasDirectoryPath else { return "" }
            return String(decoding: try Data(contentsOf: file), as: UTF8.self)
        }.joined()
    }
}
