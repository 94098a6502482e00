import CameraIndex
import Foundation
import Testing

struct OutboxCommandTests {
    private let told: ToldIndex

    init() throws {
        told = try ToldIndex()
        try told.tell("room", "yard")
        try told.record(1)
    }

    private func refuse(_ destination: String) throws {
        let waiting = try told.index.messages(to: destination, .waiting, limit: 1)
        let message = try #require(waiting.first)
        let time = SystemClock().utc
        try told.index.note(
            .dead,
            because: "it answered 410",
            of: message,
            to: destination,
            at: time
        )
    }

    @Test func `what was refused is listed with its reason, and sent again`() throws {
        try refuse("room")
        let data = ["--data", told.data.path]
        let list = try CommandRun(arguments: ["outbox", "list"] + data)
        let lines = list.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.last?.hasPrefix("room ") == true)
        #expect(
            lines.last?.hasSuffix("00000000000000a1  end          1      1  it answered 410")
                == true
        )
        let retry = try CommandRun(arguments: ["outbox", "retry", "--destination", "room"] + data)
        #expect(retry.output == "1 message is sent again.\n")
        let waiting = try CommandRun(
            arguments: ["outbox", "list", "--state", "waiting", "--destination", "room"] + data
        )
        #expect(waiting.output.split(separator: "\n").count == 2)
    }

    @Test func `what rules apply takes back is told, without what is secret`() throws {
        let config = told.data.path + "/site.yaml"
        try """
        data: \(told.data.path)
        defaults: {rules: [{name: no-stopping, kind: dwell, dwell: 5m}]}
        notify:
          - {name: room, webhook: {url: 'https://room.example', secret: '${NOWHERE_SECRET}'}}
          - {name: new, webhook: {url: 'https://new.example'}}
        """.write(toFile: config, atomically: true, encoding: .utf8)
        let applied = try CommandRun(
            arguments: ["rules", "apply", "--config", config, "--camera", "gate-2"]
        )
        #expect(applied.output == "gate-2: 0 raised, 1 vanished, 0 stay\n")
        let waiting = try told.index.messages(to: "room", .waiting, limit: 9)
        #expect(waiting.map(\.change) == [.end, .retract])
        // One that the configuration does not name, and one that run does not know yet.
        #expect(try told.index.messages(to: "yard", .waiting, limit: 9).map(\.change) == [.end])
        #expect(try told.index.messages(to: "new", .waiting, limit: 9) == [])
    }

    @Test func `a message and a destination that are not there are told`() throws {
        let data = ["--data", told.data.path]
        let none = try CommandRun(arguments: ["outbox", "retry", "--number", "17"] + data)
        #expect(none.status == 1)
        #expect(
            none.errors
                == "camindexd: no message of number 17 was refused; `camindexd outbox list` lists "
                + "those that were.\n"
        )
        let other = try CommandRun(arguments: ["outbox", "list", "--destination", "roam"] + data)
        #expect(other.status == 2)
        #expect(
            other.errors
                == "camindexd: no destination is named \"roam\"; there are room, yard.\n"
        )
    }
}
