import CameraIndex
import Testing

struct DeliveryResultTests {
    @Test(arguments: [200, 201, 204, 299])
    func `a message that was taken is taken`(status: Int) {
        #expect(DeliveryResult(status: status, retryAfter: nil, now: utc(0)) == .taken)
    }

    @Test(arguments: [400, 401, 404, 410, 422])
    func `a message that is wrong is refused`(status: Int) {
        let result = DeliveryResult(status: status, retryAfter: "1", now: utc(0))
        #expect(result == .refused("it answered \(status)"))
    }

    @Test(arguments: [408, 425, 429, 502, 503, 504])
    func `a server that is busy or away is tried again`(status: Int) {
        let result = DeliveryResult(status: status, retryAfter: "7", now: utc(0))
        #expect(result == .failed("it answered \(status)", pause: .seconds(7)))
    }

    @Test(arguments: [500, 501, 505])
    func `a server that stumbles may do so over the message`(status: Int) {
        let result = DeliveryResult(status: status, retryAfter: nil, now: utc(0))
        #expect(result == .stumbled("it answered \(status)"))
    }

    @Test func `a redirect is not followed`() {
        let result = DeliveryResult(status: 308, retryAfter: nil, now: utc(0))
        #expect(
            result
                == .refused("it answered 308, which points elsewhere; write the new address as url")
        )
    }

    @Test(arguments: [
        ("0", MediaDuration.zero), (" 120 ", .minutes(2)),
        ("Thu, 01 Jan 2026 00:01:30 GMT", .seconds(90)),
        ("Wed, 31 Dec 2025 23:59:00 GMT", .zero), ("soon", nil), ("", nil), ("-5", nil),
        ("99999999999999999999", nil),
    ])
    func `a pause is seconds or a date`(text: String, pause: MediaDuration?) {
        let result = DeliveryResult(status: 503, retryAfter: text, now: utc(0))
        #expect(result == .failed("it answered 503", pause: pause))
    }
}
