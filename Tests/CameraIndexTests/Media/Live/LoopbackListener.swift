import Foundation
import Testing

/// A free port of this machine on which connections are taken, one after the other.
final class LoopbackListener: Sendable {
    /// The number of a socket is another one's as soon as it is closed: whoever accepts holds it.
    private final class Socket: Sendable {
        let number: Int32

        init(_ number: Int32) { self.number = number }

        deinit { close(number) }
    }

    let port: Int
    private let socket: Socket

    /// Begins to listen.
    ///
    /// - Throws: where it cannot.
    init() throws {
        let socket = Socket(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &place) { place in
            unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                unsafe bind(socket.number, place, size) == 0 && listen(socket.number, 8) == 0
                    && getsockname(socket.number, place, &size) == 0
            }
        }
        try #require(bound)
        port = Int(place.sin_port.bigEndian)
        self.socket = socket
    }

    deinit {
        shutdown(socket.number, Int32(SHUT_RDWR))
    }

    /// Hands each connection to `serve`, on a thread of its own, until this is let go of.
    func accept(_ serve: @escaping @Sendable (Int32) -> Void) {
        Thread { [socket] in
            while true {
                let connection = Glibc.accept(socket.number, nil, nil)
                guard connection >= 0 else { return }
                serve(connection)
            }
        }.start()
    }
}
