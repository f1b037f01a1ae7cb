// Files of a project, read within bounds and never outside of its folder.

import Foundation
import Vocabulary

/// Paths in a project.
enum ProjectPaths {
    /// A file that a path names from a folder; `nil` when it lies outside, symbolic links followed.
    static func inside(_ folder: URL, _ path: String) -> URL? {
        let root = folder.resolvingSymlinksInPath().standardizedFileURL.path
        let url =
            path.hasPrefix("/")
            ? URL(filePath: path) : folder.appending(path: path)
        let resolved = url.standardizedFileURL.resolvingSymlinksInPath().standardizedFileURL
        let prefix = root.hasSuffix("/") ? root : root + "/"
        return resolved.path.hasPrefix(prefix) ? resolved : nil
    }

    /// Reads a regular file whole.
    ///
    /// - Parameter name: how messages call the file.
    /// - Returns: its bytes, or a `Fault` `.notFound`, `.unreadable` or `.tooLarge`.
    static func read(_ url: URL, as name: String) -> Result<[UInt8], Fault> {
        // Without waiting: opening a pipe nobody writes to would otherwise never return.
        let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT || errno == ENOTDIR
            return .failure(
                isMissing
                    ? Fault(.notFound, "The file '\(name)' does not exist.")
                    : Fault(.unreadable, "The file '\(name)' cannot be opened."))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failure(Fault(.unreadable, "'\(name)' is not a regular file."))
        }
        guard status.st_size <= Limits.projectFileBytes else {
            return .failure(
                Fault(
                    .tooLarge,
                    "The file '\(name)' has more than \(Limits.projectFileBytes) bytes.",
                    remedy: "Split it into several files."))
        }
        guard let bytes = readAll(descriptor, size: Int(status.st_size)) else {
            return .failure(Fault(.unreadable, "The file '\(name)' cannot be read."))
        }
        return .success(bytes)
    }

    /// At most `size` bytes; `nil` when the disk gives none.
    private static func readAll(_ descriptor: Int32, size: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Foundation.read(descriptor, buffer.baseAddress! + count, size - count)
                failed = got < 0
                if got <= 0 { break }
                count += got
            }
        }
        return failed ? nil : bytes
    }
}
