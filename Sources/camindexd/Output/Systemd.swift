import Foundation

/// systemd, where it started the program as a service and wants to hear from it (sd_notify(3)).
struct Systemd: Sendable {
    /// The address of its socket.
    private let address: String
    /// How often it must hear that the program gets on, or nil where it does not ask.
    let watchdog: Duration?

    /// The one that an environment tells of, or nil where there is none.
    init?(environment: [String: String]) {
        guard let address = environment["NOTIFY_SOCKET"], ["/", "@"].contains(address.first) else {
            return nil
        }
        self.address = address
        watchdog = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { .microseconds($0) }
    }

    /// What it is told.
    enum State {
        /// The program does what it is for.
        case ready
        /// It reads its configuration anew; when that is done it is ready.
        case reloading
        /// It ends.
        case stopping
        /// It gets on.
        case alive

        /// It as systemd reads it.
        fileprivate var message: String {
            switch self {
            case .ready: "READY=1"
            // `Type=notify-reload`, which systemd has from 253 on, goes by CLOCK_MONOTONIC.
            case .reloading:
                "RELOADING=1\nMONOTONIC_USEC=\(DispatchTime.now().uptimeNanoseconds / 1_000)"
            case .stopping: "STOPPING=1"
            case .alive: "WATCHDOG=1"
            }
        }
    }

    /// Tells it how the program is; false where it could not be told.
    @discardableResult
    func tell(_ state: State) -> Bool {
        let file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { return false }
        defer { close(file) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        var path = Array(address.utf8)
        // An abstract name begins with a zero byte, which is written "@".
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        guard path.count < MemoryLayout.size(ofValue: name.sun_path) else { return false }
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: path) }
        let message = Array(state.message.utf8)
        let size = MemoryLayout<sa_family_t>.size + path.count
        let sent = unsafe withUnsafePointer(to: &name) { name in
            unsafe name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                unsafe sendto(
                    file,
                    message,
                    message.count,
                    Int32(MSG_NOSIGNAL),
                    name,
                    socklen_t(size)
                )
            }
        }
        return sent == message.count
    }
}
