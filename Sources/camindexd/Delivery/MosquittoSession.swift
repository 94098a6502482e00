import CMosquitto
import CameraIndex
import Foundation

/// One connection to an MQTT broker, through libmosquitto; used by one thread only.
///
/// The library calls back from within `loop` alone, on that thread.
@safe final class MosquittoSession {
    /// Why something could not be done, in words.
    struct Failure: Error {
        let reason: String
        /// Whether it is the message that is to blame, and not the connection.
        var isOfMessage = false
    }

    /// What the library called back with; apart, so that the library holds no half-made session.
    private final class News {
        var answer: Int32?
        var isOver = false
        var acknowledged: [(message: Int32, code: Int32)] = []
        /// What the library said last of an error, in its own words.
        var complaint: String?
    }

    private let handle: OpaquePointer
    private let news = News()
    private let terms: MQTTTerms

    /// The broker hears at least so often, in seconds, that the other side is there; after half as
    /// long again it publishes the last will.
    private static let keepalive: Int32 = 15

    /// The library wants to be begun once, and never ended while somebody uses it.
    private static let isBegun = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.rawValue

    /// Prepares a connection.
    ///
    /// - Parameters:
    ///   - terms: where and how.
    ///   - will: what the broker publishes, retained, once the connection is lost.
    ///   - topic: where.
    /// - Throws: `Failure` where memory ran out, or a certificate cannot be read.
    init(_ terms: MQTTTerms, will: String, on topic: String) throws(Failure) {
        guard Self.isBegun, let handle = unsafe mosquitto_new(nil, true, nil) else {
            throw Failure(reason: "memory ran out")
        }
        unsafe self.handle = handle
        self.terms = terms
        unsafe mosquitto_user_data_set(handle, Unmanaged.passUnretained(news).toOpaque())
        let version = terms.version == .five ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        try check(unsafe mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, version))
        let payload = Array(will.utf8)
        try check(
            unsafe mosquitto_will_set(handle, topic, Int32(payload.count), payload, 1, true)
        )
        if let user = terms.user?.revealed() {
            try check(
                unsafe mosquitto_username_pw_set(handle, user, terms.password?.revealed())
            )
        }
        if terms.hasTLS { try encrypt() }
        answer()
        listen()
    }

    deinit { unsafe mosquitto_destroy(handle) }

    /// Has the connection encrypted, and the broker's certificate and name checked.
    private func encrypt() throws(Failure) {
        if let file = terms.caFile {
            do throws(Failure) {
                try check(unsafe mosquitto_tls_set(handle, file, nil, nil, nil, nil))
            } catch {
                throw Failure(reason: "the certificates of \(file) cannot be read")
            }
        } else {
            try check(unsafe mosquitto_int_option(handle, MOSQ_OPT_TLS_USE_OS_CERTS, 1))
        }
    }

    private func answer() {
        unsafe mosquitto_connect_v5_callback_set(handle) { _, news, code, _, _ in
            unsafe MosquittoSession.news(at: news)?.answer = code
        }
        unsafe mosquitto_disconnect_v5_callback_set(handle) { _, news, _, _ in
            unsafe MosquittoSession.news(at: news)?.isOver = true
        }
        unsafe mosquitto_publish_v5_callback_set(handle) { _, news, message, code, _ in
            unsafe MosquittoSession.news(at: news)?.acknowledged.append((message, code))
        }
    }

    /// Listens to what the library says of errors: of TLS it says the cause nowhere else.
    private func listen() {
        unsafe mosquitto_log_callback_set(handle) { _, news, level, words in
            guard level == Int32(MOSQ_LOG_ERR), let words = unsafe words else { return }
            unsafe MosquittoSession.news(at: news)?.complaint = String(cString: words)
        }
    }

    private static func news(at pointer: UnsafeMutableRawPointer?) -> News? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe Unmanaged<News>.fromOpaque(pointer).takeUnretainedValue()
    }

    // MARK: - What is done with it

    /// Begins to connect; resolves the name and waits for TCP.
    func connect() throws(Failure) {
        try check(
            unsafe mosquitto_connect(handle, terms.host, Int32(terms.port), Self.keepalive)
        )
    }

    /// Whether the broker has let us in.
    ///
    /// - Returns: whether it has answered.
    /// - Throws: `Failure` where it refused.
    func isOpen() throws(Failure) -> Bool {
        guard let code = news.answer else { return false }
        guard code != 0 else { return true }
        let words =
            terms.version == .five
            ? unsafe Self.text(mosquitto_reason_string(code))
            : unsafe Self.text(mosquitto_connack_string(code))
        throw Failure(reason: "the broker refused: \(words)")
    }

    /// Sends and receives what there is, and waits for more.
    ///
    /// - Parameter milliseconds: how long it waits.
    /// - Throws: `Failure` where the connection is lost.
    func loop(_ milliseconds: Int32) throws(Failure) {
        try check(unsafe mosquitto_loop(handle, milliseconds, 1))
        if news.isOver { throw Failure(reason: "the broker closed the connection") }
    }

    /// Publishes a text with QoS 1.
    ///
    /// - Parameters:
    ///   - text: JSON, or nothing to forget what is retained.
    ///   - topic: where.
    ///   - key: names the text for who must not take it twice, where the protocol has a place.
    ///   - isRetained: whether the broker keeps it for those who come later.
    /// - Returns: the number by which the broker acknowledges it.
    /// - Throws: `Failure` where there is no connection, or the text is too long.
    func publish(
        _ text: String,
        to topic: String,
        key: String? = nil,
        isRetained: Bool
    ) throws(Failure) -> Int32 {
        var number: Int32 = 0
        let bytes = Array(text.utf8)
        var properties: OpaquePointer?
        defer { unsafe mosquitto_property_free_all(&properties) }
        if terms.version == .five, let key {
            try check(
                unsafe mosquitto_property_add_string(
                    &properties,
                    Int32(MQTT_PROP_CONTENT_TYPE.rawValue),
                    "application/json"
                )
            )
            try check(
                unsafe mosquitto_property_add_string_pair(
                    &properties,
                    Int32(MQTT_PROP_USER_PROPERTY.rawValue),
                    "idempotency-key",
                    key
                )
            )
        }
        try check(
            unsafe mosquitto_publish_v5(
                handle,
                &number,
                topic,
                Int32(bytes.count),
                bytes,
                1,
                isRetained,
                properties
            )
        )
        return number
    }

    /// What the broker acknowledged since the last call, with its codes.
    func takeAcknowledged() -> [(message: Int32, code: Int32)] {
        defer { news.acknowledged = [] }
        return news.acknowledged
    }

    /// What a code of an acknowledgement means.
    func words(for code: Int32) -> String { unsafe Self.text(mosquitto_reason_string(code)) }

    /// Says good-bye, so that the last will is not published.
    func disconnect() { unsafe mosquitto_disconnect(handle) }

    // MARK: - Errors

    private func check(_ code: Int32) throws(Failure) {
        guard code != MOSQ_ERR_SUCCESS.rawValue else { return }
        let isOfSystem = code == MOSQ_ERR_ERRNO.rawValue
        let words =
            isOfSystem
            ? unsafe Self.text(strerror(errno)) : unsafe Self.text(mosquitto_strerror(code))
        if code == MOSQ_ERR_TLS.rawValue, let cause = news.complaint?.split(separator: ":").last {
            throw Failure(reason: "TLS failed: \(cause)")
        }
        let ofMessage = [MOSQ_ERR_OVERSIZE_PACKET, MOSQ_ERR_PAYLOAD_SIZE, MOSQ_ERR_INVAL]
        let isOfMessage = ofMessage.contains { $0.rawValue == code }
        throw Failure(reason: words, isOfMessage: isOfMessage)
    }

    /// A text of the library as the end of a sentence.
    private static func text(_ words: UnsafePointer<CChar>?) -> String {
        let text = unsafe words.map { unsafe String(cString: $0) } ?? "for no known reason"
        let plain = text.hasSuffix(".") ? String(text.dropLast()) : text
        return plain.prefix(1).lowercased() + plain.dropFirst()
    }
}
