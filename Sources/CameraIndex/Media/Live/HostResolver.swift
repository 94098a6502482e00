import Dispatch
import Foundation
import Synchronization

/// Finds the numbers of hosts, on threads of its own.
///
/// The C library's resolver cannot be interrupted, and waits for minutes where a name server does
/// not answer: who asks waits only as long as it wants to. What is being asked for already is not
/// asked again.
final class HostResolver: Sendable {
    /// What came of a question.
    enum Answer: Hashable, Sendable {
        /// The numbers of the host, the likeliest first.
        case found([String])
        /// There is no such host, in the resolver's words.
        case unknown(String)
    }

    /// The one of the process, as its name servers are.
    static let shared = HostResolver()

    /// How long a stop may go unseen.
    private static let patience = DispatchTimeInterval.milliseconds(100)

    private let questions = Mutex<[String: Question]>([:])

    /// A question that waits for its answer.
    private final class Question: Sendable {
        let answer = Mutex<Answer?>(nil)
        let group = DispatchGroup()
    }

    /// Asks for the numbers of a host.
    ///
    /// - Parameters:
    ///   - host: its name, or a number, which is given back.
    ///   - limit: how long to wait.
    ///   - interrupt: ends the waiting when it is requested.
    /// - Returns: the answer, or nil where nobody gave one in time or a stop was asked for.
    func numbers(of host: String, within limit: MediaDuration, _ interrupt: Interrupt) -> Answer? {
        let question = ask(host)
        let end = ContinuousClock.now + .microseconds(limit.microseconds)
        while !interrupt.isRequested, ContinuousClock.now < end {
            guard question.group.wait(timeout: .now() + Self.patience) == .timedOut else { break }
        }
        return question.answer.withLock { $0 }
    }

    /// The question for a host that waits, or a new one.
    private func ask(_ host: String) -> Question {
        let (question, isNew) = questions.withLock { questions in
            if let known = questions[host] { return (known, false) }
            let question = Question()
            question.group.enter()
            questions[host] = question
            return (question, true)
        }
        guard isNew else { return question }
        let thread = Thread { [self] in
            let answer = Self.asked(host)
            question.answer.withLock { $0 = answer }
            questions.withLock { $0[host] = nil }
            question.group.leave()
        }
        thread.name = "resolver"
        thread.start()
        return question
    }

    /// What the C library says.
    private static func asked(_ host: String) -> Answer {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, nil, &hints, &list)
        defer { if let list = unsafe list { unsafe freeaddrinfo(list) } }
        guard code == 0 else { return .unknown(unsafe String(cString: gai_strerror(code))) }
        var numbers: [String] = []
        var place = unsafe list
        while let entry = unsafe place {
            if let number = unsafe number(of: entry.pointee) { numbers.append(number) }
            unsafe place = entry.pointee.ai_next
        }
        return .found(numbers)
    }

    private static func number(of entry: addrinfo) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = unsafe getnameinfo(
            entry.ai_addr,
            entry.ai_addrlen,
            &text,
            socklen_t(text.count),
            nil,
            0,
            NI_NUMERICHOST
        )
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return code == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
