// A file that takes log lines (`--log-file`).

import Foundation
import Synchronization
public import Vocabulary

/// Appends log lines to a file, which stays open as long as the program runs.
public final class LogFile: Sendable {
    private let descriptor: Int32
    private let lock = Mutex(())

    /// Opens a file for appending; makes it where it is missing.
    ///
    /// - Throws: `Fault` `.cannotSave`.
    public init(_ path: String) throws(Fault) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Fault(
                .cannotSave,
                "The log file '\(path)' cannot be opened: \(String(cString: strerror(errno))).",
                remedy: "Name a file in a folder that exists with --log-file.")
        }
    }

    deinit { close(descriptor) }

    /// Writes a line; what a full disk does not take is lost, and the program goes on.
    public func append(_ line: [UInt8]) {
        lock.withLock { _ in
            _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        }
    }
}
