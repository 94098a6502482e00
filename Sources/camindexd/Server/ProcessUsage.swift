import Foundation

/// What the process takes of the machine, as the kernel counts it.
package struct ProcessUsage: Hashable, Sendable, Codable {
    /// Number of the process.
    package var id: Int32
    /// Processor time of all its threads, in seconds.
    package var processorSeconds: Double
    /// Memory that it holds now, in bytes.
    package var residentBytes: Int
    /// Addresses that it has, in bytes.
    package var virtualBytes: Int
    /// Files and sockets that it has open.
    package var openFiles: Int
    /// Threads.
    package var threads: Int
    /// When it was started, in seconds since 1970; nil where the kernel does not say.
    package var startSeconds: Double?

    /// What this process takes now.
    ///
    /// - Throws: what reading `/proc` throws.
    package static func current() throws -> ProcessUsage {
        let stat = try String(contentsOfFile: "/proc/self/stat", encoding: .utf8)
        let machine = try String(contentsOfFile: "/proc/stat", encoding: .utf8)
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return ProcessUsage(
            stat: stat,
            machine: machine,
            // The folder itself is open while it is read.
            openFiles: files.count - 1,
            ticks: Double(sysconf(Int32(_SC_CLK_TCK))),
            pageSize: sysconf(Int32(_SC_PAGESIZE))
        )
    }

    /// Reads the texts of the kernel.
    ///
    /// - Parameters:
    ///   - stat: `/proc/self/stat`.
    ///   - machine: `/proc/stat`, which tells when the machine was started.
    ///   - openFiles: how many are open.
    ///   - ticks: so many the kernel counts in a second.
    ///   - pageSize: bytes of a page of memory.
    package init(stat: String, machine: String, openFiles: Int, ticks: Double, pageSize: Int) {
        // The name of the program stands in parentheses and may hold anything.
        let place = stat.lastIndex(of: ")").map { stat.index(after: $0) } ?? stat.startIndex
        let fields = stat[place...].split(separator: " ").map { Int($0) ?? 0 }
        // proc(5) counts from 1; its third field is the first behind the name.
        func field(_ number: Int) -> Int { fields.count > number - 3 ? fields[number - 3] : 0 }
        id = Int32(stat.prefix { $0 != " " }) ?? 0
        processorSeconds = Double(field(14) + field(15)) / ticks
        threads = field(20)
        virtualBytes = field(23)
        residentBytes = field(24) * pageSize
        self.openFiles = openFiles
        let start = machine.split(separator: "\n").first { $0.hasPrefix("btime ") }
        startSeconds = start.flatMap { Double($0.dropFirst(6)) }.map {
            $0 + Double(field(22)) / ticks
        }
    }
}
