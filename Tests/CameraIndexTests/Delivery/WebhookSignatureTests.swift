import CameraIndex
import Testing

struct WebhookSignatureTests {
    @Test func `the example of Standard Webhooks comes out`() {
        let signature = WebhookSignature(secret: Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let header = signature.header(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp: 1_614_265_330,
            body: #"{"test": 2432232314}"#
        )
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func `another secret signs with its bytes`() {
        let signature = WebhookSignature(secret: Secret("open sesame"))
        let header = signature.header(id: "a-1", timestamp: 5, body: "{}")
        #expect(header == "v1,KnR83L/lrWhJPU7jN7VuCDI48KPlhLqeGC3zRZ9UBC4=")
    }

    @Test func `a secret is not to be seen in what is printed`() {
        let terms = WebhookTerms(
            shownURL: "https://room.example/${TOKEN}",
            url: Secret("https://room.example/sesame"),
            secret: Secret("sesame"),
            headers: ["Authorization": Secret("Bearer sesame")]
        )
        var dumped = ""
        dump(terms, to: &dumped)
        #expect(!"\(terms)".contains("sesame"))
        #expect(!dumped.contains("sesame"))
        #expect(!String(reflecting: terms).contains("sesame"))
    }
}
