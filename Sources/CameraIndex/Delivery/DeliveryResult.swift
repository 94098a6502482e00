/// What came of an attempt to deliver a message.
public enum DeliveryResult: Hashable, Sendable {
    /// It was taken.
    case taken
    /// It will never be taken as it is, for a reason.
    case refused(String)
    /// The destination cannot be reached or is busy: it is tried again, not before `pause` has
    /// passed where it asked for that.
    case failed(String, pause: MediaDuration? = nil)
    /// The destination stumbled, perhaps over this message: it is tried again for a while.
    case stumbled(String)

    /// What the answer of an HTTP server means.
    ///
    /// - Parameters:
    ///   - status: HTTP's code.
    ///   - retryAfter: the header of this name, or nil.
    ///   - now: the present, from which a date there is counted.
    public init(status: Int, retryAfter: String?, now: UTCTime) {
        let answer = "it answered \(status)"
        let pause = retryAfter.flatMap { RetryAfter.pause($0, now: now) }
        switch status {
        case 200...299: self = .taken
        // A redirect is not followed: signature and credentials were meant for the other address.
        case 300...399:
            self = .refused("\(answer), which points elsewhere; write the new address as url")
        case 408, 425, 429, 502, 503, 504: self = .failed(answer, pause: pause)
        case 400...499: self = .refused(answer)
        default: self = .stumbled(answer)
        }
    }
}
