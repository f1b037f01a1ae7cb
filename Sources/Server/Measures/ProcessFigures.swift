// What the process uses: memory, processor time, files.

import Foundation

/// The figures of this process, by the names Prometheus clients give them.
struct ProcessFigures {
    /// Memory that is in RAM, in bytes; 0 where the system does not tell.
    let residentBytes: Int
    /// Processor time so far, user and system, in seconds.
    let processorSeconds: Double
    /// How many files and sockets are open; 0 where the system does not tell.
    let openFiles: Int

    /// The figures of this moment.
    static func now() -> ProcessFigures {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
        let system = Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return ProcessFigures(
            residentBytes: (pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))),
            processorSeconds: user + system, openFiles: files?.count ?? 0)
    }

    /// Adds the figures' families.
    func write(to text: inout OpenMetricsText) {
        text.family("process_cpu_seconds", kind: "counter")
        text.sample("process_cpu_seconds_total", [], processorSeconds)
        text.family("process_open_fds", kind: "gauge")
        text.sample("process_open_fds", [], Double(openFiles))
        text.family("process_resident_memory_bytes", kind: "gauge")
        text.sample("process_resident_memory_bytes", [], Double(residentBytes))
    }
}
