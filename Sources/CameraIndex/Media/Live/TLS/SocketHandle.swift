import Foundation

/// A socket of TCP that never blocks; closed with the last use.
@safe
struct SocketHandle: ~Copyable, ByteConnection {
    /// The kernel's number of it.
    let number: Int32

    /// How long a stop may go unseen.
    private static let patience: Int32 = 100

    /// Takes over a socket.
    init(takingOver number: Int32) {
        self.number = number
        let flags = fcntl(number, F_GETFL)
        _ = fcntl(number, F_SETFL, flags | O_NONBLOCK)
        var isOn: Int32 = 1
        // Requests are short, and wait for nothing to be sent along with them.
        unsafe setsockopt(
            number,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &isOn,
            socklen_t(MemoryLayout<Int32>.size)
        )
    }

    deinit {
        close(number)
    }

    /// Connects to a host's number.
    ///
    /// - Parameters:
    ///   - host: the number, of IPv4 or IPv6.
    ///   - port: the port.
    ///   - ends: whether it must give up.
    /// - Returns: the socket.
    /// - Throws: `TLSFailure` where nobody answers, or it must give up.
    static func connected(
        to host: String,
        port: Int,
        ends: () -> Bool
    ) throws(TLSFailure) -> SocketHandle {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, String(port), &hints, &list)
        defer { if let list = unsafe list { unsafe freeaddrinfo(list) } }
        guard code == 0, let place = unsafe list?.pointee else { throw .system(EADDRNOTAVAIL) }
        let number = unsafe socket(
            place.ai_family,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
            0
        )
        guard number >= 0 else { throw .system(errno) }
        let handle = SocketHandle(takingOver: number)
        if unsafe connect(number, place.ai_addr, place.ai_addrlen) == 0 { return handle }
        guard errno == EINPROGRESS else { throw .system(errno) }
        try handle.wait(for: Int16(POLLOUT), ends: ends)
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &size)
        guard error == 0 else { throw .system(error) }
        return handle
    }

    /// Waits for connections on a port of this machine that is free.
    ///
    /// - Returns: the socket.
    /// - Throws: `TLSFailure` where none can be had.
    static func listening() throws(TLSFailure) -> SocketHandle {
        let number = socket(
            AF_INET,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
            0
        )
        guard number >= 0 else { throw .system(errno) }
        let handle = SocketHandle(takingOver: number)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &place) { place in
            unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                unsafe bind(number, place, size) == 0 && listen(number, 8) == 0
            }
        }
        guard isBound else { throw .system(errno) }
        return handle
    }

    /// The port of this machine that it is bound to.
    var port: Int {
        var place = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &place) { place in
            unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                _ = unsafe getsockname(number, place, &size)
            }
        }
        return Int(UInt16(bigEndian: place.sin_port))
    }

    /// Waits until the socket can be read from or written to.
    ///
    /// - Parameters:
    ///   - events: `POLLIN` or `POLLOUT`.
    ///   - ends: whether it must give up.
    /// - Throws: `TLSFailure.gaveUp` where it must.
    func wait(for events: Int16, ends: () -> Bool) throws(TLSFailure) {
        while !ends() {
            var state = pollfd(fd: number, events: events, revents: 0)
            if unsafe poll(&state, 1, Self.patience) > 0 { return }
        }
        throw .gaveUp
    }

    func receive(into buffer: inout [UInt8]) throws(TLSFailure) -> Int? {
        let count = unsafe recv(number, &buffer, buffer.count, 0)
        if count >= 0 { return count }
        guard errno == EAGAIN || errno == EINTR else { throw .system(errno) }
        return nil
    }

    func send(_ bytes: ArraySlice<UInt8>) throws(TLSFailure) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { bytes in
            unsafe Glibc.send(number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        if count >= 0 { return count }
        guard errno == EAGAIN || errno == EINTR else { throw .system(errno) }
        return nil
    }
}
