package import CameraIndex
import Foundation

/// How program and cameras are, as texts that an MQTT broker retains.
package struct RetainedStatus: Sendable {
    /// How the program is.
    package enum Program: String, Sendable {
        /// It runs.
        case online
        /// It was stopped as it should be.
        case stopped
        /// Nobody hears of it any more: the last will.
        case lost
    }

    /// What was published on one connection, and when it was looked at last.
    package struct Published {
        fileprivate var cameras: [String: [String]] = [:]
        fileprivate var looked: MediaTime?

        /// Nothing was published yet.
        package init() {}
    }

    private let topics: MQTTTopics
    private let clock: any HostClock
    private let cameras: @Sendable () -> [CameraStatus]

    /// It is looked so often how the cameras are.
    private static let interval = MediaDuration.seconds(2)

    /// Prepares texts.
    ///
    /// - Parameters:
    ///   - topics: where they are published.
    ///   - clock: tells the time.
    ///   - cameras: how the cameras are.
    package init(
        _ topics: MQTTTopics,
        clock: any HostClock,
        cameras: @escaping @Sendable () -> [CameraStatus]
    ) {
        self.topics = topics
        self.clock = clock
        self.cameras = cameras
    }

    /// How the program is.
    ///
    /// The last will is written when the connection is made, and so tells no
    /// time.
    package func program(_ state: Program) -> String {
        var members = [("state", state.rawValue), ("version", Software.version)]
        if state != .lost { members.append(("at", clock.utc.rfc3339(in: .gmt))) }
        return Self.json(members)
    }

    /// What is to be published of the cameras since the last call; an empty text has the broker
    /// forget a camera that is not watched any more.
    package func news(since published: inout Published) -> [(topic: String, text: String)] {
        let now = clock.steady
        if let looked = published.looked, now - looked < Self.interval { return [] }
        published.looked = now
        var news: [(topic: String, text: String)] = []
        var known: [String: [String]] = [:]
        let time = clock.utc.rfc3339(in: .gmt)
        for camera in cameras() {
            let gist = [camera.state.rawValue, camera.reason ?? ""]
            known[camera.id] = gist
            guard published.cameras[camera.id] != gist else { continue }
            var members = [("camera", camera.id), ("state", gist[0])]
            if let reason = camera.reason { members.append(("reason", reason)) }
            members.append(("at", time))
            news.append((topics.status(ofCamera: camera.id), Self.json(members)))
        }
        for gone in published.cameras.keys where known[gone] == nil {
            news.append((topics.status(ofCamera: gone), ""))
        }
        published.cameras = known
        return news
    }

    private static func json(_ members: [(String, String)]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let object = Dictionary(members) { first, _ in first }
            return String(decoding: try encoder.encode(object), as: UTF8.self)
        } catch {
            // Texts always encode.
            return "{}"
        }
    }
}
