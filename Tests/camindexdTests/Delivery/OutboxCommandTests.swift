import CameraIndex
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
